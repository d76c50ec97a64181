package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.signin.Dealerships.ABC;
import static org.pidesk.signin.Dealerships.PASSWORD;
import static org.pidesk.signin.Dealerships.SEA_POINT;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.server.PathContainer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.util.pattern.PathPatternParser;

/** What each role can do to cases, tried at the doors that are open to it. */
@PiDeskTest
class EngineRightsTest {
    private static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final List<String> LISTS = List.of(
            "",
            "?finished=true&canceled=true&completeScope=true&incidents=true"
                    + "&failedJobs=true&withCandidateGroups=true&unfinished=true");
    private static final List<String> REPORTS = List.of(
            "",
            "?reportType=count&groupBy=taskName",
            "?reportType=duration&periodUnit=month&name=activity-instance-start");

    private static final String[] OF_SUPPORT = {"deviceVerification", "signInAlert"};

    @LocalServerPort
    int port;

    @Autowired
    Organisations organisations;

    @Autowired
    StaffMembers staff;

    @Autowired
    ProcessEngine engine;

    @Autowired
    JdbcTemplate database;

    @Autowired
    EngineRights rights;

    @Autowired
    EngineIdentities identities;

    @Autowired
    Clock clock;

    @Autowired
    Scene scene;

    OpenCases cases;
    OpenCases.Case ofAbc;
    OpenCases.Case ofSeaPoint;

    @BeforeEach
    void aCaseOfEachDealership() {
        Dealerships.open(organisations, staff);
        cases = new OpenCases(engine, database);
        ofAbc = cases.open(ABC);
        ofSeaPoint = cases.open(SEA_POINT);
    }

    @AfterEach
    void close() {
        cases.close();
    }

    @Test
    void letsStaffTakeATaskAndGiveItBack() {
        var naledi = signedIn("naledi");

        assertThat(naledi.claim(ofAbc.staffTask(), "naledi")).isEqualTo(204);
        assertThat(assigneeOf(ofAbc.staffTask())).isEqualTo("naledi");

        assertThat(naledi.does("POST", "/task/" + ofAbc.staffTask() + "/unclaim"))
                .isEqualTo(204);
        assertThat(assigneeOf(ofAbc.staffTask())).isNull();
    }

    @Test
    void letsNobodyTakeATaskInAnothersName() {
        assertThat(signedIn("naledi").claim(ofAbc.staffTask(), "johan")).isEqualTo(403);
        assertThat(signedIn("naledi").claim(ofAbc.staffTask(), "anything-typed"))
                .isEqualTo(403);
        assertThat(assigneeOf(ofAbc.staffTask())).isNull();
    }

    /** A task is handed over, and passed on to a substitute, on our pages only: they ask who may, and tell who did. */
    @Test
    void letsNobodyGiveATaskToAnother() {
        var naledi = signedIn("naledi");
        naledi.claim(ofAbc.staffTask(), "naledi");

        for (var act : List.of("assignee", "delegate", "claim", "identity-links")) {
            assertThat(naledi.does(
                            "POST",
                            "/task/" + ofAbc.staffTask() + "/" + act,
                            "{\"userId\":\"zanele\",\"type\":\"owner\"}"))
                    .as(act)
                    .isGreaterThanOrEqualTo(400);
        }
        assertThat(naledi.does("POST", "/task/" + ofAbc.staffTask() + "/resolve", "{}"))
                .isEqualTo(403);
        assertThat(naledi.does("PUT", "/task/" + ofAbc.staffTask(), "{\"owner\":\"zanele\"}"))
                .isEqualTo(403);
        assertThat(assigneeOf(ofAbc.staffTask())).isEqualTo("naledi");
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskId(ofAbc.staffTask())
                        .singleResult()
                        .getOwner())
                .isNull();
    }

    @Test
    void keepsComplianceManagersTasksFromStaff() {
        var naledi = signedIn("naledi");

        assertThat(naledi.reads("/task")).contains("Of staff").doesNotContain("Of compliance");
        assertThat(naledi.claim(ofAbc.complianceTask(), "naledi")).isEqualTo(404);
        assertThat(naledi.does("POST", "/task/" + ofAbc.complianceTask() + "/complete"))
                .isEqualTo(404);
        signedIn("johan").claim(ofAbc.complianceTask(), "johan");
        assertThat(naledi.does("POST", "/task/" + ofAbc.complianceTask() + "/unclaim"))
                .isEqualTo(404);
        assertThat(assigneeOf(ofAbc.complianceTask())).isEqualTo("johan");
    }

    @Test
    void keepsStaffsTasksFromComplianceManagersWhoMaySeeThem() {
        var johan = signedIn("johan");

        assertThat(johan.reads("/task")).contains("Of staff", "Of compliance");
        assertThat(johan.claim(ofAbc.staffTask(), "johan")).isEqualTo(403);
        assertThat(johan.claim(ofAbc.complianceTask(), "johan")).isEqualTo(204);
    }

    @Test
    void showsComplianceManagersTheirCasesButNoVariable() {
        var johan = signedIn("johan");

        assertThat(johan.reads("/process-instance")).contains(ofAbc.reference());
        assertThat(johan.reads("/history/process-instance")).contains(ofAbc.reference());
        assertThat(johan.reads("/incident")).contains(ofAbc.incident());
        assertThat(johan.reads("/variable-instance")).isEqualTo("[]");
        assertThat(johan.reads("/history/variable-instance")).isEqualTo("[]");
        assertThat(johan.does("GET", "/process-instance/" + ofAbc.instance() + "/variables"))
                .isEqualTo(403);
        assertThat(johan.does("PUT", "/job/" + ofAbc.job() + "/retries", "{\"retries\":1}"))
                .isEqualTo(403);
    }

    @Test
    void showsAdministratorsTheFailuresOfEveryDealershipAndLetsThemTryAgain() {
        var admin = signedIn("admin");

        assertThat(admin.reads("/incident")).contains(ofAbc.incident(), ofSeaPoint.incident());
        assertThat(admin.reads("/job")).contains(ofAbc.job(), ofSeaPoint.job());
        assertThat(admin.does("PUT", "/job/" + ofAbc.job() + "/retries", "{\"retries\":1}"))
                .isEqualTo(204);
        assertThat(engine.getManagementService()
                        .createJobQuery()
                        .jobId(ofAbc.job())
                        .singleResult()
                        .getRetries())
                .isEqualTo(1);
    }

    /** The engine would take a due date with it, by which the pause of a person ends, or a ladder is put off. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"retries\":1,\"dueDate\":\"2020-01-01T00:00:00.000+0200\"}",
                "{\"dueDate\":\"2090-01-01T00:00:00.000+0200\",\"retries\":1}",
                "{\"retries\":1,\"dueDate\":null}",
                "{\"retries\":1,\"due\\u0044ate\":null}",
                "{\"retries\":0}",
                "{\"retries\":-1}",
                "{\"retries\":\"0\"}"
            })
    void letsAdministratorsTryAgainAndDoNoMore(String body) {
        var admin = signedIn("admin");
        var before = jobOfAbc();

        assertThat(admin.does("PUT", "/job/" + ofAbc.job() + "/retries", body)).isEqualTo(400);
        assertThat(admin.does("PUT", "/job-definition/" + before.getJobDefinitionId() + "/retries", body))
                .isEqualTo(400);
        var many = body.replaceFirst("\\{", "{\"jobIds\":[\"" + ofAbc.job() + "\"],");
        assertThat(admin.does("POST", "/job/retries", many)).isEqualTo(400);

        assertThat(jobOfAbc().getRetries()).isEqualTo(before.getRetries());
        assertThat(jobOfAbc().getDuedate()).isEqualTo(before.getDuedate());
    }

    private Job jobOfAbc() {
        return engine.getManagementService().createJobQuery().jobId(ofAbc.job()).singleResult();
    }

    @Test
    void givesAdministratorsNoTaskAndNoVariable() {
        var admin = signedIn("admin");

        assertThat(admin.reads("/task")).isEqualTo("[]");
        assertThat(admin.reads("/variable-instance")).isEqualTo("[]");
        assertThat(admin.does("GET", "/process-instance/" + ofAbc.instance() + "/variables"))
                .isEqualTo(403);
        assertThat(admin.claim(ofAbc.staffTask(), "admin")).isEqualTo(404);
        assertThat(admin.does("DELETE", "/process-instance/" + ofAbc.instance()))
                .isEqualTo(403);
    }

    @Test
    void offersItsListsToEachRole() {
        assertThat(signedIn("naledi").reads("/filter?resourceType=Task"))
                .contains("My tasks", "My organisation's tasks", "Overdue", "Due this week", "Waiting for operators")
                .contains("\"refresh\":true")
                .doesNotContain("Support");
        assertThat(signedIn("johan").reads("/filter?resourceType=Task"))
                .contains("My organisation's tasks", "Waiting for operators")
                .doesNotContain("Support");
        assertThat(signedIn("admin").reads("/filter?resourceType=Task"))
                .contains("Support", "My tasks", "Overdue", "Due this week")
                .doesNotContain("organisation's", "Waiting for operators");
        assertThat(signedIn("admin").reads("/filter/" + filter("Support"))).contains("Support");
        assertThat(signedIn("naledi")
                        .visitor
                        .call("GET", ENGINE + "/filter/" + filter("Support"), null)
                        .statusCode())
                .isNotEqualTo(200);
    }

    @Test
    void listsForStaffTheirOwnTasks() {
        var naledi = signedIn("naledi");

        assertThat(naledi.reads("/filter/" + filter("My organisation's tasks") + "/list"))
                .contains(ofAbc.staffTask())
                .doesNotContain(ofSeaPoint.staffTask(), ofAbc.complianceTask());
        assertThat(signedIn("johan").reads("/filter/" + filter("My organisation's tasks") + "/list"))
                .contains(ofAbc.complianceTask())
                .doesNotContain(ofSeaPoint.complianceTask(), ofAbc.staffTask());
        assertThat(naledi.reads("/filter/" + filter("My tasks") + "/list")).isEqualTo("[]");
        naledi.claim(ofAbc.staffTask(), "naledi");
        assertThat(naledi.reads("/filter/" + filter("My tasks") + "/list")).contains(ofAbc.staffTask());
        assertThat(naledi.reads("/filter/" + filter("My tasks") + "/count")).contains("1");
    }

    @Test
    void tellsTheCaseOfATaskToWhoMaySeeIt() {
        var cases = "/desk/task-cases?ids="
                + String.join(",", ofAbc.staffTask(), ofAbc.complianceTask(), ofSeaPoint.staffTask(), "no-task");

        assertThat(asked("naledi", cases).body())
                .contains("\"" + ofAbc.staffTask() + "\":\"")
                .doesNotContain(ofAbc.complianceTask(), ofSeaPoint.staffTask(), "no-task");
        assertThat(asked("admin", cases).body()).isEqualTo("{}");
        assertThat(asked("naledi", "/desk/task-cases").body()).isEqualTo("{}");
        assertThat(asked("naledi", cases + ",x".repeat(100)).statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> asked(String name, String address) {
        return signedIn(name).visitor.call("GET", address, null);
    }

    /** What is due on Sunday is late from Monday's first moment on, and still due this week. */
    @Test
    void listsWhatIsDueThisWeekAndWhatIsOverdueApart() {
        var monday = LocalDate.now(clock)
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .atStartOfDay(clock.getZone())
                .toInstant();

        due(ofAbc.staffTask(), clock.instant().minusSeconds(1));
        assertThat(listed("Overdue")).contains(ofAbc.staffTask()).doesNotContain(ofSeaPoint.staffTask());
        assertThat(listed("Due this week")).isEqualTo("[]");

        due(ofAbc.staffTask(), monday);
        assertThat(listed("Overdue")).isEqualTo("[]");
        assertThat(listed("Due this week")).contains(ofAbc.staffTask());

        due(ofAbc.staffTask(), monday.plus(Duration.ofDays(1)));
        assertThat(listed("Overdue")).isEqualTo("[]");
        assertThat(listed("Due this week")).isEqualTo("[]");
    }

    @Test
    void takesAListBackThatAnEarlierVersionOffered() {
        var filters = engine.getFilterService();
        var former = filters.saveFilter(filters.newTaskFilter("Due soon")
                        .setQuery(engine.getTaskService().createTaskQuery()))
                .getId();
        rightTo(Resources.FILTER, Authorization.ANY, "abc-motors-staff");
        assertThat(signedIn("naledi").reads("/filter?resourceType=Task")).contains("Due soon", "Support");

        identities.mirrorAll();

        assertThat(filters.getFilter(former)).isNull();
        assertThat(signedIn("naledi").reads("/filter?resourceType=Task"))
                .contains("My tasks")
                .doesNotContain("Due soon", "Support");
    }

    private void rightTo(Resources resource, String id, String group) {
        var authorizations = engine.getAuthorizationService();
        var right = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        right.setGroupId(group);
        right.setResource(resource);
        right.setResourceId(id);
        right.setPermissions(new Permissions[] {Permissions.READ});
        authorizations.saveAuthorization(right);
    }

    private String listed(String filter) {
        return signedIn("naledi").reads("/filter/" + filter(filter) + "/list");
    }

    @Test
    void letsNobodyWorkTheOtherDealershipsTask() {
        assertThat(signedIn("zanele").claim(ofAbc.staffTask(), "zanele")).isEqualTo(404);
        assertThat(signedIn("zanele").does("POST", "/task/" + ofAbc.staffTask() + "/complete"))
                .isEqualTo(404);
        assertThat(assigneeOf(ofAbc.staffTask())).isNull();
    }

    /** Every address that is open, with an id that never was and with one of the other dealership. */
    @ParameterizedTest
    @ValueSource(strings = {"zanele", "imran"})
    void answersForWhatIsTheOtherDealershipsAsForWhatNeverWas(String username) {
        var visitor = signedIn(username).visitor;
        var told = new ArrayList<String>();
        for (var route : Route.all()) {
            if (route.path().startsWith("/camunda/api/engine/engine/default/")
                    && route.path().contains("{")
                    && isOpen(route)) {
                var body = route.method().equals("GET") ? null : "{}";
                var none = visitor.call(route.method(), route.with("never-was"), body);
                for (var id : List.of(ofAbc.instance(), ofAbc.staffTask(), ofAbc.job(), ofAbc.incident())) {
                    var foreign = visitor.call(route.method(), route.with(id), body);
                    if (foreign.statusCode() != none.statusCode()
                            || !said(foreign.body(), id).equals(said(none.body(), "never-was"))) {
                        told.add(route + " " + foreign.statusCode() + " not " + none.statusCode());
                    }
                }
            }
        }

        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /task/{id}",
                "GET /task/{id}/form",
                "GET /task/{id}/deployed-form",
                "GET /task/{id}/form-variables",
                "GET /task/{id}/rendered-form",
                "GET /task/{id}/identity-links",
                "GET /task/{id}/variables",
                "POST /task/{id}/claim",
                "POST /task/{id}/unclaim",
                "POST /task/{id}/complete",
                "POST /task/{id}/submit-form",
                "GET /process-instance/{id}",
                "GET /process-instance/{id}/variables",
                "GET /process-instance/{id}/activity-instances"
            })
    void findsNothingByAnIdThatIsMadeUpOrTheOtherDealerships(String address) {
        var zanele = signedIn("zanele");
        var method = address.substring(0, address.indexOf(' '));
        var path = address.substring(address.indexOf(' ') + 1);

        for (var id : List.of(
                "never-was",
                "%20",
                "..%2f..%2fuser",
                "'",
                ofAbc.staffTask(),
                ofAbc.complianceTask(),
                ofAbc.instance())) {
            assertThat(zanele.does(method, path.replace("{id}", id))).as(id).isIn(404, 400);
        }
        assertThat(zanele.does(method, path.replace("{id}", ofAbc.staffTask()))).isEqualTo(404);
        assertThat(assigneeOf(ofAbc.staffTask())).isNull();
    }

    /** Every address that can be read, with every id of the other dealership in its place. */
    @Test
    void showsNothingOfTheOtherDealershipAtAnyAddress() {
        signedIn("naledi").claim(ofAbc.staffTask(), "naledi");
        var ids = List.of(
                ofAbc.instance(),
                ofAbc.staffTask(),
                ofAbc.job(),
                ofAbc.incident(),
                "naledi",
                "abc-motors-staff",
                "abc-motors");
        var leaks = new ArrayList<String>();
        for (var username : List.of("zanele", "imran")) {
            var visitor = signedIn(username);
            for (var route : Route.all()) {
                if (route.method().equals("GET") && isOpen(route)) {
                    for (var id : route.path().contains("{") ? ids : List.of("-")) {
                        var said = visitor.visitor.call("GET", route.with(id), null);
                        if (said.statusCode() == 200 && tellsOfAbc(said.body())) {
                            leaks.add(username + " " + route.with(id) + " " + said.body());
                        }
                    }
                } else if (route.method().equals("POST") && isQuery(route)) {
                    var said = visitor.visitor.call("POST", route.with(filter("My organisation's tasks")), "{}");
                    if (tellsOfAbc(said.body())) {
                        leaks.add(username + " POST " + route.path() + " " + said.body());
                    }
                }
            }
        }

        assertThat(leaks).isEmpty();
    }

    /** Every address that can be read, before and after the other dealership has more cases. */
    @ParameterizedTest
    @ValueSource(strings = {"zanele", "imran"})
    void countsNothingOfTheOtherDealershipAtAnyAddress(String username) {
        var visitor = signedIn(username).visitor;
        var before = everyAnswer(visitor, OpenCases.KEY);

        cases.open(ABC);
        cases.end(cases.open(ABC));

        assertThat(changed(before, everyAnswer(visitor, OpenCases.KEY))).isEmpty();
    }

    /** They have no tenant, so that nothing but the rights keeps them from every dealership. */
    @ParameterizedTest
    @ValueSource(strings = {"sipho", "imran"})
    void showsAndCountsNothingOfSupportToAnyDealership(String username) {
        staff.register(Hires.member("sipho", "Sipho Mthembu", Role.DEALERSHIP_STAFF, ABC), PASSWORD);
        var worker = signedIn(username);
        var before = everyAnswer(worker.visitor, OF_SUPPORT);

        var tasks = scene.callSupport();

        for (var task : tasks) {
            assertThat(worker.reads("/task")).doesNotContain(task.getId(), task.getName());
            assertThat(worker.does("GET", "/task/" + task.getId())).isEqualTo(404);
            assertThat(worker.claim(task.getId(), username)).isEqualTo(404);
            for (var kind : List.of("/process-instance/", "/execution/", "/history/process-instance/")) {
                assertThat(worker.does("GET", kind + task.getProcessInstanceId()))
                        .as(kind)
                        .isIn(403, 404);
            }
        }
        assertThat(changed(before, everyAnswer(worker.visitor, OF_SUPPORT))).isEmpty();
    }

    @Test
    void showsAdministratorsTheTasksOfSupportAndLetsThemClaimThem() {
        var admin = signedIn("admin");
        var before = everyAnswer(admin.visitor, OF_SUPPORT);

        for (var task : scene.callSupport()) {
            assertThat(admin.reads("/task")).contains(task.getId());
            assertThat(admin.claim(task.getId(), "admin")).isEqualTo(204);
        }

        assertThat(changed(before, everyAnswer(admin.visitor, OF_SUPPORT))).hasSizeGreaterThan(20);
    }

    /** As they were once given: to every process there is. */
    @Test
    void leavesARightNoFurtherPermissionAndGivesBackWhatIsMissing() {
        var staffHave = permissions("abc-motors-staff");
        for (var grant : staffHave.keySet()) {
            changePermissions(grant, 2 | 4);
        }
        changePermissions(staffHave.keySet().iterator().next(), 0);

        rights.grant(Role.DEALERSHIP_STAFF, "abc-motors-staff");

        assertThat(permissions("abc-motors-staff")).isEqualTo(staffHave);
    }

    /** On pages, lists, processes and cases; those on single tasks come and go. */
    private Map<String, Integer> permissions(String group) {
        return database
                .queryForList(
                        "select id_, perms_ from act_ru_authorization where group_id_ = ? and resource_type_ in (0, 5, 6, 8)",
                        group)
                .stream()
                .collect(Collectors.toMap(row -> (String) row.get("id_"), row -> (Integer) row.get("perms_")));
    }

    private void changePermissions(String authorization, int permissions) {
        database.update("update act_ru_authorization set perms_ = ? where id_ = ?", permissions, authorization);
    }

    @Test
    void takesBackRightsThatARoleNoLongerHas() {
        var authorizations = engine.getAuthorizationService();
        var tooMuch = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        tooMuch.setGroupId("abc-motors-compliance");
        tooMuch.setResource(Resources.PROCESS_DEFINITION);
        tooMuch.setResourceId(Authorization.ANY);
        tooMuch.addPermission(Permissions.READ_TASK);
        authorizations.saveAuthorization(tooMuch);

        rights.grant(Role.COMPLIANCE_MANAGER, "abc-motors-compliance");

        assertThat(authorizations
                        .createAuthorizationQuery()
                        .groupIdIn("abc-motors-compliance")
                        .resourceType(Resources.PROCESS_DEFINITION)
                        .list())
                .extracting(Authorization::getResourceId)
                .containsExactlyInAnyOrder(
                        "lookupNotFound",
                        "alterInformation",
                        "withdrawConsent",
                        "deIdentify",
                        "optInCampaign",
                        "marketingComplaint");
    }

    @Test
    void wouldNoticeACount() {
        var visitor = signedIn("johan").visitor;
        var before = everyAnswer(visitor, OpenCases.KEY);

        cases.open(ABC);

        assertThat(everyAnswer(visitor, OpenCases.KEY)).hasSameSizeAs(before).isNotEqualTo(before);
    }

    private static Map<String, String> changed(Map<String, String> before, Map<String, String> now) {
        now.entrySet().removeIf(answer -> answer.getValue().equals(before.get(answer.getKey())));
        return now;
    }

    /** The answers to all that a count can be asked for, of some processes; several at a time, for they are thousands. */
    private Map<String, String> everyAnswer(Visitor visitor, String... processes) {
        var questions = new LinkedHashSet<Question>();
        for (var process : processes) {
            askAbout(process, questions);
        }
        return questions.parallelStream()
                .collect(Collectors.toConcurrentMap(
                        Question::toString,
                        question -> counts(visitor.call(question.method, question.address, question.body))));
    }

    private void askAbout(String process, Set<Question> questions) {
        var definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult();
        for (var route : Route.all()) {
            if (isOpen(route) && route.method().equals("GET")) {
                for (var id : List.of(definition.getId(), process)) {
                    for (var asked : route.path().contains("report") ? REPORTS : LISTS) {
                        questions.add(new Question("GET", route.with(id) + asked, null));
                    }
                }
            } else if (isOpen(route) && (isQuery(route) || route.path().contains("/cockpit/"))) {
                for (var body : List.of("{}", "{\"processDefinitionId\":\"" + definition.getId() + "\"}")) {
                    questions.add(new Question("POST", route.with(definition.getId()), body));
                }
            }
        }
    }

    /** @param body null where the address asks it all */
    private record Question(String method, String address, String body) {}

    private static String counts(HttpResponse<String> answer) {
        return answer.statusCode() == 200 ? answer.body().replaceAll("\"timestamp\":\"[^\"]*\"", "") : "";
    }

    @Test
    void wouldNoticeALeak() {
        assertThat(tellsOfAbc(signedIn("naledi").reads("/task"))).isTrue();
        assertThat(tellsOfAbc(signedIn("johan").reads("/history/process-instance")))
                .isTrue();
        assertThat(tellsOfAbc(signedIn("naledi").reads("/user"))).isTrue();
    }

    private boolean tellsOfAbc(String answer) {
        return List.of(
                        ofAbc.instance(),
                        ofAbc.staffTask(),
                        ofAbc.complianceTask(),
                        ofAbc.reference(),
                        ofAbc.incident(),
                        "abc-motors",
                        "ABC Motors",
                        "naledi",
                        "Khumalo",
                        "johan")
                .stream()
                .anyMatch(answer::contains);
    }

    /** Without the id that was asked for, and the moment. */
    private static String said(String answer, String id) {
        return answer.replace(id, "…").replaceAll("\"timestamp\":\"[^\"]*\"", "");
    }

    private static boolean isOpen(Route route) {
        return CamundaDoors.OPEN.stream()
                .anyMatch(door -> door.method().matches(route.method())
                        && PathPatternParser.defaultInstance
                                .parse(door.path())
                                .matches(PathContainer.parsePath(route.with("x1"))));
    }

    private static boolean isQuery(Route route) {
        return CamundaDoors.OPEN.stream()
                .anyMatch(door -> door.method().matches("POST")
                        && door.path().equals(route.path())
                        && !door.path().contains("/task/{id}"));
    }

    private void due(String task, Instant at) {
        engine.getTaskService().setDueDate(task, Date.from(at));
    }

    private String filter(String name) {
        return engine.getFilterService()
                .createFilterQuery()
                .filterName(name)
                .singleResult()
                .getId();
    }

    private String assigneeOf(String task) {
        return engine.getTaskService()
                .createTaskQuery()
                .taskId(task)
                .singleResult()
                .getAssignee();
    }

    private Worker signedIn(String username) {
        var visitor = new Visitor(port);
        visitor.signIn(username, PASSWORD);
        visitor.get(username.equals("admin") ? "/camunda/app/cockpit/default/" : "/camunda/app/tasklist/default/");
        return new Worker(visitor);
    }

    private record Worker(Visitor visitor) {
        int claim(String task, String name) {
            return does("POST", "/task/" + task + "/claim", "{\"userId\":\"" + name + "\"}");
        }

        int does(String method, String path) {
            return does(method, path, method.equals("POST") ? "{}" : null);
        }

        int does(String method, String path, String body) {
            return visitor.call(method, ENGINE + path, body).statusCode();
        }

        String reads(String path) {
            return visitor.call("GET", ENGINE + path, null).body();
        }
    }
}

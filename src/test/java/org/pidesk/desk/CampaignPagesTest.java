package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.campaign.CampaignStage.HEAD;
import static org.pidesk.campaign.CampaignStage.JOHAN;
import static org.pidesk.campaign.CampaignStage.NALEDI;
import static org.pidesk.campaign.CampaignStage.THREE_STRANGERS;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.campaign.CampaignStage;
import org.pidesk.campaign.Readings;
import org.pidesk.campaign.Screenings;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.pidesk.suppression.Suppressions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Campaigns over HTTP: how staff begin them, what each page shows to whom, and the interface for systems. */
@PiDeskTest
class CampaignPagesTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String DRAFT = "/desk/campaigns/draft";
    private static final String READER = "/desk/reader";
    private static final String START =
            "/camunda/api/engine/engine/default/process-definition/key/optInCampaign/submit-form";
    private static final Pattern REFERENCE = Pattern.compile("\"reference\":\"(PI-[0-9A-Z-]{14})\"");

    @LocalServerPort
    int port;

    @Autowired
    CampaignStage stage;

    @Autowired
    StaffMembers staff;

    @Autowired
    Screenings screenings;

    @Autowired
    Readings readings;

    @Autowired
    Suppressions suppressions;

    @Autowired
    RuntimeService engine;

    @Autowired
    TaskService tasks;

    private Visitor naledi;

    @BeforeEach
    void open() {
        stage.open();
        staff.register(Hires.member(NALEDI, "Naledi Khumalo", Role.DEALERSHIP_STAFF, ABC_MOTORS), PASSWORD);
        staff.register(Hires.member(JOHAN, "Johan Botha", Role.COMPLIANCE_MANAGER, ABC_MOTORS), PASSWORD);
        staff.register(Hires.member("zanele", "Zanele Dube", Role.DEALERSHIP_STAFF, SEA_POINT_CARS), PASSWORD);
        naledi = signedIn(NALEDI);
    }

    @Test
    void beginsACampaignAsTasklistDoes() {
        var reference = filledIn(naledi, THREE_STRANGERS);

        var begun = start(naledi, reference, "");

        assertThat(begun.statusCode()).isEqualTo(200);
        assertThat(engine.createProcessInstanceQuery()
                        .processInstanceBusinessKey(reference)
                        .singleResult()
                        .getTenantId())
                .isEqualTo("abc-motors");
    }

    @Test
    void beginsNothingWithASmuggledVariable() {
        var reference = filledIn(naledi, THREE_STRANGERS);

        assertThat(start(naledi, reference, ",\"isPaused\":{\"value\":false,\"type\":\"Boolean\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(engine.createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void beginsNobodyElsesDraftAndNoOtherProcess() {
        var reference = filledIn(naledi, THREE_STRANGERS);
        var zanele = signedIn("zanele");

        assertThat(start(zanele, reference, "").statusCode()).isEqualTo(400);
        assertThat(naledi.call(
                                "POST",
                                START.replace("optInCampaign", "deIdentify"),
                                "{\"businessKey\":\"x\",\"variables\":{}}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(engine.createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void saysOfEachLineWhatIsWrongWithIt() {
        var token = token(naledi);

        var refused = naledi.upload(
                "PUT", DRAFT + "/list?channel=EMAIL", "text/csv", HEAD + "nobody,,,,,EVENT\n=1,,,,,EVENT\n", token);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("\"line\":2", "\"line\":3", "begins like a formula")
                .doesNotContain("nobody");
    }

    @Test
    void beginsNoDraftByLooking() {
        assertThat(naledi.call("GET", DRAFT, null).statusCode()).isEqualTo(200);

        assertThat(stage.campaigns()).isZero();
    }

    @Test
    void loadsNothingWithoutTheToken() {
        assertThat(naledi.upload("PUT", DRAFT + "/list?channel=EMAIL", "text/csv", THREE_STRANGERS, "none")
                        .statusCode())
                .isEqualTo(403);
        assertThat(stage.count("true")).isZero();
    }

    /** A form that is open asks so when its token is refused. */
    @Test
    void saysWhoIsSignedInByNowAndWithWhichTokenTheySave() {
        var before = token(naledi);
        naledi.takeOver(NALEDI, PASSWORD);
        assertThat(load(naledi, before)).isEqualTo(403);

        var now = naledi.call("GET", READER, null);

        assertThat(now.body()).isEqualTo("{\"reader\":\"naledi\"}");
        assertThat(naledi.call("GET", DRAFT, null).body()).contains("\"reader\":\"naledi\"");
        assertThat(load(naledi, token(now))).isEqualTo(200);
        naledi.takeOver("zanele", PASSWORD);
        assertThat(naledi.call("GET", READER, null).body()).isEqualTo("{\"reader\":\"zanele\"}");
        assertThat(new Visitor(port).call("GET", READER, null).statusCode()).isEqualTo(401);
    }

    private static int load(Visitor visitor, String token) {
        return visitor.upload("PUT", DRAFT + "/list?channel=EMAIL", "text/csv", THREE_STRANGERS, token)
                .statusCode();
    }

    /** As the server does: see {@code OptInCampaignTest}. */
    @Test
    void asksForAProofInTheOneFormInWhichItIsTaken() throws IOException {
        var form = Files.readString(Path.of("forms/startEvent_campaignWanted.html"));

        assertThat(form)
                .contains("<input type=\"file\" id=\"permission\" accept=\"application/pdf\"")
                .contains("A PDF of at most five megabytes")
                .doesNotContain("JPEG");
    }

    @Test
    void showsACampaignToItsOrganisationOnly() {
        var process = stage.ask(THREE_STRANGERS);
        var page = "/desk/campaigns/" + process.getBusinessKey();

        assertThat(naledi.get(page).body()).contains("Spring question", "Figures", "3");
        assertThat(naledi.call("GET", page + "/progress", null).body()).contains("\"SENT\":3", "\"state\":\"RUNNING\"");
        assertThat(naledi.get(page + "/people?figure=SENT").body()).contains("nomsa@example.org", "Nomsa Mahlangu");
        var zanele = signedIn("zanele");
        assertThat(zanele.get(page).statusCode()).isEqualTo(404);
        assertThat(zanele.get(page + "/people?figure=SENT").statusCode()).isEqualTo(404);
        assertThat(zanele.get("/desk/campaigns").body()).doesNotContain("Spring question");
    }

    @Test
    void saysOfAQuestionThatHasSomebodyLeftToAskThatItRuns() {
        var process = stage.begin(THREE_STRANGERS);
        stage.approve(process);
        var page = "/desk/campaigns/" + process.getBusinessKey();

        assertThat(naledi.get(page).body())
                .contains(">Running</span>", "data-state=\"Running\"", "The next wave goes at", "Pause it");
        assertThat(naledi.call("GET", page + "/progress", null).body()).contains("\"words\":\"Running\"");
        assertThat(naledi.get("/desk/campaigns").body()).contains(">Running</td>");
    }

    @Test
    void saysOfAQuestionThatEverybodyWasAskedThatItWaits() {
        var process = stage.ask(THREE_STRANGERS);

        waits(process, "All asked, waits for answers");
        assertThat(naledi.get("/desk/campaigns/" + process.getBusinessKey()).body())
                .as("its process asks until the next wave would be due")
                .contains("Pause it");
        stage.passUntilTheNextTimer(process);
        naledi = signedIn(NALEDI);
        waits(process, "All asked, waits for answers");
        assertThat(naledi.get("/desk/campaigns/" + process.getBusinessKey()).body())
                .doesNotContain("Pause it");
    }

    @Test
    void saysOfAQuestionThatWasStoppedThatItWaits() {
        var process = stage.ask(THREE_STRANGERS);
        var page = "/desk/campaigns/" + process.getBusinessKey();
        naledi.submit(page, page + "/pause", Map.of());
        assertThat(naledi.call("GET", page + "/progress", null).body()).contains("\"words\":\"Paused\"");

        stage.decide(process, "STOP");

        waits(process, "Stopped, waits for answers");
        assertThat(naledi.get(page).body()).doesNotContain("Pause it");
    }

    private void waits(ProcessInstance process, String words) {
        var page = "/desk/campaigns/" + process.getBusinessKey();
        assertThat(naledi.get(page).body())
                .contains(">" + words + "</span>", "data-state=\"" + words + "\"", "3</strong> of")
                .doesNotContain(">Running<", "The next wave");
        assertThat(naledi.call("GET", page + "/progress", null).body()).contains("\"words\":\"" + words + "\"");
        assertThat(naledi.get("/desk/campaigns").body())
                .contains(">" + words + "</td>")
                .doesNotContain(">Running<");
    }

    @Test
    void pausesByAnybodysHand() {
        var process = stage.ask(THREE_STRANGERS);
        var page = "/desk/campaigns/" + process.getBusinessKey();

        naledi.submit(page, page + "/pause", Map.of());

        assertThat(naledi.get(page).body()).contains("It rests", "somebody paused it");
        assertThat(stage.task(process, "userTask_decideWhetherToGoOn")).isNotNull();
    }

    /** A campaign is no case, and has no page of one. */
    @Test
    void handsATaskOverWithoutALinkThatLeadsNowhere() {
        var process = stage.ask(THREE_STRANGERS);
        naledi.submit(
                "/desk/campaigns/" + process.getBusinessKey(),
                "/desk/campaigns/" + process.getBusinessKey() + "/pause",
                Map.of());
        var task = stage.task(process, "userTask_decideWhetherToGoOn").getId();
        tasks.claim(task, JOHAN);
        var johan = signedIn(JOHAN);

        assertThat(johan.get("/desk/hand-over/" + task).body())
                .contains(process.getBusinessKey())
                .doesNotContain("/desk/requests/");
    }

    @Test
    void saysWhatAMailToManyLacks() {
        var again = naledi.submit("/desk/campaigns/new-mail", Map.of("title", "", "subject", "", "words", "short"));

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("Write what people read.", "Write the subject", "short");
    }

    @Test
    void answersASystemByItsKey() {
        suppressions.cover(ABC_MOTORS, THANDI);
        var key = screenings.makeKey(ABC_MOTORS, JOHAN).value();
        var dms = new Visitor(port);
        var list = "email\n" + THANDI.value() + "\nx@example.org\n";

        assertThat(dms.ask("/api/screening", key, list).body()).contains("\"rows\":2", "\"lines\":[2]");
        assertThat(dms.ask("/api/screening", "A".repeat(43), list).statusCode()).isEqualTo(401);
        assertThat(dms.ask("/api/screening", key, "nothing of use").statusCode())
                .isEqualTo(400);
        assertThat(dms.get("/api/screening").statusCode()).isIn(401, 403, 404, 405);
    }

    @Test
    void refusesAListAlikeByPageAndByKey() {
        var key = screenings.makeKey(ABC_MOTORS, JOHAN).value();
        var token = Visitor.hidden(naledi.get("/desk/screening"), "_csrf");
        Function<String, List<HttpResponse<String>>> send = list -> List.of(
                new Visitor(port).ask("/api/screening", key, list),
                naledi.upload("POST", "/desk/screening", "text/csv", list, token));

        assertThat(send.apply("nothing of use")).allSatisfy(flawed -> {
            assertThat(flawed.statusCode()).isEqualTo(400);
            assertThat(flawed.body()).contains("\"flaws\":[");
        });
        IntStream.range(0, 19).forEach(i -> send.apply("email\nx@example.org\n"));
        assertThat(send.apply("email\nx@example.org\n")).allSatisfy(tooMany -> {
            assertThat(tooMany.statusCode()).isEqualTo(429);
            assertThat(tooMany.headers().firstValue("Retry-After")).contains("3600");
            assertThat(tooMany.body()).contains("as many lists as an hour allows");
        });
    }

    @Test
    void letsOnlyComplianceManagersMakeAKey() {
        assertThat(makeKey(naledi, PASSWORD).statusCode()).isEqualTo(403);
        var johan = signedIn(JOHAN);

        assertThat(makeKey(johan, PASSWORD).statusCode()).isEqualTo(302);
        assertThat(screenings.keyMadeAt(ABC_MOTORS)).isPresent();
    }

    /** A key is good from anywhere, long after whoever sat at an open session has gone. */
    @Test
    void makesNoKeyForWhoDoesNotKnowThePassword() {
        var johan = signedIn(JOHAN);

        for (var wrong : List.of("", "not it")) {
            var answer = makeKey(johan, wrong);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("not your present password");
        }
        assertThat(screenings.keyMadeAt(ABC_MOTORS)).isEmpty();
    }

    private static HttpResponse<String> makeKey(Visitor who, String password) {
        return who.submit("/desk/screening", "/desk/screening/key", Map.of("present", password));
    }

    @Test
    void letsOnlyComplianceManagersSayThatReadingIsNoted() {
        var page = "/desk/campaigns";
        var ground = Map.of("ground", "You agreed to it when you subscribed.");
        assertThat(naledi.get(page).body()).doesNotContain("Who opens a mail");
        assertThat(naledi.submit("/desk/campaigns/new-mail", page + "/reading", ground)
                        .statusCode())
                .isEqualTo(403);
        var johan = signedIn(JOHAN);

        assertThat(johan.submit(page, page + "/reading", Map.of("ground", "Because."))
                        .statusCode())
                .isEqualTo(400);
        assertThat(readings.ground(ABC_MOTORS)).isEmpty();
        johan.submit(page, page + "/reading", ground);
        assertThat(johan.get(page).body()).contains("You agreed to it when you subscribed.", "Johan Botha");
        assertThat(readings.ground(SEA_POINT_CARS)).isEmpty();

        johan.submit(page, page + "/reading", Map.of("end", "true"));
        assertThat(readings.ground(ABC_MOTORS)).isEmpty();
    }

    private Visitor signedIn(String who) {
        var visitor = new Visitor(port);
        visitor.signIn(who, PASSWORD);
        // here Camunda gives the token that its changes need
        visitor.get("/camunda/app/tasklist/default/");
        return visitor;
    }

    private static String token(Visitor visitor) {
        return token(visitor.call("GET", DRAFT, null));
    }

    private static String token(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-CSRF-TOKEN").orElseThrow();
    }

    private static String filledIn(Visitor visitor, String list) {
        var token = token(visitor);
        assertThat(visitor.upload("PUT", DRAFT + "/list?channel=EMAIL", "text/csv", list, token)
                        .statusCode())
                .isEqualTo(200);
        var saved = visitor.upload(
                "PUT",
                DRAFT,
                "application/json",
                "{\"title\":\"Spring question\",\"interest\":\"EVERYTHING\",\"channel\":\"EMAIL\"}",
                token);
        assertThat(saved.statusCode()).isEqualTo(200);
        var reference = REFERENCE.matcher(saved.body());
        assertThat(reference.find()).isTrue();
        return reference.group(1);
    }

    private static HttpResponse<String> start(Visitor visitor, String reference, String further) {
        return visitor.call(
                "POST",
                START,
                "{\"businessKey\":\"" + reference + "\",\"variables\":{\"reference\":{\"value\":\"" + reference
                        + "\",\"type\":\"String\"}" + further + "}}");
    }
}

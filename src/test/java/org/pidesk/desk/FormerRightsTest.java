package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.authorization.Resources;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.activity.Fact;
import org.pidesk.engine.AnswerRefused;
import org.pidesk.request.Reviews;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.pidesk.staff.Absences;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.support.TransactionTemplate;

/** What somebody has taken on goes with the role and the place that they took it on by, and no substitute carries it on. */
@PiDeskTest
class FormerRightsTest extends AmongColleagues {
    private static final String THABO = "thabo";

    @Autowired
    StaffAccounts accounts;

    @Autowired
    RuntimeService runtime;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    HandOvers handOvers;

    @Autowired
    Absences absences;

    @Autowired
    Reviews reviews;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transactions;

    @BeforeEach
    void somebodyElsewhere() {
        hire(THABO, Role.COMPLIANCE_MANAGER, SEA_POINT_CARS);
    }

    @Test
    void areTakenWithTheRole() throws Exception {
        johanHasTheRelease();
        assertThat(ownRights(JOHAN)).isOne();

        hire(JOHAN, Role.DEALERSHIP_STAFF, ABC_MOTORS);

        assertThat(task(RELEASE).getAssignee()).isNull();
        assertThat(ownRights(JOHAN)).isZero();
        handOver(RELEASE, JOHAN, SIPHO, NOTE).andExpect(status().isNotFound());
        away(JOHAN, SIPHO);
        assertThat(task(RELEASE).getAssignee()).isNull();
        assertThatThrownBy(() -> release(SIPHO, Role.DEALERSHIP_STAFF)).isNotNull();
        assertThat(facts("DE_IDENTIFICATION_RELEASED")).isEmpty();
    }

    @Test
    void areTakenByTheKeeperOfTheAccount() {
        johanHasTheRelease();

        Hires.change(accounts, Hires.member(JOHAN, "Somebody", Role.DEALERSHIP_STAFF, ABC_MOTORS));

        assertThat(task(RELEASE).getAssignee()).isNull();
        assertThat(ownRights(JOHAN)).isZero();
    }

    @Test
    void areTakenFromWhoseAccountIsClosed() {
        johanHasTheRelease();

        accounts.disable(Hires.ADMIN, JOHAN);

        assertThat(task(RELEASE).getAssignee()).isNull();
        assertThat(ownRights(JOHAN)).isZero();
    }

    @Test
    void remainWithAnotherName() {
        johanHasTheRelease();

        staff.register(Hires.member(JOHAN, "Johan Else", Role.COMPLIANCE_MANAGER, ABC_MOTORS), "correct horse battery");

        assertThat(task(RELEASE).getAssignee()).isEqualTo(JOHAN);
        assertThat(ownRights(JOHAN)).isOne();
    }

    /** As it was left behind by earlier versions: assigned to who may not have it. */
    @Test
    void arePassedOnToNobodyWhoMayNotHaveThem() throws Exception {
        decided();
        tasks.setAssignee(task(RELEASE).getId(), NALEDI);
        handOver(RELEASE, NALEDI, SIPHO, NOTE)
                .andExpect(content().string(containsString("Choose a colleague of the same role")));

        away(NALEDI, SIPHO);

        assertThat(task(RELEASE).getAssignee()).isNull();
        assertThat(task(RELEASE).getOwner()).isNull();
    }

    @Test
    void areNotGivenBackToWhoHasAnotherRoleMeanwhile() throws Exception {
        johanHasTheRelease();
        away(JOHAN, LERATO);
        assertThat(task(RELEASE).getAssignee()).isEqualTo(LERATO);

        hire(JOHAN, Role.DEALERSHIP_STAFF, ABC_MOTORS);
        passedOn.run();

        assertThat(task(RELEASE).getAssignee()).isNull();
        assertThat(task(RELEASE).getOwner()).isNull();
        assertThatThrownBy(() -> release(JOHAN, Role.DEALERSHIP_STAFF)).isNotNull();
    }

    @Test
    void areNotGivenBackToWhoIsBackWithAnotherRole() throws Exception {
        johanHasTheRelease();
        away(JOHAN, LERATO);
        hire(JOHAN, Role.DEALERSHIP_STAFF, ABC_MOTORS);

        web.perform(post("/desk/account/substitute/end").principal(() -> JOHAN));

        assertThat(task(RELEASE).getAssignee()).isNull();
        assertThat(task(RELEASE).getOwner()).isNull();
    }

    @Test
    void crossNoBorder() throws Exception {
        johanHasTheRelease();
        hire(JOHAN, Role.COMPLIANCE_MANAGER, SEA_POINT_CARS);
        away(JOHAN, THABO);
        assertThat(task(RELEASE).getAssignee()).isNull();

        tasks.setAssignee(task(RELEASE).getId(), THABO);
        assertThat(references(THABO)).doesNotContain(process.getBusinessKey());
        tasks.setAssignee(task(RELEASE).getId(), LERATO);
        assertThat(references(LERATO)).contains(process.getBusinessKey());
    }

    @Test
    void leaveTheMarkOfTheSubstituteWhoGivesTheTaskBackAndAnswersIt() throws Exception {
        away(NALEDI, SIPHO);
        tasks.setAssignee(task(DECIDE).getId(), null);

        answering.answer(task(DECIDE), SIPHO, Role.DEALERSHIP_STAFF, NOTHING_HOLDS);

        assertThat(facts("ANSWERED_AS_SUBSTITUTE")).containsExactly(SIPHO);
        web.perform(post("/desk/account/substitute/end").principal(() -> NALEDI));
        hire(NALEDI, Role.COMPLIANCE_MANAGER, ABC_MOTORS);
        assertThatThrownBy(() -> release(NALEDI, Role.COMPLIANCE_MANAGER))
                .isInstanceOf(AnswerRefused.class)
                .hasMessageContaining("yourself");
        assertThat(reviews.mayDecide(Stage.reference(process), NALEDI)).isFalse();
        assertThat(reviews.mayDecide(Stage.reference(process), LERATO)).isTrue();
    }

    @Test
    void letNobodyReleaseForWhoDecidedEvenWhereTheTaskWasNobodys() throws Exception {
        decided();
        hire(NALEDI, Role.COMPLIANCE_MANAGER, ABC_MOTORS);
        away(NALEDI, LERATO);

        assertThatThrownBy(() -> release(LERATO, Role.COMPLIANCE_MANAGER))
                .isInstanceOf(AnswerRefused.class)
                .hasMessageContaining("stand in");
        release(JOHAN, Role.COMPLIANCE_MANAGER);
        assertThat(facts("DE_IDENTIFICATION_RELEASED")).containsExactly(JOHAN);
    }

    @Test
    void areOfNobodyWhoWasOnlyInvited() throws Exception {
        accounts.invite(Hires.ADMIN, Hires.member("neo-invited", "Neo", Role.DEALERSHIP_STAFF, ABC_MOTORS));

        handOver(DECIDE, NALEDI, "neo-invited", NOTE)
                .andExpect(content().string(containsString("Choose a colleague of the same role")));
        away(NALEDI, "neo-invited", 0, 0).andExpect(status().isBadRequest());
        assertThat(task(DECIDE).getAssignee()).isEqualTo(NALEDI);
        assertThat(staff.active()).extracting("username").contains(SIPHO).doesNotContain("neo-invited");
    }

    @Test
    void endWithTheAbsence() throws Exception {
        hire("bongi", Role.DEALERSHIP_STAFF, ABC_MOTORS);
        away(NALEDI, SIPHO);
        tasks.setAssignee(task(DECIDE).getId(), "bongi");

        web.perform(post("/desk/account/substitute/end").principal(() -> NALEDI));

        assertThat(task(DECIDE).getAssignee()).isEqualTo("bongi");
        assertThat(task(DECIDE).getOwner()).isNull();
    }

    @Test
    void comeBackWhereTheEndMeetsTheBeginning() {
        var today = LocalDate.now(clock);
        absences.plan(staff.find(NALEDI).orElseThrow(), SIPHO, today, today);

        var end = transactions.execute(begun -> {
            passedOn.run();
            var ending = CompletableFuture.runAsync(() -> passedOn.end(NALEDI, NALEDI));
            Awaitility.await().until(this::somebodyWaits);
            return ending;
        });
        end.join();

        assertThat(absences.of(NALEDI)).isEmpty();
        assertThat(task(DECIDE).getAssignee()).isEqualTo(NALEDI);
        assertThat(task(DECIDE).getOwner()).isNull();
    }

    private boolean somebodyWaits() {
        return database.sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "-0001-01-01", "1999-12-31", "2101-01-01"})
    void areNotForDaysOfNoCalendar(String day) throws Exception {
        plan(NALEDI, SIPHO, day, day)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("between the years 2000 and 2100")));
    }

    @Test
    void areToldToWhoStandsInByALinkOnly() throws Exception {
        away(NALEDI, SIPHO);
        stage.work();

        var mail = Received.by(application).newest(SIPHO + "@pi-desk.example").orElseThrow();
        assertThat(mail).contains("/desk/account", "substitute").doesNotContain(NALEDI, process.getBusinessKey());
        assertThat(detail("SUBSTITUTE_NAMED")).contains("substitute=sipho");
        assertThat(detail("TASKS_PASSED_ON")).contains("substitute=sipho", "tasks=1");
    }

    @Test
    void areNeededToSeeTheLetters() throws Exception {
        johanHasTheRelease();

        letters(LERATO).andExpect(status().isNotFound());
        letters(JOHAN).andExpect(status().isOk());
    }

    @Test
    void haveTheirNotesForOneReaderUntilTheTaskIsGoneOrAFortnightIsOver() throws Exception {
        handOver(DECIDE, NALEDI, SIPHO, NOTE).andExpect(status().is3xxRedirection());
        var id = task(DECIDE).getId();
        web.perform(get("/desk/tasks/{id}", id).principal(() -> SIPHO))
                .andExpect(jsonPath("handedOver").exists());
        web.perform(get("/desk/tasks/{id}", id).principal(() -> NALEDI))
                .andExpect(content().string(not(containsString("blue folder"))));

        handOvers.forgetOld();
        assertThat(notes(id)).isOne();
        stage.pass(Duration.ofDays(15));
        handOvers.forgetOld();
        assertThat(notes(id)).isZero();
    }

    @Test
    void leaveNoNoteOfACaseThatIsCancelled() throws Exception {
        handOver(DECIDE, NALEDI, SIPHO, NOTE).andExpect(status().is3xxRedirection());
        var id = task(DECIDE).getId();
        runtime.deleteProcessInstance(process.getId(), "cancelled");

        assertThat(notes(id)).isZero();
    }

    private int notes(String task) {
        return database.sql("select count(*) from task_handed_over where task_id = ?")
                .param(task)
                .query(Integer.class)
                .single();
    }

    private String detail(String kind) {
        return database.sql("select detail from fact where kind = ? order by transaction desc, number desc limit 1")
                .param(kind)
                .query(String.class)
                .single();
    }

    private List<String> references(String who) {
        return lists.takenOnBy(staff.find(who).orElseThrow()).first().stream()
                .map(TasksOfStaff.One::reference)
                .toList();
    }

    private long ownRights(String who) {
        return authorizations
                .createAuthorizationQuery()
                .userIdIn(who)
                .resourceType(Resources.TASK)
                .resourceId(task(RELEASE).getId())
                .count();
    }

    private void johanHasTheRelease() {
        decided();
        tasks.claim(task(RELEASE).getId(), JOHAN);
    }

    private void decided() {
        answering.answer(task(DECIDE), NALEDI, Role.DEALERSHIP_STAFF, NOTHING_HOLDS);
    }

    private void away(String absent, String substitute) throws Exception {
        away(absent, substitute, 0, 0).andExpect(redirectedUrl("/desk/account"));
    }

    private ResultActions letters(String who) throws Exception {
        return web.perform(post("/desk/tasks/{id}/letters", task(RELEASE).getId())
                .contentType("application/json")
                .header("X-Requested-With", "pidesk")
                .content("{\"verdict\":\"RELEASE\",\"reason\":\"Looked at every part of it.\"}")
                .principal(() -> who));
    }

    private List<String> facts(String kind) {
        return factsOf(kind).map(Fact::actor).toList();
    }
}

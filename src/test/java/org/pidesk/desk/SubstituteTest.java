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
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pidesk.PiDeskTest;
import org.pidesk.engine.AnswerRefused;
import org.pidesk.sandbox.Received;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffAccounts;
import org.pidesk.staff.StaffMembers;
import org.pidesk.task.AnswerForm;
import org.pidesk.task.InvalidAnswer;
import org.springframework.test.web.servlet.ResultActions;

/** A colleague does the tasks of who is away, or of who hands one over: in their own name, and never across a border. */
@PiDeskTest
class SubstituteTest extends AmongColleagues {
    private static final String ZODWA = "zodwa";

    @BeforeEach
    void somebodyElsewhere() {
        hire(ZODWA, Role.DEALERSHIP_STAFF, SEA_POINT_CARS);
    }

    @Test
    void findsTheTasksOfWhoIsAwayAmongTheirOwnOnThoseDaysOnly() throws Exception {
        away(NALEDI, SIPHO, 1, 2).andExpect(redirectedUrl("/desk/account"));
        assertThat(has(SIPHO)).isEmpty();

        aDayLater();
        assertThat(has(SIPHO)).containsExactly(task(DECIDE).getId());
        assertThat(has(NALEDI)).isEmpty();

        aDayLater();
        aDayLater();
        assertThat(has(SIPHO)).isEmpty();
        assertThat(has(NALEDI)).containsExactly(task(DECIDE).getId());
    }

    @Test
    void leavesToWhoIsBackWhatTheyTakeOnThemselves() throws Exception {
        away(NALEDI, SIPHO, 0, 5);
        tasks.setAssignee(task(DECIDE).getId(), NALEDI);

        passedOn.run();

        assertThat(has(NALEDI)).hasSize(1);
    }

    @Test
    void givesBackWhatIsLeftToWhoIsBackSooner() throws Exception {
        away(NALEDI, SIPHO, 0, 5);
        assertThat(has(SIPHO)).hasSize(1);

        web.perform(post("/desk/account/substitute/end").principal(() -> NALEDI));

        assertThat(has(NALEDI)).hasSize(1);
        assertThat(task(DECIDE).getOwner()).isNull();
        account(NALEDI).andExpect(content().string(containsString("Who stands in for you?")));
    }

    @Test
    void namesWhoReallyActedAndForWhom() throws Exception {
        away(NALEDI, SIPHO, 0, 5);
        web.perform(get("/desk/tasks/{id}", task(DECIDE).getId()).principal(() -> SIPHO))
                .andExpect(jsonPath("insteadOf").value("Somebody"));

        answering.answer(task(DECIDE), SIPHO, Role.DEALERSHIP_STAFF, NOTHING_HOLDS);

        assertThat(facts("WHAT_MUST_STAY_DECIDED")).containsExactly("sipho {decision=NOTHING_HOLDS, ground=NONE}");
        assertThat(facts("ANSWERED_AS_SUBSTITUTE")).containsExactly("sipho {insteadOf=naledi, task=" + DECIDE + "}");
    }

    @Test
    void saysNothingOfASubstituteWhereSomebodyAnswersForThemselves() {
        answering.answer(task(DECIDE), NALEDI, Role.DEALERSHIP_STAFF, NOTHING_HOLDS);

        assertThat(facts("ANSWERED_AS_SUBSTITUTE")).isEmpty();
    }

    @Test
    void cannotBeTheSecondPersonForWhatTheyThemselvesDecided() throws Exception {
        answering.answer(task(DECIDE), NALEDI, Role.DEALERSHIP_STAFF, NOTHING_HOLDS);
        hire(NALEDI, Role.COMPLIANCE_MANAGER, ABC_MOTORS);
        tasks.claim(task(RELEASE).getId(), JOHAN);
        away(JOHAN, NALEDI, 0, 5);

        assertThatThrownBy(() -> release(NALEDI, Role.COMPLIANCE_MANAGER))
                .isInstanceOf(AnswerRefused.class)
                .hasMessageContaining("yourself");
        assertThat(task(RELEASE)).isNotNull();
    }

    /** Sipho decided in Naledi’s place: neither of the two is the second person, nor is who stands in for one of them. */
    @Test
    void cannotBeTheSecondPersonForWhatWasDecidedInTheirPlace() throws Exception {
        away(NALEDI, SIPHO, 0, 5);
        answering.answer(task(DECIDE), SIPHO, Role.DEALERSHIP_STAFF, NOTHING_HOLDS);
        web.perform(post("/desk/account/substitute/end").principal(() -> NALEDI));
        hire(NALEDI, Role.COMPLIANCE_MANAGER, ABC_MOTORS);
        tasks.claim(task(RELEASE).getId(), NALEDI);

        assertThatThrownBy(() -> release(NALEDI, Role.COMPLIANCE_MANAGER))
                .isInstanceOf(AnswerRefused.class)
                .hasMessageContaining("yourself");
        away(NALEDI, LERATO, 0, 5);
        assertThatThrownBy(() -> release(LERATO, Role.COMPLIANCE_MANAGER))
                .isInstanceOf(AnswerRefused.class)
                .hasMessageContaining("stand in");
    }

    @Test
    void isTheSecondPersonWhereNeitherHadAHandInIt() throws Exception {
        answering.answer(task(DECIDE), NALEDI, Role.DEALERSHIP_STAFF, NOTHING_HOLDS);
        tasks.claim(task(RELEASE).getId(), JOHAN);
        away(JOHAN, LERATO, 0, 5);

        release(LERATO, Role.COMPLIANCE_MANAGER);

        assertThat(facts("DE_IDENTIFICATION_RELEASED")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "naledi, naledi, 0, 5, colleague of the same role",
        "naledi, johan, 0, 5, colleague of the same role",
        "naledi, zodwa, 0, 5, colleague of the same role",
        "naledi, nobody, 0, 5, colleague of the same role",
        "naledi, sipho, -1, 5, today or later",
        "naledi, sipho, 3, 2, ends before it begins",
        "naledi, sipho, 0, 400, within a year"
    })
    void isNobodyElse(String absent, String substitute, int from, int until, String why) throws Exception {
        away(absent, substitute, from, until)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString(why)));

        assertThat(has(NALEDI)).hasSize(1);
    }

    @Test
    void leadsInNoCircleAndNoChain() throws Exception {
        hire("bongi", Role.DEALERSHIP_STAFF, ABC_MOTORS);
        away(NALEDI, SIPHO, 1, 5).andExpect(redirectedUrl("/desk/account"));

        away(SIPHO, NALEDI, 5, 8).andExpect(content().string(containsString("are away themselves")));
        away(SIPHO, "bongi", 5, 8).andExpect(content().string(containsString("You stand in for somebody else")));
        away(SIPHO, NALEDI, 6, 8).andExpect(redirectedUrl("/desk/account"));
    }

    /** Who is away for some days more could do nothing with what came back to them. */
    @Test
    void endsWithTheRoleOfWhoStandsIn() throws Exception {
        away(NALEDI, SIPHO, 0, 5);
        hire(SIPHO, Role.COMPLIANCE_MANAGER, ABC_MOTORS);

        passedOn.run();

        isOpenToAllColleagues();
    }

    @Test
    void endsWithTheAccountOfWhoStandsIn() throws Exception {
        away(NALEDI, SIPHO, 0, 5);
        application.getBean(StaffAccounts.class).disable(Hires.ADMIN, SIPHO);

        passedOn.run();

        isOpenToAllColleagues();
        account(NALEDI).andExpect(content().string(containsString("Who stands in for you?")));
    }

    private void isOpenToAllColleagues() {
        assertThat(task(DECIDE).getAssignee()).isNull();
        assertThat(task(DECIDE).getOwner()).isNull();
        hire("bongi", Role.DEALERSHIP_STAFF, ABC_MOTORS);
        tasks.claim(task(DECIDE).getId(), "bongi");
        assertThat(has("bongi")).hasSize(1);
    }

    @Test
    void leavesToWhoIsBackSoonerWhatNobodyHas() throws Exception {
        away(NALEDI, SIPHO, 0, 5);
        application.getBean(StaffAccounts.class).disable(Hires.ADMIN, SIPHO);

        web.perform(post("/desk/account/substitute/end").principal(() -> NALEDI));

        assertThat(has(NALEDI)).hasSize(1);
    }

    @Test
    void countsInTheMailOfTheMorning() throws Exception {
        away(NALEDI, SIPHO, 0, 5);

        assertThat(lists.takenOnBy(staff.find(SIPHO).orElseThrow()).count()).isOne();
        assertThat(lists.takenOnBy(staff.find(NALEDI).orElseThrow()).count()).isZero();
    }

    @Test
    void getsATaskWithANoteAndAMailThatHoldsALinkOnly() throws Exception {
        handOver(DECIDE, NALEDI, SIPHO, NOTE).andExpect(redirectedUrl("/camunda/app/tasklist/default/"));
        stage.work();

        assertThat(has(SIPHO)).containsExactly(task(DECIDE).getId());
        web.perform(get("/desk/tasks/{id}", task(DECIDE).getId()).principal(() -> SIPHO))
                .andExpect(jsonPath("handedOver.words").value(NOTE));
        var mail = Received.by(application)
                .newest(staff.find(SIPHO).orElseThrow().email().value())
                .orElseThrow();
        assertThat(mail)
                .contains("#/?task=" + task(DECIDE).getId())
                .doesNotContain(NOTE, "PI-", "thandi", "Thandi", "must stay");
        assertThat(facts("TASK_HANDED_OVER")).containsExactly("naledi {task=" + DECIDE + ", to=sipho}");
    }

    @Test
    void forgetsTheNoteWhenTheTaskIsDone() throws Exception {
        handOver(DECIDE, NALEDI, SIPHO, NOTE);
        var id = task(DECIDE).getId();

        answering.answer(task(DECIDE), SIPHO, Role.DEALERSHIP_STAFF, NOTHING_HOLDS);

        assertThat(application.getBean(HandOvers.class).of(id, SIPHO)).isEmpty();
        assertThat(facts("ANSWERED_AS_SUBSTITUTE")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"naledi", "johan", "zodwa", "''"})
    void isNoHandOverToOneselfNorAcrossABorder(String to) throws Exception {
        handOver(DECIDE, NALEDI, to, NOTE)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Choose a colleague of the same role")));

        assertThat(has(NALEDI)).hasSize(1);
    }

    @Test
    void isNoHandOverWithoutANoteNorToWhoIsAway() throws Exception {
        handOver(DECIDE, NALEDI, SIPHO, "").andExpect(content().string(containsString("has to know")));
        hire("bongi", Role.DEALERSHIP_STAFF, ABC_MOTORS);
        away(SIPHO, "bongi", 0, 3);

        handOver(DECIDE, NALEDI, SIPHO, NOTE).andExpect(content().string(containsString("They are away")));
    }

    @Test
    void isNoHandOverToWhoDecided() throws Exception {
        answering.answer(task(DECIDE), NALEDI, Role.DEALERSHIP_STAFF, NOTHING_HOLDS);
        hire(NALEDI, Role.COMPLIANCE_MANAGER, ABC_MOTORS);
        tasks.claim(task(RELEASE).getId(), JOHAN);

        var id = task(RELEASE).getId();
        web.perform(post("/desk/hand-over/{id}", id)
                        .param("to", NALEDI)
                        .param("note", NOTE)
                        .principal(() -> JOHAN))
                .andExpect(content().string(containsString("It takes somebody else")));
    }

    @Test
    void leadsFromTheHandOverToTheCase() throws Exception {
        web.perform(get("/desk/hand-over/{id}", task(DECIDE).getId()).principal(() -> NALEDI))
                .andExpect(
                        content().string(containsString("href=\"/desk/requests/" + process.getBusinessKey() + "\"")));
    }

    @ParameterizedTest
    @CsvSource({"sipho", "johan", "zodwa"})
    void isNoHandOverByWhoDoesNotHaveIt(String who) throws Exception {
        handOver(DECIDE, who, SIPHO, NOTE).andExpect(status().isNotFound());
        web.perform(get("/desk/hand-over/{id}", task(DECIDE).getId()).principal(() -> who))
                .andExpect(status().isNotFound());
    }

    /** In a second tab; the first has read that the task is theirs still. */
    @Test
    void isNoHandOverOfWhatIsGivenAwayOrDoneMeanwhile() {
        var id = task(DECIDE).getId();
        var read = application.getBean(OpenTasks.class).find(id, NALEDI).orElseThrow();

        tasks.setAssignee(id, JOHAN);
        assertThatThrownBy(() -> handOverAsRead(read)).isInstanceOf(InvalidAnswer.class);
        assertThat(task(DECIDE).getAssignee()).isEqualTo(JOHAN);

        tasks.setAssignee(id, NALEDI);
        answering.answer(task(DECIDE), NALEDI, Role.DEALERSHIP_STAFF, NOTHING_HOLDS);
        assertThatThrownBy(() -> handOverAsRead(read)).isInstanceOf(InvalidAnswer.class);
        assertThat(facts("TASK_HANDED_OVER")).isEmpty();
    }

    private void handOverAsRead(OpenTask task) {
        var naledi = application.getBean(StaffMembers.class).find(NALEDI).orElseThrow();
        application.getBean(HandOvers.class).handOver(task, naledi, new AnswerForm(Map.of("to", SIPHO, "note", NOTE)));
    }

    @Test
    void offersColleaguesOfTheSameRoleOnly() throws Exception {
        account(NALEDI)
                .andExpect(content().string(containsString("value=\"sipho\"")))
                .andExpect(content().string(not(containsString("value=\"zodwa\""))))
                .andExpect(content().string(not(containsString("value=\"johan\""))))
                .andExpect(content().string(not(containsString("value=\"naledi\""))));
    }

    private ResultActions account(String who) throws Exception {
        return web.perform(get("/desk/account").principal(() -> who));
    }

    private void aDayLater() {
        stage.pass(Duration.ofDays(1));
        passedOn.run();
    }

    private List<String> has(String who) {
        return tasks
                .createTaskQuery()
                .taskAssignee(who)
                .processInstanceBusinessKey(process.getBusinessKey())
                .list()
                .stream()
                .map(Task::getId)
                .toList();
    }

    private List<String> facts(String kind) {
        return factsOf(kind)
                .map(fact -> fact.actor() + " " + new java.util.TreeMap<>(fact.detail()))
                .toList();
    }
}

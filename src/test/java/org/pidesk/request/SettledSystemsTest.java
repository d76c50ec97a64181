package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.request.Suspensions.NEWSLETTERS;
import static org.pidesk.request.Suspensions.TEXTS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.operator.Operators;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.task.AskedTask;
import org.pidesk.task.InvalidAnswer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What a compliance manager settles where a system does not do what it was told: the person hears it as it is. */
@PiDeskTest
class SettledSystemsTest {
    private static final String NOT_ALL = "has been carried out, but not all whom we asked have answered.";
    private static final Map<String, Object> CLOSED =
            Map.of("outcome", "CLOSE_UNANSWERED", "reason", "It is in liquidation, and nobody answers there.");

    @Autowired
    Stage stage;

    @Autowired
    SamplePeople people;

    @Autowired
    Suspensions suspensions;

    @Autowired
    StaffTasks questions;

    @Autowired
    Operators operators;

    @Autowired
    CaseFiles files;

    @Autowired
    ApplicationContext application;

    @BeforeEach
    void begin() {
        people.moveIn();
    }

    @Test
    void closeARemovalWithoutASystemThatNeverAnswers() {
        var process = askedToDeIdentify();
        suspensions.remove(NEWSLETTERS);
        stage.answer(at(process, NEWSLETTERS), "CANNOT");
        stage.answer(at(process, TEXTS), "NOT_FOUND");
        stage.answerAll(process, "DONE");
        stage.work();
        assertThat(stage.notices(process, "CONFIRMATION")).isZero();

        stage.settle(stage.task(process, SettleWhatCannot.TASK), CLOSED);
        stage.work();
        stage.work();

        assertThat(letter())
                .contains(
                        NOT_ALL,
                        NEWSLETTERS + ": we asked, and got no answer; so we cannot say whether it still holds anything"
                                + " about you",
                        TEXTS + ": nothing about you was found");
        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
        assertThat(files.read(Stage.reference(process), CaseFiles.WORKING_COPY, CaseFile.class))
                .isEmpty();
        assertThat(outcomes(process)).containsEntry(NEWSLETTERS, "UNANSWERED").containsEntry(TEXTS, "NOT_FOUND");
        assertThat(operators.isDoneEverywhere(Stage.reference(process))).isFalse();
        assertThat(operators.unanswered(suspensions.system(NEWSLETTERS).id(), 10))
                .contains(Stage.reference(process));
        assertThat(operators.unanswered(suspensions.system(TEXTS).id(), 10)).doesNotContain(Stage.reference(process));
    }

    @Test
    void closeAWithdrawalWithoutASystemThatNeverAnswers() {
        var process = askedToStop();
        stage.answer(at(process, NEWSLETTERS), "CANNOT");
        stage.settle(stage.task(process, SettleWhatCannot.TASK), CLOSED);
        stage.tasks(process, StopMarketingAtSystem.TASK).forEach(task -> stage.answer(task, "DONE"));
        stage.work();
        stage.work();

        assertThat(letter())
                .contains(
                        NOT_ALL,
                        NEWSLETTERS + ": we asked, and got no answer; so we cannot say whether marketing to you has"
                                + " stopped there",
                        TEXTS + ": marketing to you has stopped");
        assertThat(stage.status(process)).isEqualTo(RequestStatus.REFUSED);
    }

    @Test
    void sayOfNobodyThatTheyDidNotAnswerWhereAllHave() {
        stage.carryThrough(THANDI);

        assertThat(letter()).contains("has been carried out.").doesNotContain("not all", "got no answer");
    }

    @Test
    void sayWhatASystemKeepsAndByWhichLaw() {
        var process = askedToDeIdentify();
        stage.answer(at(process, NEWSLETTERS), "CANNOT");
        stage.settle(stage.task(process, SettleWhatCannot.TASK), kept("FINANCIAL_RECORD", "two invoices of 2024"));
        stage.answer(at(process, TEXTS), "CANNOT");
        stage.settle(stage.task(process, SettleWhatCannot.TASK), kept("OPEN_DEAL", ""));
        stage.answerAll(process, "DONE");
        stage.work();

        assertThat(letter())
                .contains(
                        "has been carried out.",
                        NEWSLETTERS + ": it keeps two invoices of 2024, because of records that the Financial"
                                + " Intelligence Centre Act makes us keep (section 11(1)(c))",
                        TEXTS + ": it keeps something about you, because of a contract with you that is still being"
                                + " carried out (section 11(1)(b))")
                .doesNotContain("a part must be kept", "Their accountant");
    }

    @Test
    void sayWhatGoesOnThoughConsentIsWithdrawn() {
        var process = askedToStop();
        stage.answer(at(process, NEWSLETTERS), "CANNOT");
        stage.settle(stage.task(process, SettleWhatCannot.TASK), kept("WARRANTY_OR_RECALL", "letters about a recall"));
        stage.tasks(process, StopMarketingAtSystem.TASK).forEach(task -> stage.answer(task, "DONE"));
        stage.work();

        assertThat(letter())
                .contains(NEWSLETTERS + ": this goes on, without your consent: letters about a recall, because of a"
                        + " warranty or a safety recall on a vehicle of yours (section 11(1)(b))");
    }

    @Test
    void nameAGroundWhereSomethingIsKept() {
        var process = askedToDeIdentify();
        stage.answer(at(process, NEWSLETTERS), "CANNOT");
        var asked = new AskedTask(
                SettleWhatCannot.TASK,
                Stage.reference(process),
                stage.systemOf(stage.task(process, SettleWhatCannot.TASK)));

        assertThatThrownBy(() -> questions.check(asked, kept("", "two invoices of 2024"), Stage.JOHAN))
                .isInstanceOfSatisfying(
                        InvalidAnswer.class,
                        incomplete -> assertThat(incomplete.fields()).containsOnlyKeys("ground"));
        assertThatThrownBy(() -> questions.check(asked, kept("OPEN_DEAL", "x".repeat(301)), Stage.JOHAN))
                .isInstanceOfSatisfying(
                        InvalidAnswer.class,
                        incomplete -> assertThat(incomplete.fields()).containsOnlyKeys("what"));
    }

    private static Map<String, Object> kept(String ground, String what) {
        return Map.of(
                "outcome", "KEPT", "ground", ground, "what", what, "reason", "Their accountant showed us the entries.");
    }

    private ProcessInstance askedToDeIdentify() {
        var process = stage.withdraw(THANDI);
        stage.work();
        stage.decideThatNothingHolds(process);
        stage.passThePause();
        return process;
    }

    private ProcessInstance askedToStop() {
        var process = stage.withdraw(THANDI);
        stage.work();
        stage.decideThatAllHolds(process);
        stage.work();
        return process;
    }

    private Task at(ProcessInstance process, String system) {
        return Stream.of(DeIdentifyAtSystem.TASK, StopMarketingAtSystem.TASK)
                .flatMap(activity -> stage.tasks(process, activity).stream())
                .filter(task -> task.getName().endsWith(system))
                .findFirst()
                .orElseThrow();
    }

    private String letter() {
        return Received.by(application).newest(THANDI.value()).orElseThrow();
    }

    /** As the page of the case shows them, by the name of each system. */
    @SuppressWarnings("unchecked")
    private Map<String, String> outcomes(ProcessInstance process) {
        var systems = (List<Map<String, Object>>)
                questions.caseSheet(Stage.reference(process)).get("systems");
        return systems.stream()
                .collect(Collectors.toMap(
                        system -> String.valueOf(system.get("name")), system -> String.valueOf(system.get("outcome"))));
    }
}

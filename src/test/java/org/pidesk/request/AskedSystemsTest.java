package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.operator.Register;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.task.AskedTask;
import org.springframework.beans.factory.annotation.Autowired;

/** A case asks exactly the systems that stand in the register when it asks. */
@PiDeskTest
class AskedSystemsTest {
    private static final String DMS = "De-identify at ABC dealer management system";
    private static final String NEWSLETTERS = "De-identify at Cape Newsletters";
    private static final String TEXTS = "De-identify at Table Bay Text Messages";

    @Autowired
    Stage stage;

    @Autowired
    SamplePeople people;

    @Autowired
    Register register;

    @Autowired
    Suspensions suspensions;

    @Autowired
    StaffTasks questions;

    private ProcessInstance process;

    @BeforeEach
    void withdraw() {
        people.moveIn();
        process = stage.withdraw(THANDI);
        stage.work();
        stage.decideThatNothingHolds(process);
    }

    @Test
    void asksWhatStandsInTheRegister() {
        stage.passThePause();

        assertThat(asked()).containsExactly(DMS, NEWSLETTERS, TEXTS);
    }

    @Test
    void doesNotAskWhatWasSuspendedBefore() {
        suspensions.suspend("Cape Newsletters");

        stage.passThePause();

        assertThat(asked()).containsExactly(DMS, TEXTS);
    }

    @Test
    @SuppressWarnings("unchecked")
    void saysInTheCaseWhatItDoesNotAskAndWhy() {
        suspensions.suspend("Cape Newsletters");
        assertThat((List<Object>) questions.caseSheet(Stage.reference(process)).get("notAsked"))
                .isEmpty();

        stage.passThePause();
        suspensions.suspend("Table Bay Text Messages");

        assertThat((List<Map<String, Object>>)
                        questions.caseSheet(Stage.reference(process)).get("notAsked"))
                .singleElement()
                .satisfies(system -> assertThat(system)
                        .containsEntry("name", "Cape Newsletters")
                        .containsEntry("because", "It was broken into."));
    }

    @Test
    void doesNotAskWhatHasLeftTheRegisterBefore() {
        suspensions.remove("Cape Newsletters");

        stage.passThePause();

        assertThat(asked()).containsExactly(DMS, TEXTS);
    }

    @Test
    void waitsForWhatWasSuspendedAfterwardsAndItsFormSaysSo() {
        stage.passThePause();

        suspensions.suspend("Cape Newsletters");
        stage.work();

        assertThat(asked()).containsExactly(DMS, NEWSLETTERS, TEXTS);
        assertThat(notice(NEWSLETTERS))
                .isEqualTo("This system was suspended after this case asked it: It was broken into.");
        assertThat(notice(TEXTS)).isNull();
    }

    @Test
    void waitsForWhatHasLeftTheRegisterAfterwardsAndItsFormSaysSo() {
        stage.passThePause();

        suspensions.remove("Cape Newsletters");
        stage.work();

        assertThat(notice(NEWSLETTERS))
                .isEqualTo("This system has left the register since this case asked it: The contract ended.");
        stage.answerAll(process, "DONE");
        stage.work();
        stage.work();
        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
    }

    @Test
    void doesNotAskWhatIsAddedAfterwards() {
        stage.passThePause();

        var another = new HashMap<>(
                suspensions.system("Cape Newsletters").particulars().written());
        another.put("name", "Harbour Prints");
        register.add(ABC_MOTORS, another, Stage.JOHAN);
        stage.work();

        assertThat(asked()).containsExactly(DMS, NEWSLETTERS, TEXTS);
    }

    private List<String> asked() {
        return stage.tasks(process, DeIdentifyAtSystem.TASK).stream()
                .map(Task::getName)
                .toList();
    }

    private Object notice(String task) {
        var asking = stage.tasks(process, DeIdentifyAtSystem.TASK).stream()
                .filter(each -> each.getName().equals(task))
                .findFirst()
                .orElseThrow();
        var sheet = questions.sheet(
                new AskedTask(DeIdentifyAtSystem.TASK, Stage.reference(process), stage.systemOf(asking)), Stage.NALEDI);
        return ((Map<?, ?>) sheet.get("system")).get("notice");
    }
}

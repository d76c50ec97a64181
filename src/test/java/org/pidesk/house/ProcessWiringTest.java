package org.pidesk.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a model calls is there, and what is there is called. */
class ProcessWiringTest {
    private static final Model STRAIGHT = Model.read(Path.of("src/test/resources/house/borrowLadder.bpmn"));

    private static final Model CALLED = Model.parse(
            "returnLadder.bpmn",
            "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><process id='returnLadder'/></definitions>");

    @Test
    void everyExpressionOfTheHouseHasItsStep() {
        assertThat(ProcessWiring.ofTheHouse().complaints(Model.in(Path.of("processes"))))
                .isEmpty();
    }

    @Test
    void aWiredProcessIsFine() {
        assertThat(complaintsWith(Steps.class)).isEmpty();
    }

    @Test
    void aProcessWithoutStepsIsNoticed() {
        assertThat(new ProcessWiring(Map.of()).complaints(List.of(STRAIGHT, CALLED)))
                .contains("No bean is named like the process borrowLadder.")
                .anyMatch(sentence -> sentence.endsWith("there is no such bean."));
    }

    @Test
    void aStepOfAnotherArityIsNoticed() {
        assertThat(complaintsWith(StepsOfAnotherArity.class))
                .anyMatch(sentence -> sentence.endsWith("there is no such public method."));
    }

    @Test
    void aStepThatIsNotPublicIsNoticed() {
        assertThat(complaintsWith(StepsBehindADoor.class))
                .anyMatch(sentence -> sentence.endsWith("cannot call a class that is not public."));
    }

    @Test
    void aStepThatNobodyCallsIsNoticed() {
        assertThat(complaintsWith(StepsTooMany.class)).containsExactly("No model calls borrowLadder.paintLadder.");
    }

    @Test
    void aCalledProcessThatIsNotThereIsNoticed() {
        assertThat(new ProcessWiring(Map.of("borrowLadder", Steps.class)).complaints(List.of(STRAIGHT)))
                .containsExactly("borrowLadder calls the process 'returnLadder', but there is none of this name.");
    }

    @Test
    void aCallToAnotherBeanIsNoticed() {
        var beans = Map.of(
                "borrowLadder", (Class<?>) StepsBehindADoor.class, "shed", Steps.class, "returnLadder", NoSteps.class);
        var nosy = Model.parse(
                "borrowLadder.bpmn",
                Crookedness.of(STRAIGHT).replace("${borrowLadder.fetchLadder", "${shed.fetchLadder"));

        assertThat(new ProcessWiring(beans).complaints(List.of(nosy, CALLED)))
                .anyMatch(sentence -> sentence.endsWith("speaks to its own steps only."));
    }

    private static List<String> complaintsWith(Class<?> steps) {
        return new ProcessWiring(Map.of("borrowLadder", steps, "returnLadder", NoSteps.class))
                .complaints(List.of(STRAIGHT, CALLED));
    }

    public static class NoSteps {}

    public static class Steps {
        public Date agreementLateAt(String reference) {
            return new Date(reference.length());
        }

        public boolean isLadderFree(String reference) {
            return !reference.isEmpty();
        }

        public void fetchLadder(String reference) {}
    }

    public static class StepsOfAnotherArity {
        public Date agreementLateAt(String reference) {
            return new Date(reference.length());
        }

        public boolean isLadderFree(String reference) {
            return !reference.isEmpty();
        }

        public void fetchLadder() {}
    }

    static class StepsBehindADoor {
        public Date agreementLateAt(String reference) {
            return new Date(reference.length());
        }

        public boolean isLadderFree(String reference) {
            return !reference.isEmpty();
        }

        public void fetchLadder(String reference) {}
    }

    public static class StepsTooMany {
        public Date agreementLateAt(String reference) {
            return new Date(reference.length());
        }

        public boolean isLadderFree(String reference) {
            return !reference.isEmpty();
        }

        public void fetchLadder(String reference) {}

        public void paintLadder(String reference) {}
    }
}

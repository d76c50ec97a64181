package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.desk.Rehearsing.BERTHA;
import static org.pidesk.desk.Rehearsing.BONGANI;
import static org.pidesk.desk.Rehearsing.OTTO_OF_THE_OTHER;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.rest.dto.VariableValueDto;
import org.camunda.bpm.engine.rest.dto.task.CompleteTaskDto;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.camunda.bpm.engine.rest.sub.task.impl.TaskResourceImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pidesk.PiDeskTest;
import org.pidesk.desk.Drafts.Edition;
import org.springframework.beans.factory.annotation.Autowired;

@PiDeskTest
class AnswerGateTest {
    private static final Edition FIRST = new Edition("page", 1);
    private static final Map<String, Object> ANSWER = Map.of("note", "Looked everywhere.");

    @Autowired
    Rehearsing stage;

    @Autowired
    Drafts drafts;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @BeforeEach
    void begin() {
        stage.begin();
    }

    @AfterEach
    void end() {
        stage.end();
    }

    /** The ways in which Camunda's web API completes a task. */
    enum Door {
        COMPLETE {
            @Override
            void complete(TaskResourceImpl task, CompleteTaskDto with) {
                task.complete(with);
            }
        },
        SUBMIT_FORM {
            @Override
            void complete(TaskResourceImpl task, CompleteTaskDto with) {
                task.submit(with);
            }
        };

        abstract void complete(TaskResourceImpl task, CompleteTaskDto with);
    }

    @ParameterizedTest
    @EnumSource
    void completesWithTheAnswerOfWhoCompletes(Door door) {
        var task = stage.rehearse();
        drafts.save(task, BERTHA, ANSWER, FIRST);

        goThrough(door, task, BERTHA, Map.of());

        assertThat(stage.waits(task)).isFalse();
        assertThat(stage.recorded()).containsExactly("Looked everywhere. by bertha");
        assertThat(stage.drafts()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void keepsATaskWithoutAnswer(Door door) {
        var task = stage.rehearse();

        assertRefused(() -> goThrough(door, task, BERTHA, Map.of()), "no answer of yours");

        assertThat(stage.waits(task)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void takesNobodyElsesAnswer(Door door) {
        var task = stage.rehearse();
        drafts.save(task, BONGANI, ANSWER, FIRST);

        assertRefused(() -> goThrough(door, task, BERTHA, Map.of()), "no answer of yours");

        assertThat(stage.waits(task)).isTrue();
        assertThat(stage.recorded()).isEmpty();
        assertThat(drafts.find(task, BONGANI)).contains(ANSWER);
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatAnIncompleteAnswerLacks(Door door) {
        var task = stage.rehearse();
        drafts.save(task, BERTHA, Map.of("note", " "), FIRST);

        assertRefused(() -> goThrough(door, task, BERTHA, Map.of()), "Write at least ten characters.");

        assertThat(stage.waits(task)).isTrue();
        assertThat(stage.drafts()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void letsNobodyAnswerWhatAnotherHasClaimed(Door door) {
        var task = stage.rehearse();
        drafts.save(task, BERTHA, ANSWER, FIRST);
        tasks.claim(task, BONGANI);

        assertRefused(() -> goThrough(door, task, BERTHA, Map.of()), "assigned to somebody else");

        assertThat(stage.recorded()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void showsTheOtherDealershipNoTask(Door door) {
        var task = stage.rehearse();
        drafts.save(task, OTTO_OF_THE_OTHER, ANSWER, FIRST);

        assertThatThrownBy(() -> goThrough(door, task, OTTO_OF_THE_OTHER, Map.of()));

        assertThat(stage.waits(task)).isTrue();
        assertThat(stage.recorded()).isEmpty();
    }

    static Stream<Map<String, VariableValueDto>> whatNobodyMaySend() {
        return Stream.of(
                Map.of("approved", value(true, false)),
                Map.of("approved", value(true, true)),
                Map.of("systems", value("another", false)),
                Map.of("system", value(UUID.randomUUID().toString(), false)));
    }

    @ParameterizedTest
    @MethodSource("whatNobodyMaySend")
    void writesNothingIntoTheProcess(Map<String, VariableValueDto> variables) {
        var system = UUID.randomUUID().toString();
        var task = stage.rehearseInVain(system);
        drafts.save(task, BERTHA, ANSWER, FIRST);

        for (var door : Door.values()) {
            assertRefused(() -> goThrough(door, task, BERTHA, variables), "send no variables");
        }

        assertThat(stage.waits(task)).isTrue();
        assertThat(tasks.getVariable(task, "system")).isEqualTo(system);
        assertThat(tasks.getVariables(task)).doesNotContainKey("approved");
    }

    @Test
    void undoesTheAnswerWhenTheNextStepFails() {
        var task = stage.rehearseInVain(UUID.randomUUID().toString());
        drafts.save(task, BERTHA, ANSWER, FIRST);

        assertThatThrownBy(() -> goThrough(Door.COMPLETE, task, BERTHA, Map.of()))
                .hasMessageContaining("nobody");

        assertThat(stage.waits(task)).isTrue();
        assertThat(stage.recorded()).isEmpty();
        assertThat(drafts.find(task, BERTHA)).contains(ANSWER);
    }

    @Test
    void keepsTheTaskWhenItsAnswerCannotBeRecorded() {
        var task = stage.rehearse();
        drafts.save(task, BERTHA, Map.of("note", "Fail for once."), FIRST);

        assertThatThrownBy(() -> goThrough(Door.COMPLETE, task, BERTHA, Map.of()))
                .hasMessageContaining("as rehearsed");

        assertThat(stage.waits(task)).isTrue();
        assertThat(stage.recorded()).isEmpty();
        assertThat(stage.drafts()).isOne();
    }

    @Test
    void completesNothingForNobody() {
        var task = stage.rehearse();
        drafts.save(task, BERTHA, ANSWER, FIRST);

        assertThatThrownBy(() -> tasks.complete(task)).hasMessageContaining("Nobody is signed in");
    }

    @Test
    void closesTheWaysRoundTheAnswer() {
        var task = stage.rehearse();
        drafts.save(task, BERTHA, ANSWER, FIRST);
        stage.empower(BERTHA);
        var waysRound = Map.<String, Runnable>of(
                "error", () -> tasks.handleBpmnError(task, "anything"),
                "escalation", () -> tasks.handleEscalation(task, "anything"),
                "resolve", () -> tasks.resolveTask(task, Map.of("approved", true)),
                "delegate", () -> tasks.delegateTask(task, BONGANI));

        waysRound.forEach((name, way) -> assertThatThrownBy(() -> stage.as(BERTHA, () -> {
                    way.run();
                    return null;
                }))
                .as(name)
                .isInstanceOf(BadUserRequestException.class));

        assertThat(stage.waits(task)).isTrue();
    }

    @Test
    void letsTheProcessItselfEndATask() {
        var task = stage.rehearse();
        drafts.save(task, BERTHA, ANSWER, FIRST);
        var process = tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId();

        runtime.deleteProcessInstance(process, "cancelled");

        assertThat(stage.waits(task)).isFalse();
        assertThat(stage.recorded()).isEmpty();
        assertThat(stage.drafts()).as("what was typed goes with the task").isZero();
    }

    private void goThrough(Door door, String task, String user, Map<String, VariableValueDto> variables) {
        var dto = new CompleteTaskDto();
        dto.setVariables(variables);
        stage.as(user, () -> {
            door.complete(new TaskResourceImpl(engine, task, "", new ObjectMapper(), false, false, false), dto);
            return null;
        });
    }

    private static void assertRefused(ThrowingCallable completion, String because) {
        assertThatThrownBy(completion)
                .isInstanceOfSatisfying(
                        RestException.class,
                        e -> assertThat(e.getStatus().getStatusCode()).isEqualTo(400))
                .hasMessageContaining(because)
                .hasRootCauseInstanceOf(ProcessEngineException.class);
    }

    private static VariableValueDto value(Object value, boolean passing) {
        var dto = new VariableValueDto();
        dto.setValue(value);
        dto.setType(value instanceof String ? "String" : "Boolean");
        dto.setValueInfo(Map.of("transient", passing));
        return dto;
    }
}

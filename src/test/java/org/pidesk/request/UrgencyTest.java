package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.sla.Deadlines;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;

/** How much a task presses, and when to look at it again. */
@PiDeskTest
class UrgencyTest {
    private static final String DECIDE = "userTask_decideWhatMustStay";
    private static final String AT_SYSTEM = "userTask_stopMarketingAtSystem";

    /** A Thursday. */
    private static final Instant RECEIVED = Instant.parse("2027-02-18T07:00:00Z");

    @Autowired
    Stage stage;

    @Autowired
    TaskService tasks;

    @Autowired
    ApplicationContext application;

    @Autowired
    ApplicationEventPublisher events;

    private ProcessInstance process;

    @BeforeEach
    void aRequestIsReceivedOnTheEighteenthOfFebruary() {
        stage.pass(Duration.between(stage.clock().instant(), RECEIVED));
        process = stage.withdraw(THANDI);
        stage.work();
    }

    @Test
    void beginsByWhatIsLeft() {
        assertThat(decide().getDueDate()).isEqualTo(Date.from(Instant.parse("2027-02-19T22:00:00Z")));
        assertThat(decide().getPriority()).isEqualTo(60);
    }

    @Test
    void growsAsTheDueDateNearsAndPasses() {
        stage.pass(Duration.ofHours(14));
        raise();
        assertThat(decide().getPriority()).isEqualTo(60);

        stage.pass(Duration.ofHours(2));
        raise();
        assertThat(decide().getPriority()).isEqualTo(70);

        stage.pass(Duration.ofDays(1));
        raise();
        assertThat(decide().getPriority()).isEqualTo(80);

        stage.pass(Duration.ofDays(7));
        raise();
        raise();
        assertThat(decide().getPriority()).isEqualTo(90);
    }

    @Test
    void growsInOnePassAfterAnOutage() {
        stage.pass(Duration.ofDays(40));
        raise();

        assertThat(decide().getPriority()).isEqualTo(90);
    }

    @Test
    void followsADueDateThatMoves() {
        tasks.setPriority(decide().getId(), 90);
        tasks.setDueDate(decide().getId(), Date.from(RECEIVED.minus(Duration.ofDays(9))));

        events.publishEvent(new CaseDatesMoved(Stage.reference(process)));

        assertThat(decide().getPriority()).isEqualTo(60);
    }

    @Test
    void saysWhenToAskAgainAtASystemAndNowhereElse() {
        assertThat(decide().getFollowUpDate()).isNull();
        stage.decideThatNothingHolds(process);
        stage.passThePause();

        assertThat(stage.tasks(process, AT_SYSTEM)).isEmpty();
        assertThat(stage.tasks(process, "userTask_deIdentifyAtSystem"))
                .isNotEmpty()
                .allSatisfy(task -> {
                    assertThat(task.getFollowUpDate())
                            .isAfter(task.getCreateTime())
                            .isBefore(task.getDueDate());
                    assertThat(Deadlines.dayOf(task.getFollowUpDate().toInstant()))
                            .isEqualTo("2027-02-22");
                });
    }

    private Task decide() {
        return stage.task(process, DECIDE);
    }

    private void raise() {
        ((Runnable) application.getBean("raisePriorities")).run();
    }
}

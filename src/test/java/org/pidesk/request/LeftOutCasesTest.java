package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pidesk.request.Suspensions.NEWSLETTERS;
import static org.pidesk.request.Suspensions.TEXTS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.Reference;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Cases with a system that is back go on by themselves: each once, in their order, and none because of another. */
@PiDeskTest
class LeftOutCasesTest {
    @Autowired
    Stage stage;

    @Autowired
    SamplePeople people;

    @Autowired
    Suspensions suspensions;

    @Autowired
    LeftOutCases cases;

    @Autowired
    LeftOutSystems leftOut;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventMulticaster listeners;

    @Autowired
    JdbcClient database;

    @BeforeEach
    void suspendTwo() {
        people.moveIn();
        suspensions.suspend(NEWSLETTERS);
        suspensions.suspend(TEXTS);
    }

    @Test
    void goOnAfterTheSystemIsTakenUpAndNotWithIt() {
        var process = stage.carryThrough(THANDI);

        suspensions.takeUp(NEWSLETTERS);
        assertThat(processesOf(process)).isZero();

        cases.goOn();
        assertThat(processesOf(process)).isEqualTo(1);
    }

    @Test
    void goOnOnceWhenTwoSystemsAreTakenUpAtOnce() {
        var process = stage.carryThrough(THANDI);
        suspensions.takeUp(NEWSLETTERS);

        var meanwhile = transaction.execute(open -> {
            leftOut.goOn(Stage.reference(process));
            var another = CompletableFuture.runAsync(() -> {
                suspensions.takeUp(TEXTS);
                cases.goOn();
            });
            await().until(() -> another.isDone() || somebodyWaits());
            return another;
        });
        meanwhile.join();

        assertThat(processesOf(process)).isEqualTo(1);
    }

    @Test
    void goOnOnceWhenTwoNodesLookAtOnce() {
        var process = stage.carryThrough(THANDI);
        suspensions.takeUp(NEWSLETTERS);
        suspensions.takeUp(TEXTS);

        var meanwhile = transaction.execute(open -> {
            leftOut.goOn(Stage.reference(process));
            var another = CompletableFuture.runAsync(cases::goOn);
            await().until(() -> another.isDone() || somebodyWaits());
            return another;
        });
        meanwhile.join();

        assertThat(processesOf(process)).isEqualTo(1);
    }

    @Test
    void goOnThoughAnotherCannotWhichIsTriedAgain() {
        var first = stage.carryThrough(THANDI);
        var second = stage.carryThrough(FRED);
        var failing = new Failing(Stage.reference(first));
        listeners.addApplicationListener(failing);
        try {
            suspensions.takeUp(NEWSLETTERS);
            cases.goOn();

            assertThat(processesOf(first)).isZero();
            assertThat(processesOf(second)).isEqualTo(1);
        } finally {
            listeners.removeApplicationListener(failing);
        }

        cases.goOn();
        assertThat(processesOf(first)).isEqualTo(1);
    }

    /** Something is wrong with one case. */
    private record Failing(Reference reference) implements ApplicationListener<PayloadApplicationEvent<LeftOutIsBack>> {
        @Override
        public void onApplicationEvent(PayloadApplicationEvent<LeftOutIsBack> back) {
            if (back.getPayload().reference().equals(reference)) {
                throw new IllegalStateException("this one cannot");
            }
        }
    }

    @Test
    void goOnTheOldestFirst() {
        var first = Stage.reference(stage.carryThrough(THANDI));
        var second = Stage.reference(stage.carryThrough(FRED));
        suspensions.takeUp(NEWSLETTERS);
        assertThat(leftOut.casesWithOneBack()).containsExactly(first, second);

        database.sql("update request set received_at = received_at - interval '9 days' where reference = ?")
                .param(second.value())
                .update();

        assertThat(leftOut.casesWithOneBack()).containsExactly(second, first);
    }

    @Test
    void askWhatIsBackInTheSameMomentSoThatASuspensionCannotComeBetween() {
        var process = stage.carryThrough(THANDI);

        suspensions.takeUp(NEWSLETTERS);
        cases.goOn();
        suspensions.suspend(NEWSLETTERS);
        stage.work();

        assertThat(stage.tasks(process, DeIdentifyAtSystem.TASK)).hasSize(1);
        assertThat(stage.notices(process, "CONFIRMATION")).isEqualTo(1);
    }

    private long processesOf(ProcessInstance process) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(process.getBusinessKey())
                .count();
    }

    private boolean somebodyWaits() {
        return database.sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }
}

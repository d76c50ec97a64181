package org.pidesk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@PiDeskTest
class ClockAndConflictsTest {
    @Autowired
    ProcessEngine engine;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transaction;

    @Test
    void doesAgainWhatWaitedForWhoWaitedForIt() throws Exception {
        var met = new CyclicBarrier(2);
        var one = new Crossing(1, 2, met);
        var other = new Crossing(2, 1, met);

        var first = CompletableFuture.runAsync(() -> execute(one));
        var second = CompletableFuture.runAsync(() -> execute(other));
        CompletableFuture.allOf(first, second).get(1, TimeUnit.MINUTES);

        assertThat(one.tries.get() + other.tries.get()).isEqualTo(3);
    }

    @Test
    void leavesItToWhoHasMoreToUndo() {
        var met = new CyclicBarrier(2);
        var one = new Crossing(1, 2, met);
        var other = new Crossing(2, 1, met);

        var first = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(status -> execute(one)));
        var second = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(status -> execute(other)));

        assertThatThrownBy(() -> CompletableFuture.allOf(first, second).get(1, TimeUnit.MINUTES))
                .hasRootCauseInstanceOf(SQLException.class)
                .hasCauseInstanceOf(PessimisticLockingFailureException.class);
        assertThat(one.tries.get() + other.tries.get()).isEqualTo(2);
    }

    @Test
    void doesNothingElseAgain() {
        var tries = new AtomicInteger();

        assertThatThrownBy(() -> execute(context -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(tries).hasValue(1);
    }

    private void execute(Command<Void> command) {
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(command);
    }

    /** Takes two locks, the second once the other command has its first. */
    private final class Crossing implements Command<Void> {
        private final AtomicInteger tries = new AtomicInteger();
        private final int first;
        private final int second;
        private final CyclicBarrier met;

        private Crossing(int first, int second, CyclicBarrier met) {
            this.first = first;
            this.second = second;
            this.met = met;
        }

        @Override
        public Void execute(CommandContext context) {
            lock(first);
            if (tries.incrementAndGet() == 1) {
                meet();
            }
            lock(second);
            return null;
        }

        private void meet() {
            try {
                met.await(1, TimeUnit.MINUTES);
            } catch (Exception alone) {
                throw new IllegalStateException(alone);
            }
        }

        private void lock(int number) {
            jdbc.sql("select pg_advisory_xact_lock(?)")
                    .param(number)
                    .query((row, count) -> 0)
                    .list();
        }
    }
}

package org.pidesk.engine;

import java.time.Clock;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Around every command: the engine's clock is our clock, and two people who finish tasks of one case in the same
 * instant do not see each other's conflict.
 */
final class ClockAndConflicts extends CommandInterceptor {
    private static final int TRIES = 4;
    private static final long SAME_MILLIS = 50;

    private final Clock clock;
    private volatile long followed;

    ClockAndConflicts(Clock clock) {
        this.clock = clock;
    }

    @Override
    public <T> T execute(Command<T> command) {
        follow();
        for (int attempt = 1; ; attempt++) {
            try {
                return next.execute(command);
            } catch (OptimisticLockingException conflict) {
                if (attempt == TRIES || insideAnother()) {
                    throw conflict;
                }
            }
        }
    }

    private void follow() {
        var ahead = clock.millis() - System.currentTimeMillis();
        if (Math.abs(ahead - followed) > SAME_MILLIS) {
            followed = ahead;
            ClockUtil.offset(ahead);
        }
    }

    /** A command that is part of a greater whole cannot be tried again by itself. */
    private static boolean insideAnother() {
        return Context.getCommandContext() != null || TransactionSynchronizationManager.isActualTransactionActive();
    }
}

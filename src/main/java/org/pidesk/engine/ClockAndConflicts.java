package org.pidesk.engine;

import java.sql.SQLException;
import java.time.Clock;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Around every command: the engine's clock is our clock, and two people who finish tasks of one case in the same
 * instant do not see each other's conflict, be it that one was faster, or that each waited for what the other held.
 */
final class ClockAndConflicts extends CommandInterceptor {
    private static final int TRIES = 4;
    private static final long SAME_MILLIS = 50;
    /** As PostgreSQL calls it: two waited for each other, and this one was ended. */
    private static final String DEADLOCK = "40P01";

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
            } catch (RuntimeException failure) {
                if (!isConflict(failure) || attempt == TRIES || insideAnother()) {
                    throw failure;
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

    private static boolean isConflict(Throwable failure) {
        return failure != null
                && (failure instanceof OptimisticLockingException
                        || failure instanceof SQLException refused && DEADLOCK.equals(refused.getSQLState())
                        || isConflict(failure.getCause()));
    }

    /** A command that is part of a greater whole cannot be tried again by itself. */
    private static boolean insideAnother() {
        return Context.getCommandContext() != null || TransactionSynchronizationManager.isActualTransactionActive();
    }
}

package org.pidesk.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.pidesk.chaos.node.ServiceTaskPlaces;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Cuts each transaction short at each place that it comes to, once, and has it begin again: as after a crash, nothing stays of
 * it but what it did outside. What the tests find then is what they find without it, or a step is not idempotent. After the
 * commit there is nothing to cut: the step and its job are gone together.
 */
@Component
@ConditionalOnProperty("cut-short")
final class CutShort extends ServiceTaskPlaces {
    /** In which a file lies for each place at which somebody was cut short. */
    static final Path FOLDER = Path.of("target/cut-short");

    private static final ThreadLocal<Set<String>> BEHIND = new ThreadLocal<>();

    /** Behind the first of the interceptors that the product has set by now, and outside of the transaction. */
    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        var first = (CommandInterceptor) engine.getCommandExecutorTxRequired();
        var ours = new AroundCommands();
        ours.setNext(first.getNext());
        first.setNext(ours);
    }

    @Override
    protected void pass(String place) {
        var behind = BEHIND.get();
        if (behind != null && !place.endsWith(Point.AFTER_COMMIT.name()) && behind.add(place)) {
            note(place);
            throw new Cut(place);
        }
    }

    private static void note(String place) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(place), "");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Until it comes to its end, from where no transaction has begun; as a part of another it is begun again with that. */
    static <T> T insist(Callable<T> work) throws Exception {
        if (BEHIND.get() != null || TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.call();
        }
        BEHIND.set(new HashSet<>());
        try {
            for (; ; ) {
                try {
                    return work.call();
                } catch (Exception failure) {
                    if (!Cut.isIn(failure)) {
                        throw failure;
                    }
                }
            }
        } finally {
            BEHIND.remove();
        }
    }

    /** Not a fault of any step. */
    private static final class Cut extends RuntimeException {
        Cut(String place) {
            super(place, null, false, false);
        }

        static boolean isIn(Throwable failure) {
            return failure != null && (failure instanceof Cut || isIn(failure.getCause()));
        }
    }

    private static final class AroundCommands extends CommandInterceptor {
        @Override
        public <T> T execute(Command<T> command) {
            if (Context.getCommandContext() != null) {
                return next.execute(command);
            }
            try {
                return insist(() -> next.execute(command));
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}

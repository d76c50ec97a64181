package org.pidesk.restore;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Writes the journal: as soon as there is something to write, before whoever did it goes on; again while that fails; and a
 * step a minute in any case.
 */
@Component
@ConditionalOnProperty(name = "pidesk.background", havingValue = "true", matchIfMissing = true)
class JournalChore {
    private static final Logger LOG = LoggerFactory.getLogger(JournalChore.class);
    /** Nobody waits longer for a disk that has stopped: the database has it, and the next round is soon. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int MAY_WAIT = 64;

    private final ErasureJournal journal;
    private final ApplicationContext application;
    /** Of its own: a disk that hangs would hold up every other chore. */
    private final ExecutorService thread =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAY_WAIT), JournalChore::named);

    JournalChore(ErasureJournal journal, ApplicationContext application) {
        this.journal = journal;
        this.application = application;
    }

    /** Returns when it is written, or cannot be for now. */
    void writeSoon() {
        try {
            thread.submit(journal::writeWhatWaits).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            tell(failed.getCause());
        } catch (TimeoutException | RejectedExecutionException later) {
            // the next round has it, and until then the health tells
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void writeAgain() {
        inTurn(journal::writeWhatWaits);
    }

    /** So that a backup is known to be one however little happened since. */
    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void step() {
        inTurn(journal::write);
    }

    private void inTurn(Runnable work) {
        try {
            thread.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException fault) {
                    tell(fault);
                }
            });
        } catch (RejectedExecutionException full) {
            LOG.error("The erasure journal has not been written for some time: its disk does not answer.");
        }
    }

    private void tell(Throwable fault) {
        if (fault instanceof DatabasePutBack) {
            LOG.error("A backup was restored under this node. It ends, to do again what was forgotten when it starts.");
            new Thread(() -> System.exit(SpringApplication.exit(application, () -> 1))).start();
        } else if (fault instanceof JournalUnusable unusable) {
            LOG.error("{} What is to be written to it waits in the database.", unusable.getMessage());
        } else {
            LOG.error(
                    "The erasure journal was not written, and will be tried again: {}",
                    fault.getClass().getName());
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdown();
    }

    private static Thread named(Runnable work) {
        var thread = new Thread(work, "erasure-journal");
        thread.setDaemon(true);
        return thread;
    }
}

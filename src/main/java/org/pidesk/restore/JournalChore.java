package org.pidesk.restore;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
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

    private final ErasureJournal journal;
    private final ApplicationContext application;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(JournalChore::named);

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
        run(journal::writeWhatWaits);
    }

    /** So that a backup is known to be one however little happened since. */
    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void step() {
        run(journal::write);
    }

    private void run(Runnable work) {
        try {
            work.run();
        } catch (DatabasePutBack | JournalUnusable fault) {
            tell(fault);
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

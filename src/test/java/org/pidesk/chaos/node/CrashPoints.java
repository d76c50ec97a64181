package org.pidesk.chaos.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Whoever comes to a place for which a file lies in the folder takes the file away and stays there until the node is dead, at
 * once or in the company of others: so each is hit once, by whichever node comes first, and one death serves all who stand
 * somewhere.
 */
public final class CrashPoints extends ServiceTaskPlaces {
    public static final String FOLDER = "crash";

    private final Path folder;
    private final Duration company;
    private final AtomicInteger standing = new AtomicInteger();

    /** @param company how long who comes first waits for others to stand at such a place, too, before all are dead */
    public CrashPoints(Path folder, Duration company) {
        this.folder = folder;
        this.company = company;
    }

    @Override
    protected void pass(String place) {
        try {
            if (Files.deleteIfExists(folder.resolve(place))) {
                stand();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Nobody goes on from here. */
    private void stand() {
        if (standing.getAndIncrement() == 0) {
            var end = new Thread(this::halt, "end");
            end.setDaemon(true);
            end.start();
        }
        for (; ; ) {
            LockSupport.park();
        }
    }

    private void halt() {
        LockSupport.parkNanos(company.toNanos());
        Runtime.getRuntime().halt(137);
    }
}

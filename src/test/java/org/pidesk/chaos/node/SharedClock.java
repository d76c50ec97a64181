package org.pidesk.chaos.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The machine's clock, and a distance from it that stands in a file: whoever writes it there moves all who read it. */
public final class SharedClock extends Clock {
    public static final String COMMON = "clock";

    private static final ZoneId ZONE = ZoneId.of("Africa/Johannesburg");
    private static final long FRESH = Duration.ofMillis(20).toNanos();

    private final Path file;
    private final ZoneId zone;
    private volatile Read last;

    private record Read(Duration ahead, long at) {}

    public SharedClock(Path folder, String name) {
        this(folder.resolve(name), ZONE);
    }

    private SharedClock(Path file, ZoneId zone) {
        this.file = file;
        this.zone = zone;
    }

    public Duration ahead() {
        var known = last;
        if (known == null || System.nanoTime() - known.at() > FRESH) {
            known = new Read(read(), System.nanoTime());
            last = known;
        }
        return known.ahead();
    }

    private Duration read() {
        try {
            return Duration.parse(Files.readString(file).strip());
        } catch (NoSuchFileException notMoved) {
            return Duration.ZERO;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** For whoever moves it: one instant for all who read. */
    public void advance(Duration by) {
        try {
            var next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, ahead().plus(by).toString());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            last = null;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SharedClock(file, other);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead());
    }
}

package org.pidesk.activity;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The hash of every seal, outside the database: whoever rewrites the log, or cuts its end off, cannot rewrite this with
 * the database's rights alone. The n-th line is the hash of seal n. Each node keeps a file of its own; copy it where
 * nobody who administers the database can write.
 */
@Component
class AnchorFile {
    private final Path file;

    AnchorFile(@Value("${pidesk.activity.anchor:${pidesk.data-dir}/activity-anchor.log}") Path file) {
        this.file = file;
    }

    /**
     * Adds what is missing, and makes sure that it is on the disk.
     *
     * @param after some seals that come next after the one of this number, in order; none when that was the last
     */
    synchronized void append(LongFunction<List<Seal>> after) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (var channel = FileChannel.open(file, CREATE, READ, WRITE);
                    var onlyMe = channel.lock()) {
                new Anchor(channel).append(after);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The anchor (pidesk.activity.anchor) cannot be written.", unwritable);
        }
    }

    /** The lines so far are about a log that is gone: they are kept beside, and a new file begins. */
    synchronized void putAside() {
        try {
            if (Files.exists(file)) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".before-restore-" + UUID.randomUUID()));
            }
        } catch (IOException immovable) {
            throw new UncheckedIOException(
                    "The anchor (pidesk.activity.anchor) cannot be put aside: a folder may be a mount of its own, the file may not.",
                    immovable);
        }
    }

    /** What is written there now; later lines are not seen. */
    Anchor open() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new Anchor(FileChannel.open(file, CREATE, READ, WRITE));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The anchor (pidesk.activity.anchor) cannot be read.", unreadable);
        }
    }
}

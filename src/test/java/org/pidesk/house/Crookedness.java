package org.pidesk.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A straight model's text, to be bent in one place. */
final class Crookedness {
    private Crookedness() {}

    static String of(Model straight) {
        try {
            return Files.readString(Path.of("src/test/resources/house", straight.file()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

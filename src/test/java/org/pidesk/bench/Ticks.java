package org.pidesk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** CPU as the kernel accounts for it. */
final class Ticks {
    /** In user and in system mode. */
    static final List<Integer> OWN = List.of(11, 12);
    /** The same, and that of children that have ended. */
    static final List<Integer> WITH_CHILDREN = List.of(11, 12, 13, 14);

    private static final double MILLIS = 10;

    private Ticks() {}

    /** @param stat of a process or a thread under /proc. @return milliseconds; 0 when it is gone */
    static double of(Path stat, List<Integer> fields) {
        try {
            var text = Files.readString(stat);
            var values = text.substring(text.lastIndexOf(')') + 2).split(" ");
            return fields.stream()
                            .mapToDouble(field -> Double.parseDouble(values[field]))
                            .sum()
                    * MILLIS;
        } catch (IOException gone) {
            return 0;
        }
    }
}

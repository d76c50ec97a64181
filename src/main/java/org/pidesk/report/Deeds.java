package org.pidesk.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The kinds of facts, as staff say them and in the groups in which they look for them. */
@Component
class Deeds {
    private final Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    private final Map<String, String> words = new HashMap<>();

    Deeds() {
        var group = new LinkedHashMap<String, String>();
        for (var line : lines()) {
            if (line.startsWith("# ")) {
                group = new LinkedHashMap<>();
                groups.put(line.substring(2), Collections.unmodifiableMap(group));
            } else {
                var parts = line.split(" = ", 2);
                group.put(parts[0], parts[1]);
                words.put(parts[0], parts[1]);
            }
        }
    }

    private static Iterable<String> lines() {
        try {
            var file = new ClassPathResource("report/kinds.txt").getContentAsString(StandardCharsets.UTF_8);
            return file.lines().toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** From the name of a group to its kinds, each with its words. */
    Map<String, Map<String, String>> groups() {
        return Collections.unmodifiableMap(groups);
    }

    boolean know(String kind) {
        return words.containsKey(kind);
    }

    /** A kind that has no words yet is said as it is called. */
    String say(String kind) {
        var plain = kind.charAt(0) + kind.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.getOrDefault(kind, plain);
    }
}

package org.pidesk.watch;

import java.util.Map;

/**
 * One number with its name.
 *
 * @param name begins with {@code pidesk_}
 * @param help what it counts, in a sentence
 * @param labels of few values each: a type, never a case, a person or an organisation
 */
public record Figure(String name, String help, Map<String, String> labels, double value) {
    public static Figure of(String name, String help, double value) {
        return new Figure(name, help, Map.of(), value);
    }

    public Figure by(String label, String of) {
        return new Figure(name, help, Map.of(label, of), value);
    }
}

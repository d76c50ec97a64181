package org.pidesk.activity;

import java.util.ArrayList;
import java.util.List;

/** The sentences about what was found, as many as anybody would read. */
final class Faults {
    private static final int ENOUGH = 1000;

    private final List<String> sentences = new ArrayList<>();
    private long more;

    void add(String sentence) {
        if (sentences.size() < ENOUGH) {
            sentences.add(sentence);
            return;
        }
        more++;
    }

    List<String> sentences() {
        var all = new ArrayList<>(sentences);
        if (more > 0) {
            all.add("And " + more + " faults more.");
        }
        return List.copyOf(all);
    }
}

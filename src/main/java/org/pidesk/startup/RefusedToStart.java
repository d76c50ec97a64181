package org.pidesk.startup;

import java.util.List;

/** Production would not be safe as it is set up; each sentence says what is wrong and what to do. */
class RefusedToStart extends RuntimeException {
    private final transient List<String> sentences;

    RefusedToStart(List<String> sentences) {
        super(String.join(" ", sentences));
        this.sentences = List.copyOf(sentences);
    }

    List<String> sentences() {
        return sentences;
    }

    /** Nothing to say is permission to go on. */
    static void because(List<String> sentences) {
        if (!sentences.isEmpty()) {
            throw new RefusedToStart(sentences);
        }
    }
}

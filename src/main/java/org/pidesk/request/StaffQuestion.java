package org.pidesk.request;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.pidesk.task.AnswerForm;

/** One question to staff: what its form shows, and what an answer does. */
interface StaffQuestion {
    /** The activity id of its user task. */
    String task();

    /** Its name at the head of the form. */
    String title();

    /** What to do, in a sentence or two at the head of the form. */
    String help();

    /** What the form shows beside what every form shows. */
    Map<String, Object> sheet(Request request, UUID system);

    /** Reads an answer, which complains of what is missing. @param system null unless the task asks one system */
    void check(Request request, UUID system, AnswerForm answer);

    /** Who cannot answer it, because they decided or began what it is about; empty where one person is enough. */
    default Set<String> firstHands(Request request) {
        return Set.of();
    }

    /** Whether files that show it can be put beside the answer. */
    default boolean takesFiles() {
        return false;
    }

    /** Whether the case goes on with this answer, and waits for the person no more. */
    default boolean endsThePause(AnswerForm answer) {
        return false;
    }

    /**
     * Writes to the person what the case writes next because of an answer just recorded, as far as the other answers are
     * there: so that staff can read it before. The case itself writes in its own time.
     */
    default void writeNext(Request request, UUID system) {}

    /** Does what a complete answer asks for, in the caller's transaction. */
    void record(Request request, UUID system, AnswerForm answer, String by);
}

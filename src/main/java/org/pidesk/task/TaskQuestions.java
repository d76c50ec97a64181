package org.pidesk.task;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the user tasks of one module ask of staff: what each form shows, and what an answer does. Sheets and answers are
 * plain maps, as they travel to and from the form; every sheet carries {@code title} and {@code help}.
 */
public interface TaskQuestions {
    /** Whether a task is one of these. @param task its activity id */
    boolean ask(String task);

    /**
     * What the form of a task shows.
     *
     * @param reader who is to see it
     * @throws java.util.NoSuchElementException when there is no such task for the reader
     */
    Map<String, Object> sheet(AskedTask task, String reader);

    /** @param by who answers @throws InvalidAnswer when it is not complete; its fields carry a sentence each */
    void check(AskedTask task, Map<String, Object> answer, String by);

    /**
     * Who cannot be the second person for a task: they decided or began what it is about. Nor can whoever stands in for
     * them. Empty where one person is enough.
     */
    default Set<String> firstHands(AskedTask task) {
        return Set.of();
    }

    /**
     * What the person will be written because of an answer, as far as it can be said yet: {@code {to, subject, text}}, no
     * subject in a text message. Nothing of it is kept or sent.
     *
     * @param by who would answer
     * @throws InvalidAnswer when it is not complete
     */
    default List<Map<String, Object>> letters(AskedTask task, Map<String, Object> answer, String by) {
        return List.of();
    }

    /** Whether files that show it can be put beside the answer. */
    default boolean takesFiles(AskedTask task) {
        return false;
    }

    /** Records the answer in the caller's transaction, after checking it again. @param by who answers */
    void record(AskedTask task, Map<String, Object> answer, String by);
}

package org.pidesk.task;

import java.util.Map;

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

    /** Records the answer in the caller's transaction, after checking it again. @param by who answers */
    void record(AskedTask task, Map<String, Object> answer, String by);
}

package org.pidesk.engine;

/**
 * Stands before the start of a process that people begin by a form in Tasklist, inside its transaction: what it throws
 * undoes the start. A process with such a form and no gate cannot be begun.
 */
public interface StartGate {
    /** The process that it stands before. */
    String process();

    /**
     * @param reference what the process is to be about: its business key and its one variable
     * @param startedBy who is signed in; never null
     * @throws AnswerRefused when it cannot begin so
     */
    void beforeStart(String reference, String startedBy);
}

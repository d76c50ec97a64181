package org.pidesk.restore;

/** The journal cannot be believed; the message is one sentence for whoever runs the machine. */
class JournalUnusable extends RuntimeException {
    JournalUnusable(String sentence) {
        super(sentence);
    }

    JournalUnusable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

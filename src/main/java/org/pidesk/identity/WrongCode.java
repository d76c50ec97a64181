package org.pidesk.identity;

/** The code does not prove anything; the message is a sentence for the person that says what to do next. */
public class WrongCode extends RuntimeException {
    private final boolean closed;

    private WrongCode(String sentence, boolean closed) {
        super(sentence);
        this.closed = closed;
    }

    /** It may be typed again. */
    static WrongCode tryAgain(String sentence) {
        return new WrongCode(sentence, false);
    }

    /** Only a new code helps. */
    static WrongCode closed(String sentence) {
        return new WrongCode(sentence, true);
    }

    /** Whether only a new code helps. */
    public boolean needsNewCode() {
        return closed;
    }
}

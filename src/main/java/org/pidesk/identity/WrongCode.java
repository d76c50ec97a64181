package org.pidesk.identity;

/** The code does not prove anything; the message is a sentence for the person that says what to do next. */
public class WrongCode extends RuntimeException {
    WrongCode(String sentence) {
        super(sentence);
    }
}

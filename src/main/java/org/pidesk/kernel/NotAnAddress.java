package org.pidesk.kernel;

/** What a person typed is no address that we can write to; the message says what to do, and never quotes it. */
public class NotAnAddress extends IllegalArgumentException {
    NotAnAddress(String sentence) {
        super(sentence);
    }
}

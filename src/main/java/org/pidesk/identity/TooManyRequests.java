package org.pidesk.identity;

/** Somebody asks for too much at once; the message is a sentence for the person. */
public class TooManyRequests extends RuntimeException {
    public TooManyRequests(String sentence) {
        super(sentence);
    }
}

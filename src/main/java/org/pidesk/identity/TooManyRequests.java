package org.pidesk.identity;

/** This network asked for too many codes; the message is a sentence for the person. */
public class TooManyRequests extends RuntimeException {
    TooManyRequests(String sentence) {
        super(sentence);
    }
}

package org.pidesk.notice;

/** A message lacks what every message must say. */
public class NotSendable extends IllegalArgumentException {
    NotSendable(String sentence) {
        super(sentence);
    }
}

package org.pidesk.request;

/** The search found something that should be gone; the message names tables and columns, never a value. */
public class LeftoversFound extends RuntimeException {
    LeftoversFound(String where) {
        super("Left behind in " + where);
    }
}

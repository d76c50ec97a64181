package org.pidesk.notice;

/** An attempt failed. It carries a code and never the server's text, which may quote the recipient. */
class NotSent extends Exception {
    /** Whom the failure concerns, and so what happens next. */
    enum Fault {
        /** This message, for good. */
        REFUSED,
        /** This message, for now. */
        LATER,
        /** Everybody at this recipient's host, for a minute. */
        SLOW,
        /** The whole line: nothing can be sent at all. */
        DOWN
    }

    private final Fault fault;
    private final String code;

    NotSent(Fault fault, String code) {
        super(code);
        this.fault = fault;
        this.code = code;
    }

    Fault fault() {
        return fault;
    }

    String code() {
        return code;
    }
}

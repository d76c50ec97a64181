package org.pidesk.notice;

import java.util.Optional;

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

    /** The line broke with the message under way: nobody knows whether it was taken. */
    static final String CUT_OFF = "CUT_OFF";

    private final Fault fault;
    private final String code;
    private final transient Returned returned;

    NotSent(Fault fault, String code) {
        this(fault, code, null);
    }

    /** @param returned what the other side said of the recipient's address; null when nothing */
    NotSent(Fault fault, String code, Returned returned) {
        super(code);
        this.fault = fault;
        this.code = code;
        this.returned = returned;
    }

    Fault fault() {
        return fault;
    }

    String code() {
        return code;
    }

    /** Whether what is tried next over the same line would fare no better. */
    boolean endsTheLine() {
        return fault == Fault.DOWN || fault == Fault.SLOW || code.equals(CUT_OFF);
    }

    /** As if it had come back by mail: some servers refuse an address at once. */
    Optional<Returned> returned() {
        return Optional.ofNullable(returned);
    }
}

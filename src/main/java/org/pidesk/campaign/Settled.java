package org.pidesk.campaign;

import java.time.Instant;

/**
 * What became of one message.
 *
 * @param reason why it was left out after all; null otherwise
 * @param code the carrier's number or a word of ours; null when nothing went wrong
 * @param due when it is tried again; null for never
 */
record Settled(int line, Status status, Reason reason, String code, Instant due) {

    static Settled sent(int line) {
        return new Settled(line, Status.SENT, null, null, null);
    }

    static Settled failed(int line, String code) {
        return new Settled(line, Status.FAILED, null, code, null);
    }

    static Settled unsure(int line, String code) {
        return new Settled(line, Status.UNSURE, null, code, null);
    }

    static Settled leftOut(int line, Reason reason) {
        return new Settled(line, Status.LEFT_OUT, reason, null, null);
    }

    static Settled again(int line, String code, Instant when) {
        return new Settled(line, Status.READY, null, code, when);
    }
}

package org.pidesk.notice;

/** Where a notice stands in the outbox. */
enum Status {
    PENDING,
    /** A carrier took it over. */
    SENT,
    /** Refused for good, or tried in vain for five days. */
    FAILED,
    /** Not worth sending any more. */
    EXPIRED,
    /** A black list stopped it. */
    SUPPRESSED
}

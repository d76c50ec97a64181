package org.pidesk.staff;

import java.time.Duration;

/** What a link lets one do, once. */
public enum LinkPurpose {
    /** Make the first account, an administrator's; void as soon as there is any account. */
    FIRST(Duration.ofHours(24)),
    /** Choose the first password of an account that was made for one. */
    INVITATION(Duration.ofDays(7)),
    /** Replace a forgotten password. */
    RESET(Duration.ofMinutes(30));

    private final Duration good;

    LinkPurpose(Duration good) {
        this.good = good;
    }

    /** How long such a link is good. */
    public Duration good() {
        return good;
    }
}

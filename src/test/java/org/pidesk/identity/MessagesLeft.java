package org.pidesk.identity;

import org.springframework.stereotype.Component;

/** Says how many messages everybody together may still ask for. */
@Component
public class MessagesLeft {
    private final Limits limits;

    MessagesLeft(Limits limits) {
        this.limits = limits;
    }

    public long inThisHour() {
        return limits.codesLeft();
    }
}

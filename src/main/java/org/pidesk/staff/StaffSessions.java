package org.pidesk.staff;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Ends all sessions that a member has, in the caller's transaction. */
@Component
class StaffSessions {
    private final StaffAccountRepository accounts;
    private final ApplicationEventPublisher events;

    StaffSessions(StaffAccountRepository accounts, ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.events = events;
    }

    /** @return the number under which sessions begin from now on */
    int end(String username) {
        accounts.endSessions(username);
        events.publishEvent(new SessionsEnded(username));
        return accounts.sessionsOver(username).orElseThrow();
    }
}

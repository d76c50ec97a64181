package org.pidesk.signin;

import java.util.concurrent.atomic.AtomicInteger;
import org.pidesk.staff.SessionsEnded;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Notices that somebody's sessions were ended on this node, so that all sessions here ask at once whether it was them. */
@Component
class EndedSessions {
    private final AtomicInteger count = new AtomicInteger();

    @TransactionalEventListener(fallbackExecution = true)
    void on(SessionsEnded event) {
        count.incrementAndGet();
    }

    int count() {
        return count.get();
    }
}

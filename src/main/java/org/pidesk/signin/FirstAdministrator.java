package org.pidesk.signin;

import org.pidesk.staff.FirstAccount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says in the log of a start without any account where the first one is made. Whoever can read the log can start pi-desk
 * anew; the link is good once and for a day. Another start, also of another node, offers another in its place.
 */
@Component
@ConditionalOnProperty(name = "pidesk.sandbox.enabled", havingValue = "false", matchIfMissing = true)
class FirstAdministrator {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    private final FirstAccount first;
    private final String staffUrl;

    FirstAdministrator(FirstAccount first, @Value("${pidesk.staff-url}") String staffUrl) {
        this.first = first;
        this.staffUrl = staffUrl;
    }

    @EventListener(ApplicationReadyEvent.class)
    void offer() {
        first.offer()
                .ifPresent(link -> LOG.warn(
                        "There is no account yet. Make the first administrator's within a day, by this link that works"
                                + " once, until another start writes another: {}/login/first/{}",
                        staffUrl,
                        link.value()));
    }
}

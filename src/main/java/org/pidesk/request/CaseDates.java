package org.pidesk.request;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.pidesk.sla.Deadlines;
import org.springframework.stereotype.Component;

/** By when each stage of a case should be over. */
@Component
class CaseDates {
    /** What staff do, in the order in which they do it. */
    enum Stage {
        /** Say whose record it is, and what must stay. */
        DECIDE,
        /** A second person releases what the first decided. */
        RELEASE,
        /** Each system answers. */
        ASK,
        /** A system that stayed silent is chased, or what it refused is settled. */
        SETTLE,
        /** The person is spoken to. */
        CONTACT
    }

    private final Deadlines deadlines;
    private final Clock clock;

    CaseDates(Deadlines deadlines, Clock clock) {
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** From when a stage that begins now is late. */
    Instant lateAt(Request request, Stage stage) {
        return deadlines
                .workingDaysAfter(LocalDate.now(clock), workingDays(request.type(), stage))
                .plusDays(1)
                .atStartOfDay(clock.getZone())
                .toInstant();
    }

    private static int workingDays(RequestType type, Stage stage) {
        return switch (stage) {
            case DECIDE -> 3;
            case RELEASE, SETTLE, CONTACT -> 2;
            case ASK -> type == RequestType.LOOK_UP ? 3 : 5;
        };
    }
}

package org.pidesk.request;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.pidesk.kernel.Day;
import org.pidesk.sla.Deadlines;
import org.springframework.stereotype.Component;

/**
 * When a case reaches each rung. The shares of the time rest while it waits for the person, as our targets do; the last
 * day does not, and no share reaches beyond the last working day before it.
 */
@Component
class RungDates {
    /** The law's days are South Africa's, wherever the server stands. */
    private static final int HALF = 50;

    private static final int AT_RISK = 80;

    private final Deadlines deadlines;
    private final Pauses pauses;

    RungDates(Deadlines deadlines, Pauses pauses) {
        this.deadlines = deadlines;
        this.pauses = pauses;
    }

    Instant of(Request request, Rung rung) {
        return switch (rung) {
            case HALF -> share(request, HALF);
            case AT_RISK -> share(request, AT_RISK);
            case WORKING_DEADLINE -> lastWorkingDayIsOver(request);
            case BREACHED -> over(request.due());
        };
    }

    private Instant share(Request request, int percent) {
        var whole = Duration.between(request.receivedAt(), over(request.due()));
        var share = whole.multipliedBy(percent).dividedBy(100);
        var at = running(share, request.receivedAt(), pauses.of(request));
        var atTheLatest = lastWorkingDayIsOver(request);
        return at.isBefore(atTheLatest) ? at.truncatedTo(ChronoUnit.SECONDS) : atTheLatest;
    }

    /** The moment at which a clock has run for so long that stands still in pauses; never, while one lasts. */
    private static Instant running(Duration time, Instant from, Pauses.Rest rest) {
        var left = time;
        var at = from;
        for (var pause : rest.pauses()) {
            var ran = Duration.between(at, pause.from());
            if (ran.compareTo(left) >= 0) {
                break;
            }
            if (pause.isOpen()) {
                return Instant.MAX;
            }
            left = left.minus(ran);
            at = pause.until();
        }
        return at.plus(left);
    }

    private Instant lastWorkingDayIsOver(Request request) {
        return over(deadlines.workingDayUntil(request.due()));
    }

    private static Instant over(LocalDate day) {
        return day.plusDays(1).atStartOfDay(Day.ZONE).toInstant();
    }
}

package org.pidesk.request;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.pidesk.kernel.Reference;
import org.pidesk.sla.Deadlines;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * By when each stage of a case should be over. These are our own targets, in working days: they rest while a case waits
 * for the person, and none reaches beyond the last day that the law sets while the answer is owed.
 */
@Component
public class CaseDates {
    /** What staff do, in the order in which they do it; each has its working days in the table of targets. */
    public enum Stage {
        /** Say whose record it is, and what must stay. */
        DECIDE,
        /** A second person releases what the first decided. */
        RELEASE,
        /** Each system answers. */
        ASK,
        /** A system that stayed silent is chased, or what it refused is settled. */
        SETTLE,
        /** The person is spoken to. */
        CONTACT,
        /** The written answer is sent, counted from receipt. */
        ANSWER
    }

    private final RequestRepository requests;
    private final Deadlines deadlines;
    private final WorkingDays workingDays;
    private final Pauses pauses;
    private final Clock clock;

    CaseDates(RequestRepository requests, Deadlines deadlines, WorkingDays workingDays, Pauses pauses, Clock clock) {
        this.requests = requests;
        this.deadlines = deadlines;
        this.workingDays = workingDays;
        this.pauses = pauses;
        this.clock = clock;
    }

    /** From when a stage that begins now is late. While dates are reckoned again, now is when it began. */
    @Transactional(readOnly = true)
    public Instant lateAt(Reference reference, Stage stage) {
        var request = requests.get(reference);
        return target(request, stage, Deadlines.dayOf(Begun.at().orElseGet(clock::instant)))
                .plusDays(1)
                .atStartOfDay(clock.getZone())
                .toInstant();
    }

    /** The morning on which to look again at a stage that begins now: half of its days are gone. */
    @Transactional(readOnly = true)
    public Instant followedUpAt(Reference reference, Stage stage) {
        var request = requests.get(reference);
        var begun = Deadlines.dayOf(Begun.at().orElseGet(clock::instant));
        var half = begun.plusDays(Math.max(1, ChronoUnit.DAYS.between(begun, target(request, stage, begun)) / 2));
        return deadlines.workingDayUntil(half).atStartOfDay(clock.getZone()).toInstant();
    }

    /** When a system that stays silent is chased again: not on the same day, also where all is late already. */
    @Transactional(readOnly = true)
    public Instant chasedAgainAt(Reference reference) {
        var tomorrow =
                LocalDate.now(clock).plusDays(1).atStartOfDay(clock.getZone()).toInstant();
        var late = lateAt(reference, Stage.SETTLE);
        return late.isAfter(tomorrow) ? late : tomorrow;
    }

    /** By when we mean to have answered. */
    LocalDate answerTarget(Request request) {
        return target(request, Stage.ANSWER, Deadlines.dayOf(request.receivedAt()));
    }

    private LocalDate target(Request request, Stage stage, LocalDate begun) {
        var atTheLatest = deadlines.workingDayUntil(request.due());
        var rest = pauses.of(request);
        if (rest.isOpen()) {
            return atTheLatest;
        }
        var target =
                deadlines.workingDaysAfter(begun, workingDays.allowedFor(request.type(), stage.name()), rest::covers);
        return target.isBefore(atTheLatest) || !request.isOpen() ? target : atTheLatest;
    }
}

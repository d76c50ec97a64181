package org.pidesk.request;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.Reference;
import org.pidesk.request.Pauses.Pause;
import org.pidesk.sla.Deadline;
import org.pidesk.sla.Deadlines;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What may change the dates of a case: one extension, pauses, and holidays that are declared after it began. Why it is
 * so stands in {@code docs/decisions/0009-extension-and-pause.md}.
 */
@Service
@Transactional
public class CaseClock {
    /** The law lets the period be extended by no more than itself. */
    public static final int LONGEST_EXTENSION = 30;

    private static final String OVER = "This request is closed; its dates stand.";
    private static final String ANSWERED = "The answer to the person is written. Nothing of it waits or takes longer.";
    private static final String LAST_DAY_OVER = "The last day is over. It cannot be moved any more.";

    private static final String GOES_ON = "The person has time to undo it until %s. Then it goes on by itself, and a"
            + " pause would not stop that. Staff cannot stop it either: whoever doubts that it is right reaches the"
            + " person, who can cancel it on the page of the request before that.";

    private final RequestRepository requests;
    private final Pauses pauses;
    private final CaseDates dates;
    private final Deadlines deadlines;
    private final CaseFiles files;
    private final OtherRequests others;
    private final PersonalNotices notices;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CaseClock(
            RequestRepository requests,
            Pauses pauses,
            CaseDates dates,
            Deadlines deadlines,
            CaseFiles files,
            OtherRequests others,
            PersonalNotices notices,
            ActivityLog activity,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = requests;
        this.pauses = pauses;
        this.dates = dates;
        this.deadlines = deadlines;
        this.files = files;
        this.others = others;
        this.notices = notices;
        this.activity = activity;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Extends the time for an access request, once, and tells the person in the same transaction.
     *
     * @throws ClockRefused when the law does not allow it, or no longer
     */
    public void extend(Reference reference, int days, Set<ExtensionReason> because, String by) {
        var request = requests.locked(reference);
        var until = extended(request, days, because);
        request.extend(days, because, until, clock.instant());
        files.of(reference).whereAsked().forEach(address -> notices.extension(request, address));
        activity.record(request.fact("TIME_EXTENDED").by(by).with("days", days).with("due", until));
        moved(reference);
    }

    private LocalDate extended(Request request, int days, Set<ExtensionReason> because) {
        must(request.isOpen(), OVER);
        must(
                request.type() == RequestType.LOOK_UP,
                "Only the time for an access request may be extended (PAIA, section 57). Regulation 3 gives thirty days"
                        + " for this kind of request, and no more.");
        must(request.begunAt() == null, ANSWERED);
        must(request.extendedBy() == null, "The time was extended already, and may be extended only once.");
        must(!today().isAfter(request.due()), LAST_DAY_OVER);
        must(days >= 1 && days <= LONGEST_EXTENSION, "days", "Give the days of the extension: between 1 and 30.");
        must(
                !because.isEmpty(),
                "because",
                "Say why the time is extended. The law knows no other reasons than those listed.");
        var until = deadlines
                .extendedAnswerTo(Deadlines.dayOf(request.receivedAt()), days)
                .date();
        must(until.isAfter(request.due()), "days", "So few days more lead to the same last day. Give more, or none.");
        return until;
    }

    /**
     * The case waits for the person: our own targets rest, and the person is told for what in the same transaction.
     *
     * @throws ClockRefused when it cannot
     */
    public void pause(Reference reference, PauseReason reason, String by) {
        var request = requests.locked(reference);
        must(request.isOpen(), OVER);
        must(!today().isAfter(request.due()), LAST_DAY_OVER);
        must(reason != null, "Say for what the request waits. There are no other reasons than those listed.");
        must(!pauses.of(request).isOpen(), "This request is paused already.");
        whyNotPaused(request).ifPresent(why -> must(false, why));
        request.rest();
        pauses.begin(reference, reason, clock.instant());
        files.of(reference).whereAsked().forEach(address -> notices.waits(request, address, reason));
        activity.record(request.fact("CASE_PAUSED").by(by).with("reason", reason));
        moved(reference);
    }

    /**
     * Why it cannot wait for the person; empty where it can. What goes on by itself, and cannot be undone then, must not
     * be said to wait: the person would leave it at that, and lose the time in which they could still stop it.
     */
    private Optional<String> whyNotPaused(Request request) {
        if (!request.askedByThePerson()) {
            return Optional.of("Nobody asked for this, so there is nobody to wait for.");
        }
        if (request.begunAt() != null) {
            return Optional.of(
                    request.type() == RequestType.LOOK_UP
                            ? ANSWERED
                            : "It is carried out already, and cannot be undone. It waits for the person no more.");
        }
        if (request.hasPausedUntil(clock.instant())) {
            return Optional.of(whatItsTimeIsOverFor(request));
        }
        return Optional.ofNullable(request.pauseEndsAt())
                .map(PersonalNotices::moment)
                .map(GOES_ON::formatted);
    }

    /** Once the pause is over: of an alteration nobody may learn by cancelling it whether something is in its way. */
    private String whatItsTimeIsOverFor(Request request) {
        if (request.type() == RequestType.ALTERATION) {
            return "The time to undo it is over. It goes on by itself once nothing of ours is in its way, and waits for the"
                    + " person no more.";
        }
        return (others.seemOpen(request)
                        ? "It waits for the answer to another request of the person, and then goes on by itself."
                        : "It goes on by itself, at any moment now.")
                + " Until then the person can still cancel it.";
    }

    /** The wait is over: staff say so. @throws ClockRefused when it does not wait */
    public void resume(Reference reference, String by) {
        var request = requests.locked(reference);
        must(request.isOpen(), OVER);
        must(pauses.of(request).isOpen(), "This request is not paused. Somebody else may have resumed it.");
        resume(request, by);
    }

    /** The person has answered what we waited for; where we waited for nothing, nothing happens. */
    public void answered(Reference reference) {
        goesOn(requests.locked(reference), Fact.PERSON);
    }

    /**
     * The case goes on, in the caller's transaction: the work is done for which it waited, so nobody is asked for anything
     * any more. Where it waited for nothing, nothing happens.
     */
    void goesOn(Request request, String by) {
        if (request.isOpen() && pauses.of(request).isOpen()) {
            resume(request, by);
        }
    }

    private void resume(Request request, String by) {
        var pause = pauses.of(request).open().orElseThrow();
        var now = clock.instant();
        pauses.end(request.reference(), now);
        activity.record(request.fact("CASE_RESUMED")
                .by(by)
                .with("reason", pause.reason())
                .with("days", ChronoUnit.DAYS.between(Deadlines.dayOf(pause.from()), Deadlines.dayOf(now))));
        moved(request.reference());
    }

    /**
     * A holiday was declared or taken back: the last day may be another one, though never earlier than the person was told. And
     * what an earlier version paused where it goes on by itself waits no more.
     */
    public void reckonAgain(Reference reference) {
        var request = requests.locked(reference);
        if (!request.isOpen()) {
            return;
        }
        var before = request.due();
        if (pauses.of(request).isOpen() && whyNotPaused(request).isPresent()) {
            goesOn(request, Fact.SYSTEM);
        }
        request.reckonedAgain(reckoned(request).date());
        if (!request.due().equals(before)) {
            activity.record(
                    request.fact("LAST_DAY_MOVED").with("before", before).with("due", request.due()));
        }
        moved(reference);
    }

    /** The last day as the law reckons it now. */
    private Deadline reckoned(Request request) {
        var received = Deadlines.dayOf(request.receivedAt());
        return request.extendedBy() == null
                ? deadlines.answerTo(received)
                : deadlines.extendedAnswerTo(received, request.extendedBy());
    }

    /** Why the last day of a case is that one, line by line, as the person reads it. */
    @Transactional(readOnly = true)
    public List<String> because(Reference reference) {
        return because(requests.get(reference));
    }

    /**
     * The dates of a case for staff: {@code {reference, type, status, receivedAt (Instant), due (LocalDate), closedAt
     * (Instant or null)}} and what {@link #sheet} says. Nothing of it is personal.
     */
    @Transactional(readOnly = true)
    public Map<String, Object> dates(Reference reference) {
        var request = requests.get(reference);
        var sheet = new LinkedHashMap<String, Object>();
        sheet.put("reference", reference.value());
        sheet.put("type", request.type());
        sheet.put("status", request.status());
        sheet.put("receivedAt", request.receivedAt());
        sheet.put("due", request.due());
        sheet.put("closedAt", request.closedAt());
        sheet.putAll(sheet(request));
        return sheet;
    }

    /**
     * The clock of a case for staff: {@code {because, target (LocalDate), extendedBy (days or null), extendedBecause
     * (words), pausedFor (a {@link PauseReason} or null), notPaused (why it cannot be paused, or null where it can),
     * extensible, running (whether its clock can be set at all), removalDue (the last day of a removal that waits for
     * this look-up, and cannot be extended; or null)}}.
     */
    Map<String, Object> sheet(Request request) {
        var sheet = new LinkedHashMap<String, Object>();
        sheet.put("because", becauseForStaff(request));
        sheet.put("target", dates.answerTarget(request));
        sheet.put("extendedBy", request.extendedBy());
        sheet.put(
                "extendedBecause",
                request.extendedBecause().stream().map(ExtensionReason::words).toList());
        sheet.put("pausedFor", pausedFor(request).orElse(null));
        sheet.put("notPaused", whyNotPaused(request).orElse(null));
        sheet.put("extensible", isLookUpToAnswer(request) && request.extendedBy() == null);
        sheet.put("running", request.isOpen() && !today().isAfter(request.due()) && canBeSet(request));
        sheet.put("removalDue", removalDue(request).orElse(null));
        return sheet;
    }

    /** The answer to a look-up is written where it begins, however long the mail is on its way. */
    private static boolean isLookUpToAnswer(Request request) {
        return request.type() == RequestType.LOOK_UP && request.begunAt() == null;
    }

    /** What has begun is neither paused nor extended. What was paused before that can still be resumed. */
    private boolean canBeSet(Request request) {
        return request.begunAt() == null || pauses.of(request).isOpen();
    }

    private Optional<LocalDate> removalDue(Request request) {
        return request.isOpen() && request.type() == RequestType.LOOK_UP
                ? others.open(request).stream()
                        .map(requests::get)
                        .filter(other -> other.type().removes() && other.isUndoable())
                        .map(Request::due)
                        .min(Comparator.naturalOrder())
                : Optional.empty();
    }

    List<String> because(Request request) {
        return because(request, "we told you");
    }

    /** The same as staff read it. Who did not ask was told nothing, and the day stands all the same. */
    List<String> becauseForStaff(Request request) {
        return because(request, request.askedByThePerson() ? "the person was told" : "the last day was");
    }

    private List<String> because(Request request, String told) {
        var reckoned = reckoned(request);
        var lines = new ArrayList<>(reckoned.because());
        var day = told + " " + PersonalNotices.day(request.told());
        if (request.told().isAfter(reckoned.date())) {
            lines.add("Before a holiday was taken back, %s; that stands.".formatted(day));
        }
        if (request.told().isBefore(reckoned.date())) {
            lines.add("Before a holiday was declared, %s.".formatted(day));
        }
        pausedFor(request)
                .ifPresent(
                        reason -> lines.add("The request is paused. That rests our own targets; the last day stays."));
        return List.copyOf(lines);
    }

    /** For what the case waits now. */
    Optional<PauseReason> pausedFor(Request request) {
        return request.isOpen() ? pauses.of(request).open().map(Pause::reason) : Optional.empty();
    }

    private LocalDate today() {
        return Deadlines.dayOf(clock.instant());
    }

    private void moved(Reference reference) {
        requests.flush();
        events.publishEvent(new CaseDatesMoved(reference));
    }

    private static void must(boolean so, String otherwise) {
        must(so, null, otherwise);
    }

    private static void must(boolean so, String field, String otherwise) {
        if (!so) {
            throw new ClockRefused(field, otherwise);
        }
    }
}

package org.pidesk.request;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pidesk.activity.ActivityLog;
import org.pidesk.kernel.Reference;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rungs that a case climbs as its time goes by. It notes and tells, and never closes anything. Why it is so stands
 * in {@code docs/decisions/0016-the-ladder.md}.
 */
@Service
@Transactional
public class Ladder {
    private static final Duration A_LONG_TIME = Duration.ofDays(30);

    private final RequestRepository requests;
    private final RungDates dates;
    private final LateNotices notices;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    Ladder(
            RequestRepository requests,
            RungDates dates,
            LateNotices notices,
            ActivityLog activity,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.requests = requests;
        this.dates = dates;
        this.notices = notices;
        this.activity = activity;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * When the next rung of a case is reached; the last one, where there is none above. A case that is answered reaches
     * none, and is looked at again only so that there is a time to say.
     */
    @Transactional(readOnly = true)
    public Instant nextRungAt(Reference reference) {
        var request = requests.get(reference);
        if (request.isAnswered()) {
            return clock.instant().plus(A_LONG_TIME);
        }
        return dates.of(request, above(request).findFirst().orElse(Rung.BREACHED));
    }

    @Transactional(readOnly = true)
    public boolean aRungIsAbove(Reference reference) {
        return requests.get(reference).rung() != Rung.BREACHED;
    }

    /** How late an open case is; empty while it is not, or only half of its time is gone, and once it is answered. */
    @Transactional(readOnly = true)
    public Optional<Rung> lateness(Reference reference) {
        return requests.findById(reference.value())
                .filter(request -> !request.isAnswered())
                .map(Request::rung)
                .filter(rung -> rung != Rung.HALF);
    }

    /**
     * Climbs to the highest rung that is reached by now. Each on the way is noted with its true moment, and whoever any of
     * them concerns is told once, of the highest. Called once more, nothing is left to climb.
     */
    public void climb(Reference reference) {
        var request = requests.locked(reference);
        var reached = request.isAnswered() ? List.<Rung>of() : reached(request);
        if (reached.isEmpty()) {
            return;
        }
        reached.forEach(rung -> note(request, rung));
        var highest = reached.get(reached.size() - 1);
        request.climb(highest, dates.of(request, highest));
        notices.tell(request, reached);
        events.publishEvent(new LatenessChanged(reference));
    }

    private List<Rung> reached(Request request) {
        return above(request).takeWhile(rung -> isReached(request, rung)).toList();
    }

    private boolean isReached(Request request, Rung rung) {
        return !dates.of(request, rung).isAfter(clock.instant());
    }

    private void note(Request request, Rung rung) {
        var due = dates.of(request, rung);
        jdbc.sql("insert into case_rung (reference, rung, due_at, reached_at) values (?, ?, ?, ?)")
                .params(request.reference().value(), rung.name(), Timestamp.from(due), Timestamp.from(clock.instant()))
                .update();
        activity.record(request.fact("RUNG_REACHED").with("rung", rung).with("due", due));
    }

    /**
     * The dates have moved. A rung that lies ahead once more is taken back, and climbed again when its time comes; a
     * breach stands. Whoever moves them holds the case.
     */
    public void datesMoved(Reference reference) {
        var request = requests.get(reference);
        if (request.rung() == null || request.rung() == Rung.BREACHED) {
            return;
        }
        var before = request.rung();
        var still = Stream.of(Rung.values())
                .filter(rung -> rung.compareTo(before) <= 0)
                .takeWhile(rung -> isReached(request, rung))
                .reduce((lower, higher) -> higher)
                .orElse(null);
        if (still != before) {
            takeBack(request, still);
        }
    }

    private void takeBack(Request request, Rung still) {
        above(still)
                .forEach(rung -> jdbc.sql("delete from case_rung where reference = ? and rung = ?")
                        .params(request.reference().value(), rung.name())
                        .update());
        activity.record(request.fact("RUNG_TAKEN_BACK").with("rung", request.rung()));
        request.stepDown(still);
        events.publishEvent(new LatenessChanged(request.reference()));
    }

    private static Stream<Rung> above(Request request) {
        return above(request.rung());
    }

    private static Stream<Rung> above(Rung lowest) {
        return Stream.of(Rung.values()).filter(rung -> lowest == null || rung.compareTo(lowest) > 0);
    }
}

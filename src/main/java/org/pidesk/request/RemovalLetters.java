package org.pidesk.request;

import java.time.Clock;
import org.pidesk.organisation.Organisations;
import org.springframework.stereotype.Component;

/** What is written to the person between the decision on a removal and its doing. */
@Component
class RemovalLetters {
    private final PersonalNotices notices;
    private final CasePeople people;
    private final CaseFiles files;
    private final Reports reports;
    private final Restrictions restrictions;
    private final Trail trail;
    private final Organisations organisations;
    private final Clock clock;

    RemovalLetters(
            PersonalNotices notices,
            CasePeople people,
            CaseFiles files,
            Reports reports,
            Restrictions restrictions,
            Trail trail,
            Organisations organisations,
            Clock clock) {
        this.notices = notices;
        this.people = people;
        this.files = files;
        this.reports = reports;
        this.restrictions = restrictions;
        this.trail = trail;
        this.organisations = organisations;
        this.clock = clock;
    }

    /** What follows from what was decided. Who did not ask is told nothing, and a case that was sent back says nothing. */
    void write(Request request) {
        if (request.decision() == null || !request.askedByThePerson()) {
            return;
        }
        if (request.removesNothing()) {
            refuse(request);
        } else {
            announcePause(request);
        }
    }

    /** Why nothing is removed, until when, and the way to the Regulator. */
    void refuse(Request request) {
        var reference = request.reference();
        var hold = restrictions.hold(reference).orElse(null);
        files.of(reference).whereAsked().forEach(address -> notices.refusal(request, address, hold));
    }

    /** Tells every address known what will happen and until when it can be undone: the pause begins now. */
    void announcePause(Request request) {
        request.pauseUntil(
                clock.instant().plus(organisations.get(request.organisation()).pause()));
        for (var address : people.addresses(request)) {
            trail.knows(request.reference(), request.organisation(), address, false);
            notices.pause(request, address, reports.kept(request.reference()));
        }
    }
}

package org.pidesk.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Entry;
import org.pidesk.activity.Fact;
import org.pidesk.activity.FiledFacts;
import org.pidesk.activity.FiledFacts.Asked;
import org.pidesk.activity.FiledFacts.Place;
import org.pidesk.activity.FiledFacts.Tally;
import org.pidesk.kernel.Day;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the log of an organisation for those who oversee it, and leaves behind that they read it. */
@Service
@Transactional
class ActivityReports {
    private final FiledFacts facts;
    private final ActivityLog activity;

    ActivityReports(FiledFacts facts, ActivityLog activity) {
        this.facts = facts;
        this.activity = activity;
    }

    /**
     * @param kind null for all
     * @param actor null for everybody
     */
    record Question(LocalDate from, LocalDate to, String kind, String actor, boolean oldestFirst) {
        Asked of(OrganisationId organisation) {
            return new Asked(organisation, start(from), start(to.plusDays(1)), kind, actor, oldestFirst);
        }
    }

    /**
     * Each page is noted as read: who knows how a mark looks can begin anywhere.
     *
     * @param after where the page before ended; null for the first one
     */
    List<Entry> read(OrganisationId organisation, Question question, Place after, int limit, String by) {
        var found = facts.list(question.of(organisation), after, limit);
        note(organisation, question, "page", by);
        return found;
    }

    /** For a file. @return nothing, and nothing is noted, where there are more than fit */
    Optional<List<Entry>> take(OrganisationId organisation, Question question, FileType type, String by) {
        var found = facts.list(question.of(organisation), null, Bounds.lines(type) + 1);
        if (found.size() > Bounds.lines(type)) {
            return Optional.empty();
        }
        note(organisation, question, type.ending(), by);
        return Optional.of(found);
    }

    private void note(OrganisationId organisation, Question question, String as, String by) {
        activity.record(Fact.of(Reference.random(), "ACTIVITY_READ")
                .by(by)
                .ofOrganisation(organisation)
                .with("as", as)
                .with("from", question.from())
                .with("to", question.to()));
    }

    @Transactional(readOnly = true)
    boolean isAnything(OrganisationId organisation, Question question) {
        return !facts.list(question.of(organisation), null, 1).isEmpty();
    }

    /**
     * The diary of a month.
     *
     * @param as as what it is read: {@code page}, or a kind of file
     * @return nothing, and nothing is noted, where there are more lines than that
     */
    Optional<List<Tally>> month(OrganisationId organisation, YearMonth month, int most, String as, String by) {
        var found = facts.tallies(
                organisation, start(month.atDay(1)), start(month.plusMonths(1).atDay(1)), most + 1);
        if (found.size() > most) {
            return Optional.empty();
        }
        activity.record(Fact.of(Reference.random(), "DIARY_READ")
                .by(by)
                .ofOrganisation(organisation)
                .with("as", as)
                .with("month", month));
        return Optional.of(found);
    }

    /** A day begins when it does in South Africa. */
    private static Instant start(LocalDate day) {
        return day.atStartOfDay(Day.ZONE).toInstant();
    }
}

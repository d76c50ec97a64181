package org.pidesk.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.sla.Deadlines;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reviews as they stand in the database and in the vault. */
@Component
class ReviewTable {
    static final String ASKED = "review-asked";
    static final String ANSWER = "review-answer";

    private final JdbcClient jdbc;
    private final CaseFiles files;
    private final Deadlines deadlines;

    ReviewTable(JdbcClient jdbc, CaseFiles files, Deadlines deadlines) {
        this.jdbc = jdbc;
        this.files = files;
        this.deadlines = deadlines;
    }

    /** @return whether there was none before */
    boolean ask(Reference reference, String by, LocalDate due, Instant now) {
        return jdbc.sql("insert into case_review (reference, asked_at, asked_by, due) values (?, ?, ?, ?)"
                                + " on conflict do nothing")
                        .params(reference.value(), Timestamp.from(now), by, due)
                        .update()
                == 1;
    }

    /** @return whether nobody had decided it before */
    boolean decide(Reference reference, Review.Outcome outcome, Optional<Reference> newCase, String by, Instant now) {
        return jdbc.sql("update case_review set outcome = ?, reopened_as = ?, decided_by = ?, decided_at = ?"
                                + " where reference = ? and decided_at is null")
                        .params(
                                outcome.name(),
                                newCase.map(Reference::value).orElse(null),
                                by,
                                Timestamp.from(now),
                                reference.value())
                        .update()
                == 1;
    }

    Optional<Review> find(Reference reference) {
        return jdbc.sql("select * from case_review where reference = ?")
                .param(reference.value())
                .query(this::row)
                .optional();
    }

    List<Review> open(OrganisationId organisation, int from, int atMost) {
        return jdbc.sql("select v.* from case_review v join request r using (reference)"
                        + " where r.organisation = ? and decided_at is null order by v.due, asked_at, reference"
                        + " offset ? limit ?")
                .params(organisation.value(), from, atMost)
                .query(this::row)
                .list();
    }

    /** The cases whose review is due and undecided, each told once. @param today the last day on which one can be due */
    List<Reference> remind(LocalDate today, Instant now) {
        return jdbc.sql("update case_review set reminded_at = ?"
                        + " where decided_at is null and reminded_at is null and due <= ? returning reference")
                .params(Timestamp.from(now), today)
                .query((row, number) -> new Reference(row.getString(1)))
                .list();
    }

    /** The earlier case that was reopened as this one. */
    Optional<Reference> earlier(Reference reference) {
        return jdbc.sql("select reference from case_review where reopened_as = ? limit 1")
                .param(reference.value())
                .query((row, number) -> new Reference(row.getString(1)))
                .optional();
    }

    /** The day was told, and stands whatever is declared since; then it is explained by that. */
    private List<String> because(LocalDate asked, LocalDate due) {
        var reckoned = deadlines.answerTo(asked);
        if (reckoned.date().equals(due)) {
            return reckoned.because();
        }
        var lines = new ArrayList<>(reckoned.because());
        lines.set(
                lines.size() - 1,
                "Before a holiday was %s, the last day was %s; that stands."
                        .formatted(
                                due.isBefore(reckoned.date()) ? "declared" : "taken back", PersonalNotices.day(due)));
        return List.copyOf(lines);
    }

    private Review row(ResultSet row, int number) throws SQLException {
        var reference = new Reference(row.getString("reference"));
        var askedAt = row.getTimestamp("asked_at").toInstant();
        var due = row.getObject("due", LocalDate.class);
        var outcome = row.getString("outcome");
        var decidedAt = row.getTimestamp("decided_at");
        var newCase = row.getString("reopened_as");
        return new Review(
                reference,
                askedAt,
                row.getString("asked_by"),
                due,
                because(Deadlines.dayOf(askedAt), due),
                outcome == null ? null : Review.Outcome.valueOf(outcome),
                row.getString("decided_by"),
                decidedAt == null ? null : decidedAt.toInstant(),
                newCase == null ? null : new Reference(newCase),
                files.read(reference, ASKED, ReviewFile.class)
                        .map(ReviewFile::reason)
                        .orElse(""),
                files.read(reference, ANSWER, String.class).orElse(""));
    }
}

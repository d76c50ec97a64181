package org.pidesk.campaign;

import java.io.InputStream;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Token;
import org.pidesk.suppression.Suppressions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Holds a list of a DMS or an operator against the black lists of its organisation and says which of its lines are on
 * one, so that they stop there too. Nothing of the list is kept; that it was asked, and how many were found, is.
 */
@Service
public class Screenings {
    /** Who asks where a system does, with the key of its organisation. */
    public static final String KEY = "api-key";

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int BATCH = 5_000;

    private final Suppressions suppressions;
    private final CampaignSettings settings;
    private final ActivityLog activity;
    private final JdbcClient database;
    private final TransactionOperations transaction;
    private final Clock clock;

    Screenings(
            Suppressions suppressions,
            CampaignSettings settings,
            ActivityLog activity,
            JdbcClient database,
            TransactionOperations transaction,
            Clock clock) {
        this.suppressions = suppressions;
        this.settings = settings;
        this.activity = activity;
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param lines of the file, from 1, whose email address or mobile number is on a black list
     * @param unreadable lines that could not be held against it: nobody may take them for not listed
     */
    public record Found(int rows, List<Integer> lines, List<Integer> unreadable) {}

    /** A former one: counts only. */
    public record Run(Instant at, int rows, int listed, String by) {}

    /** Too many lists in an hour: whoever wants to know of single people, asks them. */
    public static class TooMany extends RuntimeException {
        TooMany() {
            super("too many lists in an hour");
        }
    }

    /**
     * Reads a list and answers at its end.
     *
     * @param file CSV with a column {@code email} or {@code mobile}, or both
     * @throws ListRefused when it cannot be read as a whole; a row that cannot be is only named
     * @param by who of the staff asks, or {@link #KEY}
     * @throws TooMany when the staff of the organisation, or its key, has asked too often in the last hour
     */
    public Found screen(OrganisationId organisation, InputStream file, String by) {
        var run = transaction.execute(status -> begin(organisation, by));
        var listed = new ArrayList<Integer>();
        var unreadable = new ArrayList<Integer>();
        var waiting = new ArrayList<Row>(BATCH);
        var told = new Found(0, List.of(), List.of());
        try {
            var rows = new ListReader(LocalDate.now(clock), settings.mostRows())
                    .readWhatCanBe(
                            TooLarge.above(settings.largestList().toBytes(), file),
                            row -> {
                                waiting.add(row);
                                if (waiting.size() == BATCH) {
                                    look(organisation, waiting, listed);
                                }
                            },
                            unreadable::add);
            look(organisation, waiting, listed);
            told = new Found(rows, listed, unreadable);
            return told;
        } finally {
            // also where the list is refused, and nothing is told
            note(run, organisation, told, by);
        }
    }

    /**
     * Counted before it is read: a list with a flaw has been asked too. One counts at a time, so that all are counted.
     * What is asked with the key counts apart: in other hands it would keep the staff from asking.
     */
    private UUID begin(OrganisationId organisation, String by) {
        database.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("screenings of " + organisation)
                .query((row, number) -> 0)
                .list();
        var run = UUID.randomUUID();
        var begun = database.sql("""
                        insert into screening (id, organisation, at, list_rows, listed, by)
                        select :id, :organisation, :now, 0, 0, :by
                        where (select count(*) from screening
                            where organisation = :organisation and at > :since
                            and (by = :key) = :withKey) < :most""")
                .param("id", run)
                .param("organisation", organisation.value())
                .param("now", Timestamp.from(clock.instant()))
                .param("by", by)
                .param("key", KEY)
                .param("withKey", KEY.equals(by))
                .param("since", Timestamp.from(clock.instant().minus(HOUR)))
                .param("most", settings.screeningsPerHour())
                .update();
        if (begun == 0) {
            throw new TooMany();
        }
        return run;
    }

    private void look(OrganisationId organisation, List<Row> waiting, List<Integer> listed) {
        var addresses =
                waiting.stream().flatMap(row -> row.person().addresses()).collect(Collectors.toSet());
        var covered = suppressions.coveredAmong(organisation, addresses);
        waiting.stream()
                .filter(row -> row.person().addresses().anyMatch(covered::contains))
                .map(Row::line)
                .forEach(listed::add);
        waiting.clear();
    }

    private void note(UUID run, OrganisationId organisation, Found told, String by) {
        database.sql("update screening set list_rows = ?, listed = ? where id = ?")
                .params(told.rows(), told.lines().size(), run)
                .update();
        activity.record(Fact.of(Reference.random(), "LIST_HELD_AGAINST_BLACK_LISTS")
                .by(by)
                .ofOrganisation(organisation)
                .with("rows", told.rows())
                .with("listed", told.lines().size()));
    }

    /** The last ones, the newest first. */
    public List<Run> of(OrganisationId organisation) {
        return database.sql(
                        "select at, list_rows, listed, by from screening where organisation = ? order by at desc limit 20")
                .param(organisation.value())
                .query((row, number) -> new Run(
                        row.getTimestamp("at").toInstant(),
                        row.getInt("list_rows"),
                        row.getInt("listed"),
                        row.getString("by")))
                .list();
    }

    /** Makes the key by which a system asks, in the place of the former. It is shown this once. */
    @Transactional
    public Token makeKey(OrganisationId organisation, String by) {
        var key = Token.random();
        database.sql("""
                        insert into screening_key (organisation, hash, made_at, made_by) values (?, ?, ?, ?)
                        on conflict (organisation) do update
                        set hash = excluded.hash, made_at = excluded.made_at, made_by = excluded.made_by""")
                .params(organisation.value(), key.hash(), Timestamp.from(clock.instant()), by)
                .update();
        activity.record(Fact.of(Reference.random(), "SCREENING_KEY_MADE").by(by).ofOrganisation(organisation));
        return key;
    }

    /** No system can ask any more. */
    @Transactional
    public void takeKeyBack(OrganisationId organisation, String by) {
        var taken = database.sql("delete from screening_key where organisation = ?")
                .param(organisation.value())
                .update();
        if (taken == 1) {
            activity.record(Fact.of(Reference.random(), "SCREENING_KEY_TAKEN_BACK")
                    .by(by)
                    .ofOrganisation(organisation));
        }
    }

    /** When the key was made; empty when there is none. */
    public Optional<Instant> keyMadeAt(OrganisationId organisation) {
        return database.sql("select made_at from screening_key where organisation = ?")
                .param(organisation.value())
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    /** Whose key it is. */
    public Optional<OrganisationId> ownerOf(Token key) {
        return database.sql("select organisation from screening_key where hash = ?")
                .param(key.hash())
                .query((row, number) -> new OrganisationId(row.getString(1)))
                .optional();
    }
}

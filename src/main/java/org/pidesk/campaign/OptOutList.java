package org.pidesk.campaign;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The national list of people who want no direct marketing, as the organisation got it. It is kept as keyed hashes, one
 * list in the place of the former. A list that is older than a month counts no more, and nothing is sent until there is a
 * newer one.
 */
@Service
@Transactional
public class OptOutList {
    private static final Duration FRESH = Duration.ofDays(31);
    private static final int BATCH = 5_000;
    private static final int MOST_LINES = 100;
    /** One row in so many may be past reading, and a few in any list: whoever stands there is kept from nothing. */
    private static final int ONE_IN = 20;

    private static final int FEW = 2;

    private final JdbcClient database;
    private final Prints prints;
    private final CampaignSettings settings;
    private final ActivityLog activity;
    private final Clock clock;

    OptOutList(JdbcClient database, Prints prints, CampaignSettings settings, ActivityLog activity, Clock clock) {
        this.database = database;
        this.prints = prints;
        this.settings = settings;
        this.activity = activity;
        this.clock = clock;
    }

    /** Which list there is. */
    public record Edition(Instant loadedAt, int entries, String loadedBy) {}

    @Transactional(readOnly = true)
    public Optional<Edition> edition(OrganisationId organisation) {
        return database.sql("select loaded_at, entries, loaded_by from opt_out_list where organisation = ?")
                .param(organisation.value())
                .query((row, number) -> new Edition(
                        row.getTimestamp("loaded_at").toInstant(), row.getInt("entries"), row.getString("loaded_by")))
                .optional();
    }

    /** Whether there is a list, and it is too old to be gone by. */
    @Transactional(readOnly = true)
    public boolean isStale(OrganisationId organisation) {
        return edition(organisation)
                .filter(edition -> edition.loadedAt().plus(FRESH).isBefore(clock.instant()))
                .isPresent();
    }

    /**
     * What became of a list.
     *
     * @param entries how many rows are compared from now on
     * @param unreadable in how many rows there is an address that could not be read: a list to be asked may have the
     *     same people spelt as they should be, and then they are written to
     * @param lines the first of these
     */
    public record Loaded(int entries, int unreadable, List<Integer> lines) {}

    /**
     * Takes a list in, in the place of the former one.
     *
     * @param file CSV with a column {@code email} or {@code mobile}
     * @throws ListRefused when it cannot be read as a whole, or too little of it can; then the former list stays
     */
    public Loaded load(OrganisationId organisation, InputStream file, String by) {
        database.sql("delete from opt_out_list where organisation = ?")
                .param(organisation.value())
                .update();
        database.sql("insert into opt_out_list (organisation, loaded_at, entries, loaded_by) values (?, ?, 0, ?)")
                .params(organisation.value(), Timestamp.from(clock.instant()), by)
                .update();
        var entries = new AtomicInteger();
        var unreadable = new AtomicInteger();
        var lines = new ArrayList<Integer>();
        var waiting = new ArrayList<byte[]>(BATCH);
        var rows = ListReader.ofOnePiece(LocalDate.now(clock))
                .readWhatCanBe(
                        TooLarge.above(settings.largestList().toBytes(), file),
                        row -> {
                            entries.incrementAndGet();
                            row.person()
                                    .addresses()
                                    .map(address -> prints.onTheOptOutList(organisation, address)
                                            .get(0))
                                    .forEach(waiting::add);
                            if (waiting.size() >= BATCH) {
                                write(organisation, waiting);
                            }
                        },
                        line -> {
                            if (unreadable.incrementAndGet() <= MOST_LINES) {
                                lines.add(line);
                            }
                        });
        if (entries.get() == 0) {
            throw new ListRefused(lines.get(0), "No address in the list can be read.");
        }
        if (unreadable.get() > FEW && unreadable.get() > rows / ONE_IN) {
            throw tooLittleCanBeRead(rows, unreadable.get(), lines);
        }
        write(organisation, waiting);
        database.sql("update opt_out_list set entries = ? where organisation = ?")
                .params(entries.get(), organisation.value())
                .update();
        activity.record(Fact.of(Reference.random(), "OPT_OUT_LIST_LOADED")
                .by(by)
                .ofOrganisation(organisation)
                .with("entries", entries.get())
                .with("unreadable", unreadable.get()));
        return new Loaded(entries.get(), unreadable.get(), lines);
    }

    private static ListRefused tooLittleCanBeRead(int rows, int unreadable, List<Integer> lines) {
        var flaws = new ArrayList<Flaw>();
        flaws.add(new Flaw(
                lines.get(0),
                "From here on " + unreadable + " of " + rows + " rows hold an address that could not be read. These"
                        + " people would not be kept from being written to, so the former list stays. Mend these lines"
                        + " and load the list again."));
        lines.stream()
                .limit(ListReader.MOST_FLAWS)
                .skip(1)
                .forEach(line -> flaws.add(new Flaw(line, "An address could not be read.")));
        return new ListRefused(flaws);
    }

    private void write(OrganisationId organisation, List<byte[]> waiting) {
        database.sql("""
                        insert into opt_out_entry (organisation, print)
                        select :organisation, print from unnest(:prints) print on conflict do nothing""")
                .param("organisation", organisation.value())
                .param("prints", waiting.toArray(new byte[0][]))
                .update();
        waiting.clear();
    }

    /** Those of them that stand on it; none when there is no list. */
    @Transactional(readOnly = true)
    public Set<Address> listed(OrganisationId organisation, Collection<Address> addresses) {
        if (edition(organisation).isEmpty()) {
            return Set.of();
        }
        var keys = new HashMap<ByteBuffer, Address>();
        addresses.forEach(address -> prints.onTheOptOutList(organisation, address)
                .forEach(print -> keys.put(ByteBuffer.wrap(print), address)));
        var found = new HashSet<Address>();
        database.sql("select print from opt_out_entry where organisation = :organisation and print = any(:prints)")
                .param("organisation", organisation.value())
                .param("prints", keys.keySet().stream().map(ByteBuffer::array).toArray(byte[][]::new))
                .query(row -> {
                    found.add(keys.get(ByteBuffer.wrap(row.getBytes(1))));
                });
        return found;
    }
}

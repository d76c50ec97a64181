package org.pidesk.kernel;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The time of the database, which all nodes share: none takes what another one holds because its own machine is ahead, and
 * none lets a code die early. It is read now and then, and carried on by a counter that nobody can set.
 */
class DatabaseClock extends Clock {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);

    private final DataSource database;
    private final ZoneId zone;
    private final AtomicReference<Reading> last;

    /** @param there the time of the database when the counter stood there */
    private record Reading(Instant there, long counter) {
        Instant now() {
            return there.plusNanos(System.nanoTime() - counter);
        }
    }

    /** @throws SQLException when the database cannot be read */
    DatabaseClock(DataSource database, ZoneId zone) throws SQLException {
        this(database, zone, new AtomicReference<>(read(database)));
    }

    private DatabaseClock(DataSource database, ZoneId zone, AtomicReference<Reading> last) {
        this.database = database;
        this.zone = zone;
        this.last = last;
    }

    /** While the database is away the counter goes on alone. */
    @Scheduled(fixedDelayString = "PT10S")
    void readAgain() {
        try {
            last.set(read(database));
        } catch (SQLException away) {
            LOG.debug("The time of the database could not be read.", away);
        }
    }

    private static Reading read(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            var before = System.nanoTime();
            try (var row = statement.executeQuery("select clock_timestamp()")) {
                row.next();
                var there = row.getObject(1, OffsetDateTime.class).toInstant();
                return new Reading(there, before + (System.nanoTime() - before) / 2);
            }
        }
    }

    @Override
    public Instant instant() {
        return last.get().now();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new DatabaseClock(database, other, last);
    }
}

package org.pidesk.kernel;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
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
    /** The counter stands still while a machine is suspended; its clock, once it is awake, does not. */
    private static final Duration SUSPENDED = Duration.ofSeconds(2);
    /** Half of what a slow answer took is what it may be wrong by. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);

    private final DataSource database;
    private final ZoneId zone;
    private final Clock machine;
    private final AtomicReference<Reading> last;

    /** @param there the time of the database when the counter, and the machine's clock, stood there */
    private record Reading(Instant there, long counter, Instant machine, Duration took) {
        Instant now() {
            return there.plus(counted());
        }

        private Duration counted() {
            return Duration.ofNanos(System.nanoTime() - counter);
        }

        /** Or somebody set the machine's clock, which to be read again does no harm. */
        boolean slept(Clock clock) {
            return Duration.between(machine, clock.instant())
                            .minus(counted())
                            .abs()
                            .compareTo(SUSPENDED)
                    > 0;
        }

        /** Carried on from here: by the counter alone, as before. */
        Reading again(Clock clock) {
            return new Reading(now(), System.nanoTime(), clock.instant(), took);
        }
    }

    /** @throws SQLException when the database cannot be read */
    DatabaseClock(DataSource database, ZoneId zone, Clock machine) throws SQLException {
        this(database, zone, machine, new AtomicReference<>(read(database, machine)));
    }

    private DatabaseClock(DataSource database, ZoneId zone, Clock machine, AtomicReference<Reading> last) {
        this.database = database;
        this.zone = zone;
        this.machine = machine;
        this.last = last;
    }

    /** While the database is away the counter goes on alone. */
    @Scheduled(fixedDelayString = "PT10S")
    void readAgain() {
        try {
            var reading = read(database, machine);
            if (reading.took.compareTo(SLOW) < 0 || last.get().slept(machine)) {
                last.set(reading);
            }
        } catch (SQLException away) {
            LOG.debug("The time of the database could not be read.", away);
            last.updateAndGet(reading -> reading.again(machine));
        }
    }

    private static Reading read(DataSource database, Clock machine) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            var before = System.nanoTime();
            try (var row = statement.executeQuery("select clock_timestamp()")) {
                row.next();
                var there = row.getObject(1, OffsetDateTime.class).toInstant();
                var took = System.nanoTime() - before;
                return new Reading(
                        there, before + took / 2, machine.instant().minusNanos(took / 2), Duration.ofNanos(took));
            }
        }
    }

    @Override
    public Instant instant() {
        if (last.get().slept(machine)) {
            readAgain();
        }
        return last.get().now();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new DatabaseClock(database, other, machine, last);
    }
}

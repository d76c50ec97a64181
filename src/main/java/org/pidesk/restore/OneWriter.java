package org.pidesk.restore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Of all nodes of an installation one writes at a time. The lock lives as long as the connection of who has it: one that
 * died lets go, and one that only stands still does not.
 */
@Component
class OneWriter {
    static final long ONLY_ONE = 0x6a6f75726e616cL;

    private final DataSource database;

    OneWriter(DataSource database) {
        this.database = database;
    }

    /** Waits for its turn. */
    void alone(Runnable work) {
        inTurn("0", work);
    }

    /**
     * Waits for its turn, but not behind one whose disk hangs.
     *
     * @throws IllegalStateException after five seconds
     */
    void aloneSoon(Runnable work) {
        inTurn("5s", work);
    }

    private void inTurn(String patience, Runnable work) {
        with(patience, "select true from (select pg_advisory_xact_lock(?)) locked", () -> {
            work.run();
            return true;
        });
    }

    /** Empty, and nothing done, when it is another one's turn. */
    <T> Optional<T> aloneIfFree(Supplier<T> work) {
        return with("0", "select pg_try_advisory_xact_lock(?)", work);
    }

    private <T> Optional<T> with(String patience, String lock, Supplier<T> work) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return isMine(connection, patience, lock) ? Optional.of(work.get()) : Optional.empty();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException broken) {
            throw new IllegalStateException("the turn to write the erasure journal could not be asked for", broken);
        }
    }

    private static boolean isMine(Connection connection, String patience, String lock) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '" + patience + "'");
        }
        try (var statement = connection.prepareStatement(lock)) {
            statement.setLong(1, ONLY_ONE);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}

package org.pidesk.activity;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Somebody with every right over the database, in a transaction that is undone, and the verifier who reads in it. */
final class Forger implements AutoCloseable {
    private final Connection connection;
    private final JdbcClient sql;
    private final CursoredReader reader;
    private final FactVerifier verifier;

    Forger(FlywayConnectionDetails owner, AnchorFile anchor, Clock clock) throws SQLException {
        connection = DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword());
        connection.setAutoCommit(false);
        var dataSource = new SingleConnectionDataSource(connection, true);
        sql = JdbcClient.create(dataSource);
        reader = new CursoredReader(dataSource);
        verifier = new FactVerifier(reader, anchor, clock);
    }

    JdbcClient sql() {
        return sql;
    }

    CursoredReader reader() {
        return reader;
    }

    Verification verify() {
        return verifier.verify();
    }

    void undo() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        undo();
        connection.close();
    }
}

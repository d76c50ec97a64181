package org.pidesk.restore;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.pidesk.DatabasePasswords;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.core.env.Environment;

/** A backup of the running product's tables, put back in a moment. */
final class PutBack implements AutoCloseable {
    private final Connection administrator;
    private final List<String> tables = new ArrayList<>();

    PutBack(JdbcConnectionDetails database, Environment settings) throws SQLException {
        administrator = new DatabasePasswords(settings).administrator(database.getJdbcUrl());
        try (var statement = administrator.createStatement();
                var rows = statement.executeQuery("select tablename from pg_tables where schemaname = 'public'"
                        + " and tablename !~ '^(act_|flyway)' order by tablename")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        try (var statement = administrator.createStatement()) {
            statement.execute("drop schema if exists backup cascade");
            statement.execute("create schema backup");
            statement.execute("set session_replication_role = replica");
            for (var table : tables) {
                statement.execute("create table backup.%1$s as table public.%1$s".formatted(table));
            }
        }
    }

    /** The database knows again what it knew then, and nothing else. */
    void restore() throws SQLException {
        try (var statement = administrator.createStatement()) {
            for (var table : tables) {
                statement.execute("delete from public." + table);
                copyBack(statement, table);
            }
        }
    }

    private static void copyBack(Statement statement, String table) throws SQLException {
        var columns = new ArrayList<String>();
        try (var rows = statement.executeQuery("select quote_ident(attname) from pg_attribute where attrelid = 'public."
                + table + "'::regclass and attnum > 0 and not attisdropped and attgenerated = ''")) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        var all = String.join(", ", columns);
        statement.execute("insert into public.%1$s (%2$s) overriding system value select %2$s from backup.%1$s"
                .formatted(table, all));
    }

    @Override
    public void close() throws SQLException {
        try (var statement = administrator.createStatement()) {
            statement.execute("drop schema backup cascade");
        }
        administrator.close();
    }
}

package org.pidesk.startup;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Which databases production refuses: one that forgets, one that the application could rewrite, one out of time. */
final class ProductionDatabase {
    private static final Duration TOLERATED = Duration.ofSeconds(2);
    /** Append-only tables: what stands there must stand there for good. */
    private static final List<String> APPEND_ONLY = List.of(
            "fact", "fact_seal", "filed_fact", "system_change", "regulator_complaint", "look_up_audit", "broken_glass");

    private final Connection connection;
    private final Clock clock;

    ProductionDatabase(Connection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    List<String> refusals() throws SQLException {
        var sentences = new ArrayList<String>();
        for (var setting : List.of("fsync", "synchronous_commit")) {
            if (show(setting).equals("off")) {
                sentences.add("The database has " + setting + " off; what it confirmed could be lost.");
            }
        }
        if (!show("default_transaction_isolation").equals("read committed")) {
            sentences.add("The database's default_transaction_isolation is not \"read committed\".");
        }
        if (is("select exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                + " where n.nspname = current_schema() and c.relkind in ('r', 'p')"
                + " and pg_has_role(current_user, c.relowner, 'member'))")) {
            sentences.add("The application's role owns tables, or is a superuser; give it a role that owns none.");
        } else {
            sentences.addAll(tablesThatCanBeRewritten());
        }
        if (is("select exists (select 1 from act_id_user where pwd_ is not null)")) {
            sentences.add("A user of the engine has a password (ACT_ID_USER); staff sign in at pi-desk only.");
        }
        if (is("select to_regclass('staff_member') is not null")
                && is("select exists (select 1 from staff_member where sample and not disabled)")) {
            sentences.add("An account of the sample data is open (staff_member.sample); its password is no secret.");
        }
        if (distanceOfClocks().compareTo(TOLERATED) > 0) {
            sentences.add("The clocks of this machine and of the database are more than two seconds apart.");
        }
        return sentences;
    }

    private List<String> tablesThatCanBeRewritten() throws SQLException {
        var sentences = new ArrayList<String>();
        for (var table : APPEND_ONLY) {
            if (is("select to_regclass('" + table + "') is not null")
                    && is("select has_table_privilege('" + table + "', 'update, delete, truncate')")) {
                sentences.add("The application's role may change the table " + table + ", which is append-only.");
            }
        }
        return sentences;
    }

    private Duration distanceOfClocks() throws SQLException {
        var before = clock.instant();
        Instant there;
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            there = row.getObject(1, OffsetDateTime.class).toInstant();
        }
        var here = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
        return Duration.between(here, there).abs();
    }

    private String show(String setting) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    private boolean is(String question) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}

package org.pidesk;

import static java.util.stream.Collectors.joining;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.pidesk.kernel.MovableClock;
import org.pidesk.signin.KnownBrowser;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.core.env.Environment;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.util.FileSystemUtils;

/**
 * Empties every table but those that the engine and the migrations fill, forgets the anchor of the activity log and the
 * erasure journal, and sets the clocks back.
 */
class FreshStart implements BeforeEachCallback {
    /** Deployments, engine properties and rights are made once, at the start of the context. */
    private static final List<String> KEPT = List.of(
            "flyway_schema_history",
            "declared_holiday",
            "act_ge_property",
            "act_ge_schema_log",
            "act_ge_bytearray",
            "act_re_deployment",
            "act_re_procdef",
            "act_re_decision_def",
            "act_re_decision_req_def",
            "act_ru_authorization",
            "act_ru_event_subscr",
            "act_ru_filter",
            "act_ru_jobdef",
            "act_id_group");

    /**
     * To truncate writes new files, and waits for the disk: only what has grown is worth that, and what was counted, for the
     * planner would go on believing in that number. It empties what refers to the table as well, which for executions is
     * what is kept of messages.
     */
    private static final String EMPTYING = """
            select case when '%1$s' <> 'act_ru_execution' and (counted or pg_relation_size('%1$s') > 1000000)
                then 'truncate %1$s cascade' else 'delete from %1$s' end
            from (select reltuples <> -1 as counted from pg_class where oid = '%1$s'::regclass) one
            where counted or exists (select from %1$s)""";

    private static final String DEADLOCK = "40P01";

    private static final String JOURNAL = "${pidesk.journal.folder}";

    private static Connection open;
    private static String questions;

    private static final String ANCHOR = "${pidesk.activity.anchor:${pidesk.data-dir}/activity-anchor.log}";

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException, IOException {
        var application = SpringExtension.getApplicationContext(context);
        application.getBeansOfType(MovableClock.class).values().forEach(MovableClock::reset);
        application.getBean(KnownBrowser.class).isRunning();
        var owner = application.getBean(FlywayConnectionDetails.class);
        var pool = application.getBean(DataSource.class).unwrap(HikariDataSource.class);
        try (var statement =
                connection(owner, application.getEnvironment(), pool).createStatement()) {
            empty(statement);
            statement.execute("delete from declared_holiday where added_by is not null");
            // what instances wait for; the messages that begin one stay
            statement.execute("delete from act_ru_event_subscr where execution_id_ is not null");
            // what the engine gave to people who are gone, and for tasks that are; the rights of groups stay
            statement.execute("delete from act_ru_authorization"
                    + " where user_id_ is not null or resource_type_ in (7, 19) and resource_id_ <> '*'");
        }
        Files.deleteIfExists(Path.of(application.getEnvironment().resolvePlaceholders(ANCHOR)));
        FileSystemUtils.deleteRecursively(Path.of(application.getEnvironment().resolvePlaceholders(JOURNAL))
                .normalize());
    }

    /** A reading of the figures may still be under way, and hold one table while it waits for another. */
    private static void empty(Statement statement) throws SQLException {
        for (int attempts = 1; ; attempts++) {
            var filled = texts(statement, questions(statement));
            if (filled.isEmpty()) {
                return;
            }
            try {
                statement.execute(String.join("; ", filled));
                return;
            } catch (SQLException failure) {
                if (!DEADLOCK.equals(failure.getSQLState()) || attempts == 5) {
                    throw failure;
                }
            }
        }
    }

    /** To ask each table whether it has rows, and how it is emptied, takes less than to empty all. */
    private static String questions(Statement statement) throws SQLException {
        if (questions == null) {
            questions = texts(statement, "select tablename from pg_tables where schemaname = 'public'").stream()
                    .filter(table -> !KEPT.contains(table))
                    .map(EMPTYING::formatted)
                    .collect(joining(" union all "));
        }
        return questions;
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        var texts = new ArrayList<String>();
        try (var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /** Opened once: to sign in at PostgreSQL takes longer than to empty it. */
    private static Connection connection(FlywayConnectionDetails owner, Environment environment, HikariDataSource pool)
            throws SQLException, IOException {
        if (open == null || !open.getMetaData().getURL().equals(owner.getJdbcUrl()) || !open.isValid(5)) {
            open = new DatabasePasswords(environment).administrator(owner.getJdbcUrl());
            try (var statement = open.createStatement()) {
                // no trigger, no foreign key
                statement.execute("set session_replication_role = replica");
                // nobody pulls the plug here: no commit has to wait for the disk
                statement.execute("alter role pidesk set synchronous_commit = off");
            }
            pool.getHikariPoolMXBean().softEvictConnections();
        }
        return open;
    }
}

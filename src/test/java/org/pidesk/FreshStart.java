package org.pidesk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.pidesk.kernel.MovableClock;
import org.pidesk.signin.KnownBrowser;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Empties every table but those that the engine and the migrations fill, forgets the anchor of the activity log, and
 * sets the clocks back.
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
            "act_ru_filter",
            "act_ru_jobdef",
            "act_id_group");

    private static Connection open;

    private static final String ANCHOR = "${pidesk.activity.anchor:${pidesk.data-dir}/activity-anchor.log}";

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException, IOException {
        var application = SpringExtension.getApplicationContext(context);
        application.getBeansOfType(MovableClock.class).values().forEach(MovableClock::reset);
        application.getBean(KnownBrowser.class).isRunning();
        Files.deleteIfExists(Path.of(application.getEnvironment().resolvePlaceholders(ANCHOR)));
        var owner = application.getBean(FlywayConnectionDetails.class);
        try (var statement = connection(owner).createStatement()) {
            var tables = new StringJoiner(", ");
            try (var rows = statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
                while (rows.next()) {
                    if (!KEPT.contains(rows.getString(1))) {
                        tables.add('"' + rows.getString(1) + '"');
                    }
                }
            }
            statement.execute("truncate " + tables + " restart identity");
            statement.execute("delete from declared_holiday where added_by is not null");
            // what the engine gave to people who are gone now; the rights of groups stay
            statement.execute("delete from act_ru_authorization where user_id_ is not null");
        }
    }

    /** Opened once: to sign in at PostgreSQL takes longer than to empty it. */
    private static Connection connection(FlywayConnectionDetails owner) throws SQLException {
        if (open == null || !open.getMetaData().getURL().equals(owner.getJdbcUrl()) || !open.isValid(5)) {
            open = DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword());
        }
        return open;
    }
}

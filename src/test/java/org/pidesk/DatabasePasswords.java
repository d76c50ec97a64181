package org.pidesk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.springframework.core.env.Environment;

/** What the sandbox has made up for the roles of its database. */
public final class DatabasePasswords {
    private static final String ADMINISTRATOR = "postgres";

    private final Properties secrets = new Properties();

    /** @param data the product's folder */
    public DatabasePasswords(Path data) {
        try (var in = Files.newBufferedReader(data.resolve("secrets.properties"))) {
            secrets.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public DatabasePasswords(Environment settings) {
        this(Path.of(settings.getRequiredProperty("pidesk.data-dir")));
    }

    public String of(String role) {
        return secrets.getProperty("password.database." + role);
    }

    /** A connection that may do everything. */
    public Connection administrator(String url) throws SQLException {
        return DriverManager.getConnection(url, ADMINISTRATOR, of(ADMINISTRATOR));
    }
}

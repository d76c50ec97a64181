package org.pidesk.startup;

import java.io.FileNotFoundException;
import java.security.GeneralSecurityException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Lets a node that is up before its database wait for it, before anything is started. What no waiting mends, like a wrong
 * password, ends it at once. It stands before the context, because a context that is being made cannot be stopped.
 */
class DatabaseWait implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWait.class);
    private static final String URL = "spring.datasource.url";
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration SAID_EVERY = Duration.ofSeconds(5);
    private static final String ANSWERS_WITHIN_SECONDS = "10";

    /** No connection, a server that starts, stops or recovers, and one that has no connection to spare. */
    private static final List<String> PASSING = List.of("08001", "08003", "08006", "57P01", "57P02", "57P03", "53300");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        if (environment.getProperty(URL, "").startsWith("jdbc:postgresql:")) {
            roles(environment).forEach(role -> await(role, patience(environment)));
        }
    }

    private static Duration patience(Environment environment) {
        return Binder.get(environment)
                .bind("pidesk.database.patience", Duration.class)
                .orElse(Duration.ofMinutes(5));
    }

    /** Where somebody signs in at the database, and with what. */
    private record Role(String url, Properties with) {

        /** Without what may stand behind the question mark: it could be a password. */
        String place() {
            return with.getProperty("user") + " at " + url.replaceFirst("\\?.*", "");
        }
    }

    private static Stream<Role> roles(Environment environment) {
        var url = environment.getProperty(URL, "");
        var application =
                new Role(url, properties(environment, "spring.datasource.username", "spring.datasource.password"));
        if (environment.getProperty("spring.flyway.user", "").isEmpty()
                || !environment.getProperty("spring.flyway.enabled", Boolean.class, true)) {
            return Stream.of(application);
        }
        return Stream.of(
                application,
                new Role(
                        environment.getProperty("spring.flyway.url", url),
                        properties(environment, "spring.flyway.user", "spring.flyway.password")));
    }

    private static Properties properties(Environment environment, String user, String password) {
        var properties = new Properties();
        properties.setProperty("loginTimeout", ANSWERS_WITHIN_SECONDS);
        properties.putAll(Binder.get(environment)
                .bind("spring.datasource.hikari.data-source-properties", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of()));
        properties.setProperty("user", environment.getProperty(user, ""));
        properties.setProperty("password", environment.getProperty(password, ""));
        return properties;
    }

    private static void await(Role role, Duration patience) {
        var begun = System.nanoTime();
        var said = begun - SAID_EVERY.toNanos();
        for (var why = refusal(role); why != null; why = refusal(role)) {
            var now = System.nanoTime();
            if (!isPassing(why)) {
                throw new NoDatabase("The database does not let in " + role.place() + ": " + why.getMessage(), why);
            }
            if (now - begun >= patience.toNanos()) {
                throw new NoDatabase(
                        "There is no database for " + role.place() + ", after " + patience.toSeconds() + " s: "
                                + why.getMessage(),
                        why);
            }
            if (now - said >= SAID_EVERY.toNanos()) {
                said = now;
                LOG.warn(
                        "There is no database yet for {}: {} It is waited for, {} s more at most.",
                        role.place(),
                        why.getMessage(),
                        patience.minusNanos(now - begun).toSeconds());
            }
            pause();
        }
    }

    private static SQLException refusal(Role role) {
        try {
            DriverManager.getConnection(role.url(), role.with()).close();
            return null;
        } catch (SQLException refused) {
            return refused;
        }
    }

    private static boolean isPassing(SQLException refused) {
        return PASSING.contains(refused.getSQLState())
                && Stream.<Throwable>iterate(refused, cause -> cause != null, Throwable::getCause)
                        .noneMatch(cause -> cause instanceof SSLException
                                || cause instanceof GeneralSecurityException
                                || cause instanceof FileNotFoundException);
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("It was stopped while it waited for its database.", stopped);
        }
    }
}

package org.pidesk.chaos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL of our own, made durable as in production, that can be killed and started again on the same port. */
final class Database implements AutoCloseable {
    static final String APPLICATION = "pidesk";
    static final String OWNER = "pidesk_owner";
    /** Of a server that lives for minutes, on loopback. */
    static final String PASSWORD = "made-for-an-hour-4711";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> SETTINGS = List.of(
            "fsync=on",
            "synchronous_commit=on",
            "max_connections=150",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "timezone=UTC",
            // as an operator should have it: a failed statement quotes no person
            "log_error_verbosity=terse",
            "log_min_error_statement=panic");

    private final Path folder;
    private final int port;
    private Process server;
    private int tries;

    Database(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath();
        this.port = make();
        start();
    }

    /** The library unpacks it and makes the cluster; from then on we start it ourselves. */
    private int make() throws IOException {
        Files.createDirectories(folder);
        try (var first = EmbeddedPostgres.builder()
                .setDataDirectory(cluster())
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setRegisterShutdownHook(false)
                .setPGStartupWait(PATIENCE)
                .setLocaleConfig("locale", "C.UTF-8")
                .start()) {
            try (var admin = first.getPostgresDatabase().getConnection();
                    var statement = admin.createStatement()) {
                for (var role : List.of(APPLICATION, OWNER)) {
                    statement.execute("create role " + role + " login password '" + PASSWORD + "'");
                }
                statement.execute("create database pidesk owner " + OWNER);
            }
            try (var admin = first.getDatabase("postgres", "pidesk").getConnection();
                    var statement = admin.createStatement()) {
                statement.execute("revoke all on database pidesk from public");
                statement.execute("grant connect on database pidesk to " + APPLICATION);
                statement.execute("alter schema public owner to " + OWNER);
            }
            return first.getPort();
        } catch (SQLException unusable) {
            throw new IOException(unusable);
        }
    }

    private Path cluster() {
        return folder.resolve("cluster");
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/pidesk";
    }

    Connection asAdministrator() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", PASSWORD);
    }

    boolean answers() {
        try (var connection = asAdministrator()) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** For a moment the backends of a killed server still hold its memory: then it is tried again. */
    void start() throws IOException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            tries++;
            server = process();
            while (server.isAlive() && System.nanoTime() < end) {
                if (answers()) {
                    return;
                }
                pause(Duration.ofMillis(100));
            }
        }
        throw new IOException("PostgreSQL did not come up; its log is " + folder.resolve("postgres.log"));
    }

    private Process process() throws IOException {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            // it refuses to run as root
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(binary().toString(), "-D", cluster().toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("postgres.log").toFile()))
                .start();
    }

    private Path binary() throws IOException {
        try (var files = Files.find(folder.resolve("binaries"), 3, (file, about) -> file.endsWith("bin/postgres"))) {
            return files.findFirst().orElseThrow();
        }
    }

    void kill() {
        server.destroyForcibly().onExit().join();
    }

    /** How often a start was tried in all. */
    int tries() {
        return tries;
    }

    static void pause(Duration length) {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        // SIGINT would be a fast stop; what was committed is on disk, and nobody needs it any more
        server.destroy();
        try {
            if (!server.waitFor(5, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.pidesk.sandbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pidesk.kernel.LastingFiles;

/**
 * A real PostgreSQL of its own, under the data folder, kept between starts.
 *
 * <p>It survives a {@code kill -9} of the application: the server that then lives on is stopped at the next start. It
 * writes to disk before it says so (the library's own settings do not), listens on loopback and asks for a password.
 */
final class EmbeddedDatabase implements AutoCloseable {
    static final String NAME = "pidesk";
    static final String OWNER = "pidesk_owner";
    static final String APPLICATION = "pidesk";

    private final Path data;
    private final SandboxSecrets secrets;
    private final FileLock onlyOne;
    private final EmbeddedPostgres server;

    EmbeddedDatabase(Path dataDir, SandboxSecrets secrets) throws IOException {
        this.data = dataDir.toAbsolutePath().normalize();
        this.secrets = secrets;
        this.onlyOne = lock();
        stopOrphan();
        this.server = start();
        prepare();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + NAME;
    }

    String passwordOf(String role) {
        return secrets.password("database." + role);
    }

    @Override
    public void close() throws IOException {
        server.close();
        onlyOne.acquiredBy().close();
    }

    private FileLock lock() throws IOException {
        var channel =
                FileChannel.open(data.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (java.nio.channels.OverlappingFileLockException sameProcess) {
            // said below
        }
        channel.close();
        throw new DataFolderInUse(data);
    }

    /** We hold the lock, so a server that still runs on our folder has lost its application. */
    private void stopOrphan() throws IOException {
        var pidFile = folder().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var lines = Files.readAllLines(pidFile);
        var orphan = ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(process -> process.info().command().orElse("").endsWith("postgres"));
        if (orphan.isPresent() && Path.of(lines.get(1)).equals(folder())) {
            stop(orphan.get());
        }
        Files.deleteIfExists(pidFile);
    }

    private static void stop(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(20, TimeUnit.SECONDS);
        } catch (TimeoutException stubborn) {
            // what it had committed is in its write-ahead log, and the next start recovers it
            server.destroyForcibly();
            server.onExit().join();
        } catch (InterruptedException | ExecutionException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private EmbeddedPostgres start() throws IOException {
        var binaries = data.resolve("postgres/binaries");
        Files.createDirectories(binaries);
        LastingFiles.ownerOnly(data.resolve("postgres"), "rwx------");
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder())
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries.toFile())
                // Spring closes it, after the pool
                .setRegisterShutdownHook(false)
                // a machine that does much else takes its time
                .setPGStartupWait(Duration.ofMinutes(3))
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "120")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "''")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .setServerConfig("timezone", "UTC")
                .setConnectConfig("password", passwordOf("postgres"))
                .start();
    }

    private Path folder() {
        return data.resolve("postgres/cluster");
    }

    /** Idempotent: the first start makes the roles and the database, each later one finds them. */
    private void prepare() throws IOException {
        try (var admin = connect("postgres")) {
            execute(admin, "alter role postgres password " + quoted(passwordOf("postgres")));
            makeRole(admin, OWNER);
            makeRole(admin, APPLICATION);
            if (!exists(admin, "select 1 from pg_database where datname = '" + NAME + "'")) {
                execute(admin, "create database " + NAME + " owner " + OWNER);
            }
            askForPasswords(admin);
        } catch (SQLException unusable) {
            server.close();
            throw new IOException("The embedded PostgreSQL could not be prepared.", unusable);
        }
        try (var admin = connect(NAME)) {
            execute(admin, "create schema if not exists monitoring");
            execute(admin, "create extension if not exists pg_stat_statements schema monitoring");
            execute(admin, "revoke all on database " + NAME + " from public");
            execute(admin, "grant connect on database " + NAME + " to " + APPLICATION);
            execute(admin, "alter schema public owner to " + OWNER);
        } catch (SQLException unusable) {
            server.close();
            throw new IOException("The embedded PostgreSQL could not be prepared.", unusable);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database, "postgres", passwordOf("postgres"));
    }

    private void makeRole(Connection admin, String role) throws SQLException {
        if (!exists(admin, "select 1 from pg_roles where rolname = '" + role + "'")) {
            execute(admin, "create role " + role + " login");
        }
        execute(admin, "alter role " + role + " password " + quoted(passwordOf(role)));
    }

    /** The library lets everybody on the machine in; from now on each connection needs its password. */
    private void askForPasswords(Connection admin) throws SQLException, IOException {
        Files.writeString(folder().resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        execute(admin, "select pg_reload_conf()");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

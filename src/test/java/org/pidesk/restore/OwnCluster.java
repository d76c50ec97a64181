package org.pidesk.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pidesk.FreePort;

/** A PostgreSQL as an installation has it, with the client tools of its own version, and the commands of docs/ run on it. */
final class OwnCluster implements AutoCloseable {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final String PASSWORD = "a password of nobody's";

    private final Path binaries;
    private final Path folder;
    private final int port;

    /** @param folder which the server may read: it does not run as root */
    OwnCluster(Path folder) throws IOException {
        this.binaries = binaries();
        this.folder = folder;
        Files.createDirectories(folder);
        if (ROOT) {
            run(Map.of(), List.of("chown", "-R", "postgres", folder.toString()));
            run(Map.of(), List.of("chmod", "a+x", folder.getParent().toString()));
        }
        postgres("initdb", "-D", cluster(), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8");
        this.port = startSomewhere();
    }

    private static Path binaries() throws IOException {
        try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.exists(bin.resolve("initdb")) && Files.exists(bin.resolve("pg_dump")))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    /** A port that is free now may be taken in a moment: then the next. */
    private int startSomewhere() throws IOException {
        IOException last = null;
        for (int attempt = 0; attempt < 5; attempt++) {
            var free = FreePort.next();
            try {
                postgres(
                        "pg_ctl",
                        "-D",
                        cluster(),
                        "-w",
                        "-l",
                        folder.resolve("log").toString(),
                        "-o",
                        "-p " + free
                                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=120",
                        "start");
                return free;
            } catch (IOException taken) {
                last = taken;
            }
        }
        throw last;
    }

    private String cluster() {
        return folder.resolve("cluster").toString();
    }

    private void postgres(String command, String... arguments) throws IOException {
        var words = new ArrayList<String>();
        if (ROOT) {
            words.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        words.add(binaries.resolve(command).toString());
        words.addAll(List.of(arguments));
        run(Map.of(), words);
    }

    /** With the tools of the server's version before all others. */
    String run(Map<String, String> environment, List<String> command) throws IOException {
        var output = Files.createTempFile("command", ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().merge("PATH", "", (path, none) -> binaries + ":" + path);
        builder.environment().put("PGHOST", "127.0.0.1");
        if (port > 0) {
            builder.environment().put("PGPORT", String.valueOf(port));
        }
        try {
            var code = builder.start().waitFor();
            var said = Files.readString(output);
            if (code != 0) {
                throw new IOException(command + " ended with " + code + ": " + said);
            }
            return said;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** A script of docs/. */
    String script(String name, Map<String, String> environment, String... arguments) throws IOException {
        return run(
                environment,
                Stream.concat(Stream.of("docs/" + name), Stream.of(arguments)).toList());
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", "");
    }

    List<String> settings() {
        return List.of(
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + port + "/pidesk",
                "--spring.datasource.username=pidesk",
                "--spring.datasource.password=" + PASSWORD,
                "--spring.flyway.user=pidesk_owner",
                "--spring.flyway.password=" + PASSWORD);
    }

    void makeRoles() throws IOException {
        script(
                "database-roles.sh",
                Map.of(
                        "PGUSER",
                        "postgres",
                        "PIDESK_OWNER_PASSWORD",
                        PASSWORD,
                        "PIDESK_APPLICATION_PASSWORD",
                        PASSWORD));
    }

    @Override
    public void close() throws IOException {
        postgres("pg_ctl", "-D", cluster(), "-m", "immediate", "-w", "stop");
    }
}

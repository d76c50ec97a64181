package org.pidesk.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database of the default start loses nothing and lets nobody in. */
class EmbeddedDatabaseIT {
    private static final int ROWS = 200;

    @TempDir
    private Path temporary;

    private Process killed;
    private EmbeddedDatabase database;

    @AfterEach
    void stop() throws IOException, InterruptedException {
        if (database != null) {
            database.close();
        }
        if (killed != null) {
            killed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void keepsEveryCommittedRowWhenTheApplicationIsKilled() throws IOException, SQLException, InterruptedException {
        var said = writeUntilKilled();
        var orphan = ProcessHandle.of(serverOf(data())).orElseThrow();
        assertThat(orphan.isAlive()).isTrue();

        start();

        assertThat(orphan.isAlive()).isFalse();
        assertThat(number("select count(*) from written")).isGreaterThanOrEqualTo(said);
        assertThat(number("select max(number) - count(*) from written")).isZero();
    }

    @Test
    void keepsEveryCommittedRowWhenTheServerIsKilledToo() throws IOException, SQLException, InterruptedException {
        var said = writeUntilKilled();
        var server = ProcessHandle.of(serverOf(data())).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();

        start();

        assertThat(number("select count(*) from written")).isGreaterThanOrEqualTo(said);
    }

    @Test
    void writesToDiskBeforeItSaysSo() throws IOException, SQLException {
        start();

        assertThat(text("show fsync")).isEqualTo("on");
        assertThat(text("show synchronous_commit")).isEqualTo("on");
        assertThat(text("show full_page_writes")).isEqualTo("on");
    }

    @Test
    void asksForTheRightPassword() throws IOException {
        start();

        for (var role : new String[] {"postgres", EmbeddedDatabase.OWNER, EmbeddedDatabase.APPLICATION}) {
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), role, "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void listensOnLoopbackOnly() throws IOException, SQLException {
        start();

        assertThat(text("show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(text("show unix_socket_directories")).isEmpty();
        for (var address : addressesOfThisMachine()) {
            assertThatThrownBy(() -> connect(address)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void keepsItsFilesToItsOwner() throws IOException {
        start();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data().resolve("secrets.properties"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data().resolve("postgres"))))
                .isEqualTo("rwx------");
    }

    @Test
    void refusesASecondApplicationOnTheSameFolder() throws IOException {
        start();

        assertThatThrownBy(() -> new EmbeddedDatabase(data(), SandboxSecrets.in(data())))
                .isInstanceOf(DataFolderInUse.class)
                .hasMessage("Another pi-desk is running on the data folder " + data() + ".");
    }

    @Test
    void refusesASecondProcessOnTheSameFolder() throws IOException {
        killed = startAlone();
        committed(killed.inputReader(), 1);

        assertThatThrownBy(this::start).isInstanceOf(DataFolderInUse.class);

        killed.destroyForcibly();
        killed.onExit().join();
        start();
    }

    @Test
    void givesTheApplicationARoleThatMayMakeNoTable() throws IOException, SQLException {
        start();

        try (var connection = as(EmbeddedDatabase.APPLICATION);
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("create table mine (id int)"))
                    .hasMessageContaining("permission denied for schema public");
        }
    }

    private int writeUntilKilled() throws IOException, InterruptedException {
        killed = startAlone();
        try (var output = killed.inputReader()) {
            var said = committed(output, ROWS);
            killed.destroyForcibly().waitFor();
            return said;
        }
    }

    private Process startAlone() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatabaseAlone.class.getName(),
                        data().toString())
                .redirectError(temporary.resolve("errors.log").toFile())
                .start();
    }

    private int committed(BufferedReader output, int wanted) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.matches("\\d+") && Integer.parseInt(line) >= wanted) {
                return Integer.parseInt(line);
            }
        }
        throw new AssertionError("It did not run: " + Files.readString(temporary.resolve("errors.log")));
    }

    private Path data() {
        return temporary.resolve("data");
    }

    private void start() throws IOException {
        database = new EmbeddedDatabase(data(), SandboxSecrets.in(data()));
    }

    private static long serverOf(Path data) throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .get(0)
                .strip());
    }

    private Connection as(String role) throws SQLException {
        return DriverManager.getConnection(database.url(), role, database.passwordOf(role));
    }

    private long number(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    private String text(String query) throws SQLException {
        try (var connection = as("postgres");
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static java.util.List<InetAddress> addressesOfThisMachine() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }

    private void connect(InetAddress address) throws IOException {
        var port = Integer.parseInt(database.url().replaceAll(".*:(\\d+)/.*", "$1"));
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
        }
    }
}

package org.pidesk.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pidesk.FreePort;
import org.pidesk.PiDesk;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A database that comes late is waited for; one that does not let us in is not. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseWaitIT {
    private static final String RIGHT = "wilted-marmalade";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = EmbeddedPostgres.builder().setPGStartupWait(PATIENCE).start();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var file = statement.executeQuery("show hba_file")) {
            file.next();
            var rules = Path.of(file.getString(1));
            statement.execute("create role pidesk login password '" + RIGHT + "'");
            statement.execute("create role pidesk_owner login password '" + RIGHT + "'");
            Files.writeString(rules, "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void aDatabaseThatComesLateIsWaitedFor(CapturedOutput log) throws Exception {
        var port = FreePort.next();
        var start = CompletableFuture.runAsync(() -> begin(at(port, "postgres", "1m")));
        await().atMost(PATIENCE).until(() -> log.getOut().contains("There is no database yet for postgres at"));
        assertThat(start).isNotDone();

        try (var late = EmbeddedPostgres.builder()
                .setPort(port)
                .setPGStartupWait(PATIENCE)
                .start()) {
            await().atMost(PATIENCE).until(start::isDone);
        }

        assertThat(start).isCompleted();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a wrong password | spring.datasource.password | guessed | password authentication failed for user \"pidesk\"",
                "of the other role | spring.flyway.password | guessed | authentication failed for user \"pidesk_owner\"",
                "a database that is not there | spring.flyway.url | /elsewhere | database \"elsewhere\" does not exist",
                "no TLS | spring.datasource.url | /postgres?sslmode=require&password=secret | does not support SSL"
            })
    void whatNoWaitingMendsEndsItAtOnce(String what, String name, String value, String why, CapturedOutput log) {
        var settings = at(server.getPort(), "pidesk", "1h");
        settings.put(name, value.startsWith("/") ? url(server.getPort(), value) : value);

        assertThatThrownBy(() -> begin(settings))
                .isInstanceOf(NoDatabase.class)
                .hasMessageContaining("The database does not let in pidesk")
                .hasMessageContaining(why)
                .hasMessageNotContaining("secret");
        assertThat(log).doesNotContain("There is no database yet");
    }

    @Test
    void aMissingFileOfWhoeverSignsEndsItAtOnce(CapturedOutput log) throws IOException {
        try (var speaksTls = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture.runAsync(() -> agreeToTls(speaksTls));
            var settings = at(speaksTls.getLocalPort(), "pidesk", "1h");
            settings.put(
                    "spring.datasource.url",
                    url(speaksTls.getLocalPort(), "/pidesk?sslmode=verify-full&sslrootcert=/nowhere/ca.pem"));

            assertThatThrownBy(() -> begin(settings))
                    .isInstanceOf(NoDatabase.class)
                    .hasMessageContaining("/nowhere/ca.pem");
        }
        assertThat(log).doesNotContain("There is no database yet");
    }

    private static void agreeToTls(ServerSocket server) {
        try (var client = server.accept()) {
            client.getInputStream().readNBytes(8);
            client.getOutputStream().write('S');
            client.getInputStream().readAllBytes();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Test
    void whoIsLetInByBothRolesDoesNotWait(CapturedOutput log) {
        begin(at(server.getPort(), "pidesk", "0s"));

        assertThat(log).doesNotContain("There is no database");
    }

    @Test
    void saysInSentencesThatNoneCame(CapturedOutput log) throws IOException {
        var port = FreePort.next();
        assertThatThrownBy(() -> new SpringApplicationBuilder(PiDesk.class)
                        .run(
                                "--spring.datasource.url=" + url(port, "/postgres"),
                                "--spring.datasource.username=pidesk",
                                "--pidesk.database.patience=0s",
                                "--pidesk.data-dir=target/never-made"))
                .isInstanceOf(NoDatabase.class);

        assertThat(log)
                .contains("There is no database for pidesk at jdbc:postgresql://127.0.0.1:" + port
                        + "/postgres, after 0 s")
                .contains("pidesk.database.patience")
                .doesNotContain("\tat ");
        assertThat(Path.of("target/never-made")).doesNotExist();
    }

    private static void begin(Map<String, Object> settings) {
        try (var context = new GenericApplicationContext()) {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
            new DatabaseWait().initialize(context);
        }
    }

    private static Map<String, Object> at(int port, String user, String patience) {
        return new HashMap<>(Map.of(
                "spring.datasource.url", url(port, "/postgres"),
                "spring.datasource.username", user,
                "spring.datasource.password", RIGHT,
                "spring.flyway.user", user.equals("pidesk") ? "pidesk_owner" : "",
                "spring.flyway.password", RIGHT,
                "pidesk.database.patience", patience));
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + database;
    }
}

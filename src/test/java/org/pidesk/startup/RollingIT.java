package org.pidesk.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pidesk.FreePort;
import org.pidesk.web.ProxyTrust;

/**
 * The shape of docker-compose.yml without docker: PostgreSQL, two nodes and the proxy, as {@code docs/two-nodes.sh} starts
 * them. One node after the other is replaced by a newer version, and then by the older one again, while people ask on.
 */
@Tag("starts-a-product")
class RollingIT {
    private static final String NEWER = """
            create table newer_than_that (id integer);
            """;
    private static final String PROCESS = "lookupNotFound.bpmn";

    @TempDir
    private Path temporary;

    private final int[] ports = IntStream.generate(FreePort::next).limit(5).toArray();
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        // PostgreSQL runs as somebody else where we are root
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        folder = temporary.resolve("two-nodes");
        script("up", jar());
    }

    @AfterEach
    void stop() throws Exception {
        script("down", jar());
    }

    @Test
    void turnsNobodyAwayWhileNodesAreReplaced() throws Exception {
        var newer = newer();
        assertThat(versions()).isEqualTo(1);
        var direct = new Asking(HttpClient.newHttpClient(), "http://127.0.0.1:" + ports[0]);
        try (direct;
                var asked = new Asking(trusting(), "https://localhost:" + ports[2])) {
            script("roll", newer);
            assertThat(versions()).isEqualTo(2);
            script("roll", jar());

            // the page, and a form without its token, which leads back to it
            assertThat(asked.answers().keySet()).containsExactlyInAnyOrder("GET 200", "POST 302");
            // whoever comes without the proxy meets a node that is being replaced
            assertThat(direct.answers()).containsKeys("GET 403", "GET ConnectException");
        }
        // with the older version new cases begin on its processes again
        assertThat(versions()).isEqualTo(3);
    }

    /** A version to come: a migration and another picture of one process more. */
    private Path newer() throws IOException {
        var newer = temporary.resolve("newer.jar");
        Files.copy(jar(), newer);
        try (var inside = FileSystems.newFileSystem(newer)) {
            Files.writeString(inside.getPath("BOOT-INF/classes/db/migration/V9999__newer.sql"), NEWER);
            var process = inside.getPath("BOOT-INF/classes/processes").resolve(PROCESS);
            Files.writeString(
                    process, Files.readString(process).replace("</bpmn:definitions>", "\n</bpmn:definitions>"));
        }
        return newer;
    }

    private static Path jar() {
        try (var built = Files.newDirectoryStream(Path.of("target"), "pi-desk-*.jar")) {
            return built.iterator().next().toAbsolutePath();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private void script(String what, Path jar) throws IOException, InterruptedException {
        var script = new ProcessBuilder("docs/two-nodes.sh", what, folder.toString()).redirectErrorStream(true);
        script.environment()
                .putAll(Map.of(
                        "PIDESK_NODE_PORTS", ports[0] + " " + ports[1],
                        "PIDESK_HTTPS_PORT", String.valueOf(ports[2]),
                        "PIDESK_HTTP_PORT", String.valueOf(ports[3]),
                        "PIDESK_DATABASE_PORT", String.valueOf(ports[4]),
                        "PIDESK_JAR", jar.toString(),
                        "PIDESK_SHUTDOWN_NOTICE", "3s",
                        "JAVA_OPTIONS", "-Xmx400m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"));
        var log = temporary.resolve(what + ".log");
        var run = script.redirectOutput(log.toFile()).start();
        assertThat(run.waitFor(10, TimeUnit.MINUTES)).as(what).isTrue();
        assertThat(run.exitValue())
                .as(() -> text(log) + lastOf("node-1.log") + lastOf("node-2.log"))
                .isZero();
    }

    private String lastOf(String name) {
        var lines = text(folder.resolve(name)).lines().toList();
        return lines.stream()
                .skip(Math.max(0, lines.size() - 60))
                .collect(Collectors.joining("\n", "\n" + name + ":\n", "\n"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private HttpClient trusting() throws Exception {
        var tls = ProxyTrust.in(folder.resolve("proxy/caddy/pki/authorities/local/root.crt"));
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private int versions() throws IOException, SQLException {
        var password = Files.readAllLines(folder.resolve("secrets")).stream()
                .filter(line -> line.startsWith("export PIDESK_OWNER_PASSWORD="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .collect(Collectors.joining());
        var url = "jdbc:postgresql://127.0.0.1:" + ports[4] + "/pidesk";
        try (var database = DriverManager.getConnection(url, "pidesk_owner", password);
                var query = database.createStatement();
                var rows =
                        query.executeQuery("select max(version_) from act_re_procdef where key_ = 'lookupNotFound'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Reads a page and sends a form, ten times a second, and counts what it is answered. */
    private static final class Asking implements AutoCloseable {
        private final Map<String, Integer> answers = new ConcurrentHashMap<>();
        private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(8);

        Asking(HttpClient client, String at) {
            var question = HttpRequest.newBuilder(URI.create(at + "/login")).timeout(Duration.ofSeconds(60));
            var page = question.copy().GET().build();
            var form = question.copy()
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("username=naledi"))
                    .build();
            for (var request : new HttpRequest[] {page, form, page, form}) {
                threads.scheduleAtFixedRate(() -> ask(client, request), 0, 200, TimeUnit.MILLISECONDS);
            }
        }

        private void ask(HttpClient client, HttpRequest request) {
            String answer;
            try {
                answer = String.valueOf(
                        client.send(request, BodyHandlers.discarding()).statusCode());
            } catch (IOException none) {
                answer = none.getClass().getSimpleName();
            } catch (InterruptedException ended) {
                return;
            }
            answers.merge(request.method() + " " + answer, 1, Integer::sum);
        }

        Map<String, Integer> answers() {
            return new TreeMap<>(answers);
        }

        @Override
        public void close() throws InterruptedException {
            threads.shutdownNow();
            threads.awaitTermination(30, TimeUnit.SECONDS);
        }
    }
}

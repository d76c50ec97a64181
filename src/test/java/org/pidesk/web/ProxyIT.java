package org.pidesk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.FreePort;

/** The TLS proxy of docker-compose.yml with its own settings; behind it somebody who repeats what it says. */
class ProxyIT {
    @TempDir
    private static Path folder;

    private static Process proxy;
    private static int port;
    private static int plain;
    private static int secure;
    private static SSLContext trusting;

    private final AtomicInteger received = new AtomicInteger();
    /** With a connection of its own: one test's may have been hung up on. */
    private final HttpClient http = HttpClient.newBuilder().sslContext(trusting).build();

    private HttpServer behind;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException {
        port = FreePort.next();
        plain = FreePort.next();
        secure = FreePort.next();
        var caddy = new ProcessBuilder("caddy", "run", "--config", "docs/Caddyfile", "--adapter", "caddyfile");
        caddy.environment().put("PIDESK_HOSTS", "localhost, 127.0.0.1");
        caddy.environment().put("PIDESK_TLS", "internal");
        caddy.environment().put("PIDESK_NODES", "127.0.0.1:" + port);
        caddy.environment().put("PIDESK_HTTP_PORT", String.valueOf(plain));
        caddy.environment().put("PIDESK_HTTPS_PORT", String.valueOf(secure));
        caddy.environment().put("HOME", folder.toString());
        caddy.environment().put("XDG_DATA_HOME", folder.toString());
        proxy = caddy.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        var root = folder.resolve("caddy/pki/authorities/local/root.crt");
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(root) && listens(secure));
        trusting = ProxyTrust.in(root);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        proxy.destroy();
        proxy.waitFor(10, TimeUnit.SECONDS);
    }

    @BeforeEach
    void somebodyBehind() throws Exception {
        behind = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        received.set(0);
        behind.createContext("/", exchange -> {
            var body = exchange.getRequestBody();
            var piece = new byte[8 * 1024];
            for (var read = body.read(piece); read >= 0; read = body.read(piece)) {
                received.addAndGet(read);
            }
            var said = exchange.getRequestHeaders().entrySet().stream()
                    .map(header ->
                            header.getKey().toLowerCase(Locale.ROOT) + ": " + String.join(" | ", header.getValue()))
                    .sorted()
                    .collect(Collectors.joining("\n"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        behind.start();
        // after nobody was there the proxy waits until it finds somebody
        assertThat(get("https://localhost:" + secure + "/").statusCode()).isEqualTo(200);
        received.set(0);
    }

    @AfterEach
    void nobodyBehind() {
        behind.stop(0);
    }

    @Test
    void leadsToTls() throws Exception {
        var answer = get("http://localhost:" + plain + "/abc-motors/pi?again");

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .startsWith("https://localhost")
                .endsWith("/abc-motors/pi?again");
    }

    @Test
    void answersUnderEachOfItsNames() throws Exception {
        assertThat(get("https://127.0.0.1:" + secure + "/").body()).contains("host: 127.0.0.1:" + secure);
    }

    @Test
    void speaksNoOldTls() throws IOException {
        assertThat(Hello.isRefusedForItsVersion(secure, 2)).isTrue();
        assertThat(Hello.isRefusedForItsVersion(secure, 3)).isFalse();
    }

    @Test
    void saysWhoAsksAndOverWhat() throws Exception {
        assertThat(get("https://localhost:" + secure + "/").body())
                .contains("x-forwarded-for: 127.0.0.1\n", "x-forwarded-proto: https", "host: localhost:" + secure);
    }

    @Test
    void handsOnNothingThatVisitorsSayAboutThemselves() throws Exception {
        var said = get(
                        "https://localhost:" + secure + "/",
                        "X-Forwarded-For",
                        "196.25.1.7",
                        "X-Forwarded-For",
                        "10.0.0.1, 41.0.0.1",
                        "X-Forwarded-Proto",
                        "http",
                        "X-Forwarded-Host",
                        "mallory.example",
                        "X-Forwarded-Port",
                        "666",
                        "X-Forwarded-Prefix",
                        "/mallory",
                        "X-Real-IP",
                        "196.25.1.7",
                        "Forwarded",
                        "for=196.25.1.7;host=mallory.example")
                .body();

        assertThat(said)
                .contains("x-forwarded-for: 127.0.0.1\n", "x-forwarded-proto: https")
                .doesNotContain("196.25.1.7", "41.0.0.1", "mallory", "666");
    }

    @Test
    void readsNoLargeBody() {
        var request = HttpRequest.newBuilder(URI.create("https://localhost:" + secure + "/pi"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[2 << 20]))
                // the client would wait for leave to send the rest
                .timeout(Duration.ofSeconds(10))
                .build();

        // it may say so, or hang up in the middle
        assertThatCode(() -> assertThat(
                                http.send(request, BodyHandlers.ofString()).statusCode())
                        .isIn(413, 502))
                .satisfiesAnyOf(
                        nothing -> assertThat(nothing).isNull(),
                        hungUp -> assertThat(hungUp).isInstanceOf(IOException.class));
        assertThat(received.get()).isLessThanOrEqualTo(1_000_000);
    }

    @Test
    void waitsForNobodyWithoutEnd() throws Exception {
        var adapting = new ProcessBuilder("caddy", "adapt", "--config", "docs/Caddyfile", "--adapter", "caddyfile")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        adapting.environment().put("PIDESK_HOSTS", "localhost");
        adapting.environment().put("PIDESK_TLS", "internal");
        // as Debian's Caddy calls them
        adapting.environment().put("PIDESK_BUFFERS", "buffer_requests\nbuffer_responses");

        assertThat(new String(adapting.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("\"buffer_requests\":true", "\"buffer_responses\":true")
                .contains("\"read_timeout\":600000000000", "\"read_header_timeout\":10000000000");
        try (var silent = trusting.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), secure)) {
            silent.setSoTimeout(60_000);
            silent.getOutputStream().write("GET / HTTP/1.1\r\nHost: local".getBytes(StandardCharsets.US_ASCII));

            assertThat(silent.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/desk/campaigns/draft/list",
                "/desk/screening",
                "/api/screening",
                "/desk/consents/1",
                "/desk/tasks/1/evidence"
            })
    void readsAListOrASignedPaper(String page) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("https://localhost:" + secure + page))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[5 << 20]))
                .build();

        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        assertThat(received.get()).isEqualTo(5 << 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/prometheus",
                "/actuator/prometheus?x",
                "/actuator/%70rometheus",
                "/actuator/prometheus/"
            })
    void handsOnNobodyWhoWantsFigures(String path) throws Exception {
        var answer = get("https://localhost:" + secure + path, "Authorization", "Bearer token");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("authorization");
        assertThat(get("https://localhost:" + secure + "/actuator/health", "Authorization", "Bearer token")
                        .body())
                .contains("authorization: Bearer token");
    }

    @Test
    void saysTheHeadersAlsoWhenNobodyIsBehindIt() throws Exception {
        nobodyBehind();

        var answer = get("https://localhost:" + secure + "/pi");

        assertThat(answer.statusCode()).isIn(502, 503);
        assertThat(answer.body()).contains("not there at the moment");
        assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                .hasValue("max-age=31536000; includeSubDomains");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    private HttpResponse<String> get(String address, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}

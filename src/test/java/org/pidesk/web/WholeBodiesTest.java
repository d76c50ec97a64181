package org.pidesk.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.pidesk.web.SixThreads.THREADS;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server with six threads, of which slow forms may keep four busy, two of one network, and slow files one. */
class WholeBodiesTest {
    private static final BodySettings SETTINGS = new BodySettings(4, 2, 1, 1);
    private static final String ATTACKER = "41.0.0.1";
    private static final String SOMEBODY = "196.25.1.7";
    private static final String KNOWN = "Authorization: known";

    private final List<Drip> drips = new ArrayList<>();
    private SixThreads server;

    @AfterEach
    void stop() throws IOException {
        for (var drip : drips) {
            drip.close();
        }
        server.close();
    }

    @Test
    void leaveAThreadToEverybodyElse() throws Exception {
        start(bodies());

        for (int i = 0; i < 2; i++) {
            form(ATTACKER, 100, "a=");
        }
        await().until(() -> server.busy() == 2);

        // of the same network, also from another address of it
        for (int i = 0; i < 3 * THREADS; i++) {
            assertThat(form("41.0.0." + i, 100, "a=").rest()).contains(" 503 ", "Retry-After: 60", "Connection: close");
        }
        assertThat(page()).contains(" 200 ");
        assertThat(form(SOMEBODY, 3, "a=1").status()).contains(" 200");
        assertThat(form(SOMEBODY, 3, "a=").send("1").status()).contains(" 200");
        // what is there at once is taken from the network of the others, too
        assertThat(form(ATTACKER, 3, "a=1").status()).contains(" 200");
        await().until(() -> server.busy() == 2);
    }

    @Test
    void leaveAThreadToPagesHoweverManyNetworksThereAre() throws Exception {
        start(bodies());

        for (int i = 0; i < 4; i++) {
            form("41.0." + i + ".1", 100, "a=");
        }
        await().until(() -> server.busy() == 4);

        assertThat(form(SOMEBODY, 100, "a=").rest()).contains(" 503 ");
        assertThat(page()).contains(" 200 ");
    }

    /** The twin: what they do where nobody reads them first. */
    @Test
    void wouldOtherwiseTakeAllThreads() throws Exception {
        start();

        for (int i = 0; i < THREADS; i++) {
            form(ATTACKER, 100, "a=");
        }
        await().until(() -> server.busy() == THREADS);

        try (var page = Drip.page(server.port(), "/").patience(1_000)) {
            assertThatThrownBy(page::status).isInstanceOf(SocketTimeoutException.class);
            drips.forEach(drip -> quietly(drip));
            assertThat(page.patience(30_000).status()).contains(" 200");
        }
    }

    @Test
    void giveBackTheirPlaces() throws Exception {
        start(bodies());

        for (int i = 0; i < 5; i++) {
            form(ATTACKER, 100, "a=");
            form(ATTACKER, 100, "a=");
            await().until(() -> server.busy() == 2);
            drips.forEach(WholeBodiesTest::quietly);
            await().until(() -> server.busy() == 0);
        }
    }

    /** One that comes a letter at a time, however steadily, is not waited for. */
    @Test
    void haveToComeInTime() throws Exception {
        start(bodies(Duration.ZERO, Duration.ZERO));

        var slow = form(ATTACKER, 100, "a=");
        await().until(() -> server.busy() == 1);

        assertThat(slow.send("1").rest()).contains(" 408 ", "Connection: close");
        await().until(() -> server.busy() == 0);
    }

    @Test
    void areHandedOnAsTheyCame() throws Exception {
        start(bodies());

        assertThat(form(SOMEBODY, 9, "a=1&b=%C3").send("%A9").status()).contains(" 200");
        var json = new Drip(
                server.port(),
                "POST /echo HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/json",
                "Content-Length: 300000",
                "Connection: close",
                "",
                "x".repeat(100_000));
        assertThat(json.send("y".repeat(200_000)).rest())
                .contains(" 200 ")
                .endsWith("\r\n\r\n" + "x".repeat(100_000) + "y".repeat(200_000));
        var form = new Drip(
                server.port(),
                "POST /?q=1 HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: 16",
                "Connection: close",
                "",
                "a=1&b=");
        assertThat(form.send("%C3%A9&a=2".substring(0, 10)).rest()).endsWith("\r\n\r\na=1,2 b=é q=1 ");
    }

    /** The next request may stand right behind the body of the one before. */
    @Test
    void takeNothingOfTheNextRequest() throws Exception {
        start(bodies());

        var both = new Drip(
                server.port(),
                "POST / HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: 3",
                "",
                "a=1POST / HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/x-www-form-urlencoded",
                "Connection: close",
                "Content-Length: 3",
                "",
                "b=2");

        assertThat(both.rest()).contains("\r\n\r\na=1 HTTP/1.1 200 ").endsWith("\r\n\r\nb=2 ");
    }

    @Test
    void areAskedForWhereTheSenderWaitsForLeave() throws Exception {
        start(bodies());

        var polite = new Drip(
                server.port(),
                "POST / HTTP/1.1",
                "Host: localhost",
                "Expect: 100-continue",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: 3",
                "Connection: close",
                "",
                "");

        assertThat(polite.status()).contains(" 100");
        assertThat(polite.send("a=1").rest())
                .contains(" 200 ")
                .doesNotContain(" 100")
                .endsWith("a=1 ");
    }

    @Test
    void ofFilesAreLetFinishAndHaveFewerPlaces() throws Exception {
        start(bodies());

        var first = file("Content-Length: 2000000");
        await().until(() -> server.busy() == 1);
        assertThat(file("Content-Length: 2000000").rest()).contains(" 503 ", "Retry-After: 60");
        assertThat(file("Transfer-Encoding: chunked").rest()).contains(" 503 ");
        assertThat(form(SOMEBODY, 3, "a=").send("1").status()).contains(" 200");

        // nobody has read it, and who sent it sees the answer all the same
        assertThat(first.send("x".repeat(2_000_000)).status()).contains(" 200");
        var chunked = file("Transfer-Encoding: chunked").send("3\r\na=1\r\n0\r\n\r\n");
        assertThat(chunked.status()).contains(" 200");
    }

    /** Nor does who sends them elsewhere, or is not known, take a place of those who may. */
    @Test
    void ofFilesAreTakenWhereTheyBelongAndFromWhomIsKnown() throws Exception {
        start(bodies());

        for (var length : List.of("Content-Length: 2000000", "Transfer-Encoding: chunked")) {
            for (int i = 0; i < THREADS; i++) {
                assertThat(file("/", KNOWN, length).rest()).contains(" 413 ", "Connection: close");
                assertThat(file("/unread", "Authorization: ", length).rest()).contains(" 401 ", "Connection: close");
            }
        }

        await().until(() -> server.busy() == 0);
        assertThat(file("Content-Length: 2000000").send("x".repeat(2_000_000)).status())
                .contains(" 200");
    }

    @Test
    void ofFilesAreRefusedWhileNobodyCanSayWhoSendsThem() throws Exception {
        var away = LargeBodies.from(
                sender -> {
                    throw new IllegalStateException("no database");
                },
                "/unread");
        start(new WholeBodies(SETTINGS, () -> Stream.of(away), Duration.ofSeconds(10), Duration.ofMinutes(10)));

        assertThat(file("Content-Length: 2000000").rest()).contains(" 503 ").doesNotContain("no database");
    }

    /** However steadily they come; read or not. */
    @Test
    void ofFilesHaveToComeInTimeInAll() throws Exception {
        start(bodies(Duration.ofSeconds(10), Duration.ZERO));

        assertThat(file("Content-Length: 2000000").send("x".repeat(10)).rest()).contains(" 408 ", "Connection: close");
        assertThat(file("/echo", KNOWN, "Content-Length: 2000000")
                        .send("x".repeat(10))
                        .rest())
                .doesNotContain(" 200 ");
        await().until(() -> server.busy() == 0);
    }

    @Test
    void thatBreakOffKeepNobodyBusy() throws Exception {
        start(bodies());

        var file = file("Content-Length: 2000000");
        await().until(() -> server.busy() == 1);
        file.close();

        await().until(() -> server.busy() == 0);
        assertThat(file("Content-Length: 2000000").send("x".repeat(2_000_000)).status())
                .contains(" 200");
    }

    private Drip form(String visitor, int length, String begun) throws IOException {
        return kept(Drip.form(server.port(), "/", visitor, length, begun));
    }

    private Drip file(String length) throws IOException {
        return file("/unread", KNOWN, length);
    }

    private Drip file(String path, String sender, String length) throws IOException {
        return kept(new Drip(
                server.port(),
                "POST " + path + " HTTP/1.1",
                "Host: localhost",
                "Content-Type: text/csv",
                sender,
                length,
                "Connection: close",
                "",
                ""));
    }

    private Drip kept(Drip drip) {
        drips.add(drip);
        return drip;
    }

    private String page() throws IOException {
        try (var page = Drip.page(server.port(), "/")) {
            return page.rest();
        }
    }

    private static void quietly(Drip drip) {
        try {
            drip.close();
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static WholeBodies bodies() {
        return bodies(Duration.ofSeconds(10), Duration.ofMinutes(10));
    }

    /** Larger ones at two addresses, from whom they know. */
    private static WholeBodies bodies(Duration forForm, Duration forFile) {
        var large = LargeBodies.from(
                sender -> KNOWN.equals("Authorization: " + sender.getHeader("Authorization")), "/unread", "/echo");
        return new WholeBodies(SETTINGS, () -> Stream.of(large), forForm, forFile);
    }

    private void start(WholeBodies... parts) {
        server =
                new SixThreads(Map.of("/", new Fields(), "/echo", new Echo(), "/unread", new Unread()), List.of(parts));
    }

    /** Says which fields came. */
    private static final class Fields extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.setCharacterEncoding("UTF-8");
            response.setCharacterEncoding("UTF-8");
            var fields = new StringBuilder();
            new TreeMap<>(request.getParameterMap())
                    .forEach((name, values) -> fields.append(name)
                            .append('=')
                            .append(String.join(",", values))
                            .append(' '));
            response.setContentLength(fields.toString().getBytes(UTF_8).length);
            response.getWriter().print(fields);
        }
    }

    /** Says what came. */
    private static final class Echo extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentLength(request.getContentLength());
            request.getInputStream().transferTo(response.getOutputStream());
        }
    }

    /** Looks at no body. */
    private static final class Unread extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("no");
        }
    }
}

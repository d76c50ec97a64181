package org.pidesk.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;

/** A server with six threads, of which slow forms may keep four busy, two of one network, and slow files one. */
class WholeBodiesTest {
    private static final int THREADS = 6;
    private static final BodySettings SETTINGS = new BodySettings(4, 2, 1, 1);
    private static final String ATTACKER = "41.0.0.1";
    private static final String SOMEBODY = "196.25.1.7";

    private final List<Drip> drips = new ArrayList<>();
    private TomcatWebServer server;

    @AfterEach
    void stop() throws IOException {
        for (var drip : drips) {
            drip.close();
        }
        server.stop();
    }

    @Test
    void leaveAThreadToEverybodyElse() throws Exception {
        start(new WholeBodies(SETTINGS));

        for (int i = 0; i < 2; i++) {
            form(ATTACKER, 100, "a=");
        }
        await().until(() -> busy() == 2);

        // of the same network, also from another address of it
        for (int i = 0; i < 3 * THREADS; i++) {
            assertThat(form("41.0.0." + i, 100, "a=").rest()).contains(" 503 ", "Retry-After: 60", "Connection: close");
        }
        assertThat(page()).contains(" 200 ");
        assertThat(form(SOMEBODY, 3, "a=1").status()).contains(" 200");
        assertThat(form(SOMEBODY, 3, "a=").send("1").status()).contains(" 200");
        // what is there at once is taken from the network of the others, too
        assertThat(form(ATTACKER, 3, "a=1").status()).contains(" 200");
        await().until(() -> busy() == 2);
    }

    @Test
    void leaveAThreadToPagesHoweverManyNetworksThereAre() throws Exception {
        start(new WholeBodies(SETTINGS));

        for (int i = 0; i < 4; i++) {
            form("41.0." + i + ".1", 100, "a=");
        }
        await().until(() -> busy() == 4);

        assertThat(form(SOMEBODY, 100, "a=").rest()).contains(" 503 ");
        assertThat(page()).contains(" 200 ");
    }

    /** The twin: what they do where nobody reads them first. */
    @Test
    void wouldOtherwiseTakeAllThreads() throws Exception {
        start(null);

        for (int i = 0; i < THREADS; i++) {
            form(ATTACKER, 100, "a=");
        }
        await().until(() -> busy() == THREADS);

        try (var page = Drip.page(server.getPort(), "/").patience(1_000)) {
            assertThatThrownBy(page::status).isInstanceOf(SocketTimeoutException.class);
            drips.forEach(drip -> quietly(drip));
            assertThat(page.patience(30_000).status()).contains(" 200");
        }
    }

    @Test
    void giveBackTheirPlaces() throws Exception {
        start(new WholeBodies(SETTINGS));

        for (int i = 0; i < 5; i++) {
            form(ATTACKER, 100, "a=");
            form(ATTACKER, 100, "a=");
            await().until(() -> busy() == 2);
            drips.forEach(WholeBodiesTest::quietly);
            await().until(() -> busy() == 0);
        }
    }

    /** One that comes a letter at a time, however steadily, is not waited for. */
    @Test
    void haveToComeInTime() throws Exception {
        start(new WholeBodies(SETTINGS, Duration.ZERO));

        var slow = form(ATTACKER, 100, "a=");
        await().until(() -> busy() == 1);

        assertThat(slow.send("1").rest()).contains(" 408 ", "Connection: close");
        await().until(() -> busy() == 0);
    }

    @Test
    void areHandedOnAsTheyCame() throws Exception {
        start(new WholeBodies(SETTINGS));

        assertThat(form(SOMEBODY, 9, "a=1&b=%C3").send("%A9").status()).contains(" 200");
        var json = new Drip(
                server.getPort(),
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
                server.getPort(),
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
        start(new WholeBodies(SETTINGS));

        var both = new Drip(
                server.getPort(),
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
        start(new WholeBodies(SETTINGS));

        var polite = new Drip(
                server.getPort(),
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
        start(new WholeBodies(SETTINGS));

        var first = file("Content-Length: 2000000");
        await().until(() -> busy() == 1);
        assertThat(file("Content-Length: 2000000").rest()).contains(" 503 ", "Retry-After: 60");
        assertThat(file("Transfer-Encoding: chunked").rest()).contains(" 503 ");
        assertThat(form(SOMEBODY, 3, "a=").send("1").status()).contains(" 200");

        // nobody has read it, and who sent it sees the answer all the same
        assertThat(first.send("x".repeat(2_000_000)).status()).contains(" 200");
        var chunked = file("Transfer-Encoding: chunked").send("3\r\na=1\r\n0\r\n\r\n");
        assertThat(chunked.status()).contains(" 200");
    }

    @Test
    void thatBreakOffKeepNobodyBusy() throws Exception {
        start(new WholeBodies(SETTINGS));

        var file = file("Content-Length: 2000000");
        await().until(() -> busy() == 1);
        file.close();

        await().until(() -> busy() == 0);
        assertThat(file("Content-Length: 2000000").send("x".repeat(2_000_000)).status())
                .contains(" 200");
    }

    private Drip form(String visitor, int length, String begun) throws IOException {
        return kept(Drip.form(server.getPort(), "/", visitor, length, begun));
    }

    private Drip file(String length) throws IOException {
        return kept(new Drip(
                server.getPort(),
                "POST /unread HTTP/1.1",
                "Host: localhost",
                "Content-Type: text/csv",
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
        try (var page = Drip.page(server.getPort(), "/")) {
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

    private int busy() {
        var protocol = (AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler();
        return ((ThreadPoolExecutor) protocol.getExecutor()).getActiveCount();
    }

    private void start(WholeBodies bodies) throws IOException {
        var factory = new TomcatServletWebServerFactory(0);
        factory.setAddress(InetAddress.getLoopbackAddress());
        factory.addConnectorCustomizers(connector -> {
            var protocol = (AbstractProtocol<?>) connector.getProtocolHandler();
            protocol.setMaxThreads(THREADS);
            protocol.setMinSpareThreads(THREADS);
        });
        new TrustedProxies(new TrustedProxySettings(1, List.of())).customize(factory);
        if (bodies != null) {
            bodies.customize(factory);
        }
        server = (TomcatWebServer) factory.getWebServer(context -> {
            context.addServlet("fields", new Fields()).addMapping("/");
            context.addServlet("echo", new Echo()).addMapping("/echo");
            context.addServlet("unread", new Unread()).addMapping("/unread");
        });
        server.start();
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

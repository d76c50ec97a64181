package org.pidesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;

@PiDeskTest
class StrictAnswersTest {
    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /login HTTP/1.1\r\nHost: localhost",
                "GET /nothing-here HTTP/1.1\r\nHost: localhost",
                "GET /desk HTTP/1.1\r\nHost: localhost\r\nAccept: text/html",
                "GET /desk/tasks/x HTTP/1.1\r\nHost: localhost",
                "GET /camunda/api/engine/engine/default/task HTTP/1.1\r\nHost: localhost",
                "GET /actuator/health HTTP/1.1\r\nHost: localhost",
                "GET /actuator/env HTTP/1.1\r\nHost: localhost",
                "GET /error HTTP/1.1\r\nHost: localhost",
                "GET //login HTTP/1.1\r\nHost: localhost",
                "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0",
                "DELETE /login HTTP/1.1\r\nHost: localhost",
                "BREW /login HTTP/1.1\r\nHost: localhost",
                "TRACE / HTTP/1.1\r\nHost: localhost",
                // what the server refuses before anybody of ours sees it
                "GET /<script> HTTP/1.1\r\nHost: localhost",
                "GET /%zz HTTP/1.1\r\nHost: localhost",
                "GET /login%2f..%2fdesk HTTP/1.1\r\nHost: localhost",
                "GET /a\\b HTTP/1.1\r\nHost: localhost",
                "GET /login HTTP/1.1",
                "GET /login HTTP/1.1\r\nHost: a b",
                "GET /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: x",
                "GET /login HTTP/9.9\r\nHost: localhost"
            })
    void everyAnswerHasTheHeaders(String request) throws IOException {
        assertThat(answerTo(request, port))
                .startsWith("HTTP/1.1 ")
                .contains(
                        "Content-Security-Policy: default-src 'none'; object-src 'none'; script-src 'self'",
                        "frame-ancestors 'none'",
                        "X-Content-Type-Options: nosniff",
                        "X-Frame-Options: DENY",
                        "Referrer-Policy: no-referrer",
                        "Cross-Origin-Opener-Policy: same-origin",
                        "Permissions-Policy: ",
                        "Cache-Control: no-store")
                .doesNotContain("unsafe-", "Exception", "Apache", "\tat ");
    }

    /** Tomcat answers before anybody of ours is asked; no browser can ask it, and there is nothing to show or to run. */
    @Test
    void theOneQuestionAboutTheServerItselfIsAnsweredByNothing() throws IOException {
        assertThat(answerTo("OPTIONS * HTTP/1.1\r\nHost: localhost", port))
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Length: 0\r\n")
                .endsWith("\r\n\r\n")
                .doesNotContain("Set-Cookie", "Apache", "Server:");
    }

    @Test
    void filesMayBeKept() throws IOException {
        assertThat(answerTo("GET /pidesk.css HTTP/1.1\r\nHost: localhost", port))
                .contains("Cache-Control: max-age=3600", "X-Content-Type-Options: nosniff");
    }

    @Test
    void browsersAreToldToKeepToTls() throws IOException {
        assertThat(answerBehind("https://desk.example"))
                .contains("Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n");
    }

    @Test
    void nothingIsSaidOfTlsWhereThereIsNone() throws IOException {
        assertThat(answerBehind("http://localhost:8080"))
                .contains("X-Content-Type-Options: nosniff")
                .doesNotContain("Strict-Transport-Security");
    }

    /** A server without any page: all that it says is its own. */
    private static String answerBehind(String baseUrl) throws IOException {
        var factory = new TomcatServletWebServerFactory(0);
        factory.setAddress(InetAddress.getLoopbackAddress());
        new StrictAnswers(URI.create(baseUrl)).customize(factory);
        var server = factory.getWebServer();
        server.start();
        try {
            return answerTo("GET /anything HTTP/1.1\r\nHost: localhost", server.getPort());
        } finally {
            server.stop();
        }
    }

    private static String answerTo(String request, int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((request + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

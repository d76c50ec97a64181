package org.pidesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Written to the socket by hand: a client would straighten a path, and choose the host by itself. */
@PiDeskTest
class PlainPathsTest {
    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//",
                "//camunda/api/engine",
                "/camunda/api//engine/engine/default/task",
                "/camunda/api/./x",
                "/camunda/api/../x",
                "/camunda/api/%2e/x",
                "/camunda/api/%2E%2e/x",
                "/camunda/api/.%2e",
                "/camunda/api/.",
                "/camunda/api/..;a=b/x",
                "/camunda/api/;a=b/x",
                "/pi//code",
                "/%63amunda/api/engine/engine",
                "/camunda/%61pi/engine/engine",
                "/camunda/api/engin%65/engine",
                "/%6cogin",
                "/%4Cogin",
                "/camunda%7E",
                "/camunda%2Dx",
                "/%5f",
                "/%39"
            })
    void areTheOnlyOnesThatAreAnswered(String path) throws IOException {
        assertThat(ask("GET", path, "localhost")).startsWith("HTTP/1.1 400 ").doesNotContain("Exception", "\tat ");
        assertThat(ask("POST", path, "localhost")).startsWith("HTTP/1.1 400 ").doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/camunda/api/engine/engine/default/task",
                "/pi/",
                "/a.b/.c/..d/e..",
                "/...",
                "/caf%C3%A9%20%2F%5B%60%7B%40",
                "/?a=//./"
            })
    void arePassedOn(String path) {
        assertThat(PlainPaths.isCrooked(path.replaceFirst("\\?.*", ""))).isFalse();
    }

    @Test
    void haveAQuestionBehindThemThatMayHoldAnything() throws IOException {
        assertThat(ask("GET", "/login?from=//elsewhere/../x", "localhost")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void leadOnlyToOurOwnHostWhateverTheBrowserCallsIt() throws IOException {
        for (var path : new String[] {"/desk", "/camunda/app/tasklist/default/", "/logout", "/login?again"}) {
            assertThat(ask("GET", path, "mallory.example")).doesNotContain("mallory");
        }
        assertThat(ask("GET", "/desk", "mallory.example")).contains("302", "Location: /login\r\n");
        assertThat(ask("POST", "/login", "mallory.example"))
                .contains("302", "Location: /login?again\r\n")
                .doesNotContain("mallory");
    }

    private String ask(String method, String path, String host) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var request = method + " " + path + " HTTP/1.1\r\nHost: " + host
                    + "\r\nAccept: text/html\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package org.pidesk.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.MovableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

@PiDeskTest
class SandboxPageTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @Autowired
    MovableClock clock;

    @Autowired
    MailServer mails;

    @Autowired
    JavaMailSenderImpl sender;

    @LocalServerPort
    int port;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new java.net.CookieManager()).build();

    @Test
    void showsAMailWithItsLinks() throws Exception {
        mail("Look <b>here</b>", "See https://pidesk.example/pi/a?b=c&d=e. Bye", "<p>HTML</p>");

        var page = get("/sandbox").body();

        assertThat(page)
                .contains("Look &lt;b&gt;here&lt;/b&gt;")
                .contains("<a href=\"https://pidesk.example/pi/a?b=c&amp;d=e\"")
                .doesNotContain("<b>here");
    }

    @Test
    void showsTheHtmlOfAMailThatCanRunNothing() throws Exception {
        mail("Bad", "text", "<script>alert(1)</script>");

        var page = get("/sandbox/mails/" + mails.mails().get(0).n());

        assertThat(page.body()).contains("<script>");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'none'; style-src 'unsafe-inline'")
                .contains("sandbox ")
                .doesNotContain("allow-scripts", "allow-same-origin", "script-src");
    }

    @Test
    void movesTheClockOnByAForm() throws Exception {
        post("/sandbox/clock", "hours=24&_csrf=" + token());
        post("/sandbox/clock", "days=3&_csrf=" + token());

        assertThat(clock.ahead()).isEqualTo(Duration.ofDays(4));
        assertThat(get("/sandbox").body()).contains("4 days");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hours=-1", "days=-1", "days=367", "hours=99999", "days=x"})
    void neverMovesTheClockBackOrOutOfSight(String move) throws Exception {
        assertThat(post("/sandbox/clock", move + "&_csrf=" + token()).statusCode())
                .isEqualTo(400);
        assertThat(clock.ahead()).isZero();
    }

    @Test
    void takesNoFormOfAnotherSite() throws Exception {
        assertThat(post("/sandbox/clock", "hours=1").statusCode()).isEqualTo(403);
        assertThat(clock.ahead()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sandbox", "/sandbox/mails.json", "/sandbox/texts.json", "/sandbox/sandbox.css"})
    void answersOnlyToLocalNames(String path) throws IOException {
        assertThat(statusFor(path, "evil.example:" + port)).contains(" 421 ");
        assertThat(statusFor(path, "localhost.evil.example")).contains(" 421 ");
        assertThat(statusFor(path, "127.0.0.1.evil.example")).contains(" 421 ");
        assertThat(statusFor(path, "abc-motors.localhost:" + port)).contains(" 200 ");
        assertThat(statusFor(path, "127.0.0.1:" + port)).contains(" 200 ");
        assertThat(statusFor(path, "[::1]:" + port)).contains(" 200 ");
    }

    @Test
    void isStoredNowhereAndLoadsNothingForeign() throws Exception {
        var headers = get("/sandbox").headers();

        assertThat(headers.firstValue("Cache-Control")).get().asString().contains("no-store");
        assertThat(headers.firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe");
    }

    private void mail(String subject, String text, String html) throws Exception {
        var message = sender.createMimeMessage();
        var mail = new MimeMessageHelper(message, true, "UTF-8");
        mail.setTo("thandi@example.com");
        mail.setFrom("pieter@example.com");
        mail.setSubject(subject);
        mail.setText(text, html);
        sender.send(message);
    }

    private String token() throws Exception {
        var page = TOKEN.matcher(get("/sandbox").body());
        assertThat(page.find()).isTrue();
        return java.net.URLEncoder.encode(page.group(1), StandardCharsets.UTF_8);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** The JDK's client lets nobody choose a Host. */
    private String statusFor(String path, String host) throws IOException {
        try (var socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            var request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }
}

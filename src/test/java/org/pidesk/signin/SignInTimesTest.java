package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.portal.Times;
import org.pidesk.staff.LightPasswords;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whoever tries a password learns from the time that it takes nothing about whether somebody has the name. Compared by
 * the rank-sum test, as in {@code EnumerationTest}: only three runs that all fail count, and a run counts only where a
 * tenth of the time, added to one side, is seen.
 */
@PiDeskTest
@Tag("compares-times")
class SignInTimesTest {
    private static final int EACH = 120;
    private static final int WARM_UP = 10;
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    Scene scene;

    @Autowired
    JdbcClient database;

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @Autowired
    LightPasswords passwords;

    @BeforeEach
    void somebodyHasAName() {
        passwords.setInEarnest(true);
        scene.open();
    }

    @AfterEach
    void lightly() {
        passwords.setInEarnest(false);
    }

    @Test
    void takesAsLongForANameThatNobodyHas() throws Exception {
        var passed = false;
        for (int seed = 0; seed < 3 && !passed; seed++) {
            passed = passes(seed);
        }

        assertThat(passed).isTrue();
    }

    private boolean passes(int seed) throws Exception {
        var token = token();
        var times = Times.ofPairs(
                EACH, WARM_UP, new Random(seed), i -> nanos("naledi", token), i -> nanos("nobody-here", token));
        return times.lookAlike(times.median() / 10);
    }

    private String token() throws IOException, InterruptedException {
        var page = http.send(request().GET().build(), BodyHandlers.ofString()).body();
        var found = TOKEN.matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /** One wrong password, as if it were the first: else the check would stand before it. */
    private long nanos(String username, String token) {
        database.sql("delete from sign_in_attempts").update();
        var form = "username=" + username + "&password=not+it&_csrf=" + token;
        var request = request()
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            var begin = System.nanoTime();
            var answer = http.send(request, BodyHandlers.ofString());
            var nanos = System.nanoTime() - begin;
            assertThat(answer.body()).contains("do not belong together");
            return nanos;
        } catch (IOException | InterruptedException unanswered) {
            throw new IllegalStateException(unanswered);
        }
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/login"))
                .header("Accept", "text/html");
    }
}

package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.identity.IdentityChecks;
import org.pidesk.kernel.MovableClock;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.pidesk.suppression.Suppressions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The link at the foot of each mail to a person. */
@PiDeskTest
class ComplaintPageTest {
    private static final Pattern LINK = Pattern.compile("http://localhost(/abc-motors/pi/complaint/[a-z]+)");

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Suppressions suppressions;

    @Autowired
    IdentityChecks identity;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    ApplicationContext application;

    private String page;
    private Visitor thandi;

    @BeforeEach
    void thandiGotAMail() {
        stage.withdraw(THANDI);
        stage.work();
        var link = LINK.matcher(Received.by(application).newest(THANDI.value()).orElseThrow());
        assertThat(link.find()).isTrue();
        page = link.group(1);
        thandi = new Visitor(port);
        database.sql("delete from suppression_intake").update();
    }

    @Test
    void opensWithoutDoingAnything() {
        for (int i = 0; i < 3; i++) {
            var opened = thandi.get(page);

            assertThat(opened.statusCode()).isEqualTo(200);
            assertThat(opened.body())
                    .contains("Complain about a message", "stops at once")
                    .doesNotContain(THANDI.value(), "Thandi");
        }
        assertThat(complaints()).isZero();
        assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isFalse();
    }

    @Test
    void takesAComplaintAndSaysSo() {
        var sent = complain(Map.of("about", "TOO_MANY", "words", "Five this week.", "answer", "true"));

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(thandi.get(page).body())
                .contains("We have your complaint", "has stopped", "answers you by")
                .containsPattern("PI(-[0-9A-Z]{4}){3}");
        assertThat(complaints()).isOne();
        assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isTrue();
    }

    @Test
    void promisesNoDayThatIsOver() {
        complain(Map.of("about", "TOO_MANY", "answer", "true"));
        assertThat(thandi.get(page).body()).doesNotContain("is late");

        clock.advance(Duration.ofDays(20));

        assertThat(thandi.get(page).body()).contains("and is late").doesNotContain("answers you by");
    }

    @Test
    void wantsToKnowWhatItIsAboutAndLosesNothing() {
        var sent = complain(Map.of("about", "NONSENSE", "words", "Five <b>this</b> week."));

        assertThat(sent.statusCode()).isEqualTo(400);
        assertThat(sent.body())
                .contains("Choose what went wrong.", "Five &lt;b&gt;this&lt;/b&gt; week.")
                .containsPattern("id=\"wrong\"[^>]*>(?:<[^>]*>)*Choose what went wrong")
                .containsOnlyOnce("aria-describedby=\"wrong\"")
                .containsPattern("<fieldset id=\"about\"[^>]* aria-describedby=\"wrong\"");
        assertThat(complaints()).isZero();
    }

    @Test
    void countsALineEndOnceAsTheBrowserDoes() {
        var longer = complain(Map.of("about", "TOO_MANY", "words", "x".repeat(2001)));
        assertThat(longer.statusCode()).isEqualTo(400);
        assertThat(longer.body())
                .contains("Use 2000 characters at most.")
                .containsOnlyOnce("aria-describedby=\"wrong\"")
                .containsPattern("<textarea[^>]* aria-describedby=\"wrong\"");

        var sent = complain(Map.of("about", "TOO_MANY", "words", "x\r\n".repeat(999) + "xx"));

        assertThat(sent.statusCode()).isEqualTo(303);
    }

    /** Nine bytes each, as they are sent. */
    @Test
    void takesAsManyLettersOfAnyScript() {
        var sent = complain(Map.of("about", "TOO_MANY", "words", "\u0939".repeat(2000)));

        assertThat(sent.statusCode()).isEqualTo(303);
    }

    @Test
    void isHeardOnceHoweverOftenItIsSent() {
        for (int i = 0; i < 20; i++) {
            complain(Map.of("about", "TOO_MANY"));
        }

        assertThat(complaints()).isOne();
    }

    @Test
    void takesNoMoreThanTenADayByOneLink() {
        for (int i = 0; i < 10; i++) {
            assertThat(complain(Map.of("about", "TOO_MANY")).statusCode()).isEqualTo(303);
        }

        var late = complain(Map.of("about", "TOO_MANY", "words", "x".repeat(1900)));
        assertThat(late.statusCode()).isEqualTo(429);
        assertThat(late.body())
                .contains("this was not", "Please try again tomorrow.", "We have your complaint", "x".repeat(1900));
        assertThat(times()).isEqualTo(10);

        clock.advance(Duration.ofDays(1));
        assertThat(complain(Map.of("about", "TOO_MANY")).statusCode()).isEqualTo(303);
        assertThat(times()).isEqualTo(11);
    }

    @Test
    void takesNoStormFromOneNetworkAndLosesNoWord() {
        for (int i = 0; i < 120; i++) {
            identity.takeComplaint("another link " + i, "127.0.0.1");
        }

        var late = complain(Map.of("about", "TOO_MANY", "words", "Five this week."));
        assertThat(late.statusCode()).isEqualTo(429);
        assertThat(late.body()).contains("was not taken", "Please try again in an hour.", "Five this week.");
        assertThat(complaints()).isZero();

        clock.advance(Duration.ofHours(1));
        assertThat(complain(Map.of("about", "TOO_MANY")).statusCode()).isEqualTo(303);
    }

    @Test
    void saysWhenItIsOnlyCounted() {
        complain(Map.of("about", "TOO_MANY"));
        assertThat(thandi.get(page).body()).doesNotContain("only count");
        database.sql("update marketing_complaint set times = 20").update();

        complain(Map.of("about", "TOO_MANY", "words", "Again."));

        assertThat(thandi.get(page).body()).contains("the first 20 times is kept; after that we only count");
    }

    @Test
    void opensToNobodyWhoMadeTheLinkUp() {
        for (var forged : new String[] {
            page.substring(0, page.length() - 1) + (page.endsWith("b") ? "c" : "b"),
            page + "bb",
            "/abc-motors/pi/complaint/" + "b".repeat(120),
            "/abc-motors/pi/complaint/" + THANDI.value(),
            page.replace("abc-motors", "sea-point-cars")
        }) {
            assertThat(thandi.get(forged).statusCode()).as(forged).isEqualTo(404);
        }
    }

    @Test
    void endsAfterHalfAYear() {
        clock.advance(Duration.ofDays(180));
        assertThat(thandi.get(page).statusCode()).isEqualTo(200);

        clock.advance(Duration.ofDays(1));
        assertThat(thandi.get(page).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> complain(Map<String, String> fields) {
        // once it is taken, the page has no form
        return thandi.submit(thandi.get("/abc-motors/pi"), page, fields);
    }

    private int times() {
        return database.sql("select times from marketing_complaint")
                .query(Integer.class)
                .single();
    }

    private int complaints() {
        return database.sql("select count(*) from marketing_complaint")
                .query(Integer.class)
                .single();
    }
}

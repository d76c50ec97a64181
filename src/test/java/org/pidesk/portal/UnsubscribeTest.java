package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Evidence;
import org.pidesk.consent.Interests;
import org.pidesk.consent.MarketingConsent;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.consent.Unsubscribes;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.MovableClock;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.suppression.Suppressions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The way out of marketing: by one click of a mail program, and by the button of a page. */
@PiDeskTest
class UnsubscribeTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    @LocalServerPort
    int port;

    @Autowired
    Unsubscribes unsubscribes;

    @Autowired
    Consents consents;

    @Autowired
    Interests interests;

    @Autowired
    Contacts contacts;

    @Autowired
    Suppressions suppressions;

    @Autowired
    SamplePeople people;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    private String cars;

    @BeforeEach
    void thandiHasSubscribed() {
        people.moveIn();
        cars = interests.add(ABC_MOTORS, "New cars", "New models and test drives.", "naledi");
        for (var interest : new String[] {null, cars}) {
            consents.give(
                    thandi().id(),
                    Channel.EMAIL,
                    interest,
                    Ground.CONSENT,
                    Evidence.of(Evidence.Kind.DOUBLE_OPT_IN).worded("marketing/1"));
        }
    }

    @Test
    void takesThePostOfAMailProgramThatHasNoCookieAndNoToken() {
        var answer = post(link(cars), FORM, ONE_CLICK);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("You have unsubscribed", "New cars", "t***@e***.com", "Subscribe again");
        assertThat(consents.mayMarket(thandi().id(), Channel.EMAIL, cars)).isFalse();
        assertThat(consents.mayMarket(thandi().id(), Channel.EMAIL, null)).isTrue();
    }

    @Test
    void takesItAsMultipartToo() {
        var body =
                "--edge\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--edge--\r\n";

        assertThat(post(link(cars), "multipart/form-data; boundary=edge", body).statusCode())
                .isEqualTo(200);
        assertThat(consents.mayMarket(thandi().id(), Channel.EMAIL, cars)).isFalse();
    }

    @Test
    void endsAllMarketingByTheLinkOfAGeneralMail() {
        post(link(null), FORM, ONE_CLICK);

        assertThat(consents.of(thandi().id())).noneMatch(MarketingConsent::isGiven);
        assertThat(thandi().consentToMarket()).isFalse();
        assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isTrue();
    }

    @Test
    void neverTouchesConsentToProcess() {
        post(link(cars), FORM, ONE_CLICK);
        post(link(null), FORM, ONE_CLICK);

        assertThat(thandi().consentToProcess()).isTrue();
        assertThat(thandi().state()).isEqualTo(Contact.State.ACTIVE);
        assertThat(database.sql("select count(*) from request")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void doesItOnceHoweverOftenItIsSent() {
        var before = facts();
        var link = link(cars);

        for (int i = 0; i < 100; i++) {
            assertThat(post(link, FORM, ONE_CLICK).statusCode()).isEqualTo(200);
        }

        assertThat(facts()).isEqualTo(before + 1);
        assertThat(consents.history(thandi().id()).stream().filter(said -> !said.isGiven()))
                .hasSize(1);
    }

    @Test
    void endsAllForOnceHoweverOftenAndHoweverManyAtOnceItIsSent() {
        var before = facts();
        var link = link(null);

        var answers = IntStream.range(0, 100)
                .parallel()
                .mapToObj(number -> post(link, FORM, ONE_CLICK).statusCode())
                .toList();

        assertThat(answers).hasSize(100).containsOnly(200);
        assertThat(facts()).isEqualTo(before + 1);
    }

    @Test
    void doesNothingForWhoOnlyOpensIt() {
        var browser = new Visitor(port);
        for (int i = 0; i < 3; i++) {
            assertThat(browser.get(link(null)).body())
                    .contains("Unsubscribe", "t***@e***.com")
                    .doesNotContain(THANDI.value());
        }

        assertThat(consents.mayMarket(thandi().id(), Channel.EMAIL, null)).isTrue();
    }

    /** Programs that look at mails open links, and some send what they find. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/x-www-form-urlencoded | ''",
                "application/x-www-form-urlencoded | List-Unsubscribe=one-click",
                "application/x-www-form-urlencoded | List-Unsubscribe=One-Click&List-Unsubscribe=all-marketing",
                "application/x-www-form-urlencoded | List-Unsubscribe=One-Click&List-Unsubscribe=One-Click",
                "application/x-www-form-urlencoded | List-Unsubscribe=One-Click&interest=all",
                "application/x-www-form-urlencoded | list-unsubscribe=One-Click",
                "application/json | {\"List-Unsubscribe\":\"One-Click\"}",
                "text/plain | List-Unsubscribe=One-Click"
            })
    void takesNoOtherBody(String type, String body) {
        assertThat(post(link(null), type, body).statusCode()).isEqualTo(400);

        assertThat(consents.mayMarket(thandi().id(), Channel.EMAIL, null)).isTrue();
    }

    @Test
    void takesNothingThatStandsInTheAddress() {
        assertThat(post(link(null) + "?" + ONE_CLICK, FORM, "").statusCode()).isEqualTo(400);
        assertThat(post(link(null) + "?" + ONE_CLICK, FORM, ONE_CLICK).statusCode())
                .isEqualTo(400);

        assertThat(consents.mayMarket(thandi().id(), Channel.EMAIL, null)).isTrue();
    }

    @Test
    void takesNoForgedLinkAndNoneOfAnotherOrganisation() {
        var token = link(null).substring(link(null).lastIndexOf('/') + 1);
        var mixed = token.substring(0, token.length() / 2)
                + new StringBuilder(token.substring(token.length() / 2)).reverse();

        for (var path : new String[] {
            "/sea-point-cars/pi/unsubscribe/" + token,
            "/abc-motors/pi/unsubscribe/" + mixed,
            "/abc-motors/pi/unsubscribe/x",
            "/nobody/pi/unsubscribe/" + token
        }) {
            assertThat(post(path, FORM, ONE_CLICK).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(consents.mayMarket(thandi().id(), Channel.EMAIL, null)).isTrue();
    }

    @Test
    void endsWithItsTimeAndSaysWhatToDoThen() {
        var link = link(null);
        clock.advance(Duration.ofDays(181));

        assertThat(post(link, FORM, ONE_CLICK).statusCode()).isEqualTo(410);
        assertThat(new Visitor(port).get(link).body()).contains("This link is too old", "180 days");
        assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isFalse();
    }

    @Test
    void stopsAnAddressThatIsOnNoRecord() {
        var link = unsubscribes.link(ABC_MOTORS, MALLORY, null, UUID.randomUUID(), null);

        assertThat(post(link, FORM, ONE_CLICK).statusCode()).isEqualTo(200);

        assertThat(suppressions.covers(ABC_MOTORS, MALLORY)).isTrue();
    }

    @Test
    void hasAButtonThatSendsTheSame() {
        var done = new Visitor(port).submit(link(cars), Map.of(Unsubscribes.FIELD, Unsubscribes.VALUE));

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(consents.mayMarket(thandi().id(), Channel.EMAIL, cars)).isFalse();
    }

    @Test
    void hasASecondButtonThatEndsAllMarketing() {
        var browser = new Visitor(port);
        var page = browser.get(link(cars));
        assertThat(page.body()).contains("All marketing");

        var done = browser.submit(page, link(cars), Map.of(Unsubscribes.FIELD, Unsubscribes.ALL));

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).contains("no more marketing of any kind").doesNotContain("New cars");
        assertThat(consents.of(thandi().id())).noneMatch(MarketingConsent::isGiven);
        assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isTrue();
    }

    private String link(String interest) {
        return unsubscribes.link(ABC_MOTORS, THANDI, interest, UUID.randomUUID(), null);
    }

    private Contact thandi() {
        return contacts.heldAt(ABC_MOTORS, THANDI).get(0);
    }

    private int facts() {
        return database.sql("select count(*) from fact").query(Integer.class).single();
    }

    private HttpResponse<String> post(String path, String type, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }
}

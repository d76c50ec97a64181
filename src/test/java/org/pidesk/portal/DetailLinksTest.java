package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.consent.DetailLinks;
import org.pidesk.kernel.MovableClock;
import org.pidesk.notice.Sender;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The links of a mail to one's own details lead to the proof of the address, and never past it. */
@PiDeskTest
class DetailLinksTest {
    private static final String PI = "/abc-motors/pi";

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext application;

    @Autowired
    DetailLinks links;

    @Autowired
    SamplePeople people;

    @Autowired
    Sender sender;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    private Visitor browser;

    @BeforeEach
    void everybodyHasMovedIn() {
        people.moveIn();
        browser = new Visitor(port);
    }

    @Test
    void sendsNothingToWhoOnlyOpensIt() {
        var page = browser.get(links.view(ABC_MOTORS, THANDI));

        assertThat(page.body())
                .contains("View or update your details", "t***@e***.com")
                .doesNotContain(THANDI.value(), "Nkosi");
        assertThat(codesSent()).isZero();
    }

    /** Whoever was passed the mail is told no more of the address once they have had a code sent to it. */
    @Test
    void masksTheAddressWhereTheCodeIsTypedInToo() {
        browser.submit(links.view(ABC_MOTORS, THANDI), Map.of());

        masks(browser.get(PI + "/code"));
        masks(browser.submit(PI + "/code", Map.of("code", "12")));
        assertThat(location(browser.submit(PI + "/code", PI + "/code/again", Map.of())))
                .isEqualTo(PI + "/code?sent");
        masks(browser.get(PI + "/code?sent"));
        assertThat(location(browser.submit(PI + "/code", Map.of("code", code()))))
                .isEqualTo(PI + "/held");
    }

    private static void masks(HttpResponse<String> page) {
        assertThat(page.body()).contains("t***@e***.com").doesNotContain(THANDI.value());
    }

    /** Or whoever was passed it would see by the mask which of the addresses that they try it is. */
    @Test
    void showsAnAddressThatIsTypedThoughItIsThatOfTheLink() {
        browser.submit(links.view(ABC_MOTORS, THANDI), Map.of());
        code();

        browser.submit(PI, Map.of("address", THANDI.value()));

        assertThat(browser.get(PI + "/code").body()).contains(THANDI.value()).doesNotContain("t***@e***.com");
        assertThat(location(browser.submit(PI + "/code", Map.of("code", code()))))
                .isEqualTo(PI + "/held");
    }

    @Test
    void asksForACodeBeforeItShowsAnything() {
        var link = links.view(ABC_MOTORS, THANDI);

        assertThat(location(browser.submit(link, Map.of()))).isEqualTo(PI + "/code");
        assertThat(location(browser.get(PI + "/held"))).isEqualTo(PI + "?again");
        assertThat(location(browser.submit(PI + "/code", Map.of("code", code()))))
                .isEqualTo(PI + "/held");
    }

    @Test
    void leadsWhoWantsToBeRemovedToThePageThatExplainsIt() {
        assertThat(location(browser.submit(links.remove(ABC_MOTORS, THANDI), Map.of())))
                .isEqualTo(PI + "/code?remove");
        var asked = browser.get(PI + "/code?remove");

        var proven =
                browser.submit(asked, PI + "/code", Map.of("code", code(), "remove", Visitor.hidden(asked, "remove")));

        assertThat(location(proven)).isEqualTo(PI + "/de-identify");
        assertThat(browser.get(PI + "/de-identify").statusCode()).isEqualTo(200);
    }

    @Test
    void keepsTheWayAfterAWrongCode() {
        browser.submit(links.remove(ABC_MOTORS, THANDI), Map.of());

        var wrong = browser.submit(PI + "/code?remove", PI + "/code", Map.of("code", "12", "remove", "yes"));

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(Visitor.hidden(wrong, "remove")).isEqualTo("yes");
    }

    @Test
    void isOverAfterAMonth() {
        var link = links.view(ABC_MOTORS, THANDI);
        clock.advance(Duration.ofDays(31));

        var page = browser.get(link);
        assertThat(page.statusCode()).isEqualTo(410);
        assertThat(page.body()).contains("This link is too old");
        assertThat(location(browser.submit(PI, link, Map.of()))).isEqualTo(PI);
        assertThat(codesSent()).isZero();
    }

    @Test
    void cannotBeMadeUp() {
        assertThat(browser.get(PI + "/details/" + "A".repeat(80)).statusCode()).isEqualTo(404);
        assertThat(browser.get(links.view(ABC_MOTORS, THANDI).replace("abc-motors", "sea-point-cars"))
                        .statusCode())
                .isEqualTo(404);
    }

    private int codesSent() {
        return database.sql("select count(*) from notice").query(Integer.class).single();
    }

    private String code() {
        sender.sendDue();
        return Received.by(application).code(THANDI.value());
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }
}

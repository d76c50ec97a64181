package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.Sender;
import org.pidesk.request.Reviews;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A person has a closed request looked at again, over HTTP: by the mailed link, or with a proof. */
@PiDeskTest
class ReviewPageTest {
    private static final String PI = "/abc-motors/pi";
    private static final String REASON = "Nobody has looked in the workshop.";
    private static final Pattern LINK = Pattern.compile("http://localhost(?::\\d+)?(/\\S+/requests/[\\w-]+)");

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext application;

    @Autowired
    SamplePeople people;

    @Autowired
    Stage stage;

    @Autowired
    Sender sender;

    @Autowired
    Reviews reviews;

    @Autowired
    JdbcClient database;

    private Visitor browser;
    private String link;

    @BeforeEach
    void aRequestIsOpen() {
        people.moveIn();
        browser = new Visitor(port);
        stage.withdraw(THANDI);
        stage.work();
        var mailed =
                LINK.matcher(Received.by(application).newest(THANDI.value()).orElseThrow());
        assertThat(mailed.find()).isTrue();
        link = mailed.group(1);
    }

    @Test
    void isOfferedOnceTheRequestIsClosed() {
        assertThat(browser.get(link).body()).doesNotContain(link + "/review");
        assertThat(browser.get(link + "/review").body()).contains("still open").doesNotContain("<textarea");

        close();

        assertThat(browser.get(link).body()).contains(link + "/review");
        assertThat(browser.get(link + "/review").body()).contains("<textarea", "complain to the Information Regulator");
    }

    @Test
    void isAskedForByTheLinkOnceHoweverOftenItIsSent() {
        close();

        var first = browser.submit(link + "/review", Map.of("reason", REASON));
        var second = browser.submit(PI, link + "/review", Map.of("reason", REASON));

        assertThat(location(first)).isEqualTo(link + "/review").isEqualTo(location(second));
        assertThat(rows()).isOne();
        assertThat(browser.get(link + "/review").body())
                .contains("It is being looked at again", "that day is not counted")
                .doesNotContain("<textarea");
    }

    @Test
    void losesNothingThatWasTyped() {
        close();

        var answer = browser.submit(link + "/review", Map.of("reason", "<b>no</b>"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("at least ten characters", "&lt;b&gt;no&lt;/b&gt;");
        assertThat(rows()).isZero();
    }

    @Test
    void isAskedForWithAProofOfTheAddressAndWithNoOther() {
        close();
        var mine = PI + "/requests/" + reference() + "/review";
        assertThat(location(browser.get(mine))).isEqualTo(PI + "?again");
        prove(MALLORY);
        assertThat(browser.get(mine).statusCode()).isEqualTo(404);
        assertThat(browser.submit(PI, mine, Map.of("reason", REASON)).statusCode())
                .isEqualTo(404);
        assertThat(rows()).isZero();

        browser = new Visitor(port);
        prove(THANDI);
        browser.submit(mine, Map.of("reason", REASON));

        assertThat(rows()).isOne();
    }

    @Test
    void isNotAskedForByWhoOnlyLooks() {
        close();

        for (var method : List.of("GET", "HEAD", "OPTIONS")) {
            browser.call(method, link + "/review?reason=Nobody+has+looked", null);
        }
        assertThat(browser.submit(PI + "/nowhere", link + "/review", Map.of("reason", REASON))
                        .statusCode())
                .isEqualTo(403);

        assertThat(rows()).isZero();
    }

    @Test
    void showsWhatCameOfIt() {
        close();
        browser.submit(link + "/review", Map.of("reason", REASON));

        reviews.decide(
                new Reference(reference()),
                Map.of("decision", "UPHOLD", "words", "You cancelled it yourself, by the link that we sent."),
                "cara");

        assertThat(browser.get(link + "/review").body())
                .contains("Our answer stands", "You cancelled it yourself")
                .doesNotContain("being looked at", "cara");
    }

    private void close() {
        browser.submit(link + "/cancel", Map.of());
        stage.work();
    }

    private void prove(Address address) {
        browser.submit(PI, Map.of("address", address.value()));
        sender.sendDue();
        browser.submit(PI + "/code", Map.of("code", Received.by(application).code(address.value())));
    }

    private String reference() {
        return database.sql("select reference from request where type = 'WITHDRAWAL'")
                .query(String.class)
                .single();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("nowhere").replaceFirst("http://localhost:\\d+", "");
    }

    private long rows() {
        return database.sql("select count(*) from case_review")
                .query(Long.class)
                .single();
    }
}

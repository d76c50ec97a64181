package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.pidesk.sandbox.SamplePeople.THANDIS_MOBILE;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.Sender;
import org.pidesk.request.Requests;
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
    private static final String ELSEWHERE = "/sea-point-cars/pi";
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
    Requests requests;

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
        link = linkOf(Received.by(application).newest(THANDI.value()));
    }

    private static String linkOf(Optional<String> message) {
        var mailed = LINK.matcher(message.orElseThrow());
        assertThat(mailed.find()).isTrue();
        return mailed.group(1);
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
    void isAskedForAtItsOwnOrganisationOnly() {
        close();
        prove(THANDI);
        var mine = "/requests/" + reference() + "/review";

        assertThat(location(browser.get(ELSEWHERE + mine))).isEqualTo(ELSEWHERE + "?again");
        assertThat(location(browser.submit(ELSEWHERE, ELSEWHERE + mine, Map.of("reason", REASON))))
                .isEqualTo(ELSEWHERE + "?again");
        isNothing(link.replace("abc-motors", "sea-point-cars") + "/review");
        assertThat(rows()).isZero();

        assertThat(browser.get(PI + mine).body()).contains("<textarea");
        assertThat(browser.get(link + "/review").body()).contains("<textarea");
    }

    /** The other address was told, and may belong to somebody else by now: who reads it neither asks nor reads. */
    @Test
    void isNoBusinessOfAnAddressThatWasOnlyWarned() {
        var warned = linkOf(Received.by(application).newestText(THANDIS_MOBILE.value()));
        close();
        var mine = PI + "/requests/" + reference() + "/review";

        assertThat(browser.get(warned).body())
                .doesNotContain(warned + "/review")
                .contains("complain to the Information");
        isNothing(warned + "/review");
        prove(THANDIS_MOBILE);
        assertThat(browser.get(PI + "/requests/" + reference()).body()).doesNotContain(mine);
        isNothing(mine);
        assertThat(rows()).isZero();

        browser.submit(link + "/review", Map.of("reason", REASON));
        assertThat(rows()).isOne();
        isNothing(warned + "/review");
        isNothing(mine);
    }

    private void isNothing(String page) {
        assertThat(browser.get(page).statusCode()).isEqualTo(404);
        assertThat(browser.submit(PI, page, Map.of("reason", REASON)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void endsWithTheEvidenceAsEveryMailedLinkDoes() {
        close();
        requests.forgetOldAddresses();
        assertThat(browser.get(link).statusCode()).isEqualTo(200);
        assertThat(links()).isPositive();

        database.sql("delete from vault_envelope where name = 'evidence'").update();
        requests.forgetOldAddresses();

        assertThat(links()).isZero();
        assertThat(browser.get(link).statusCode()).isEqualTo(404);
        assertThat(browser.get(link + "/review").statusCode()).isEqualTo(404);
    }

    private long links() {
        return database.sql("select count(*) from request_link")
                .query(Long.class)
                .single();
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
                Map.of("decision", "UPHOLD", "words", "You cancelled it yourself,\n\nby the link that we sent."),
                "cara");

        assertThat(browser.get(link + "/review").body())
                .contains("Our answer stands", "class=\"pi-statement\">You cancelled it yourself,\n\nby the link")
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

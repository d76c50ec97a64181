package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Address;
import org.pidesk.notice.Sender;
import org.pidesk.request.LookUps;
import org.pidesk.request.Requests;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When a look-up starts by itself and when it does not, over HTTP. */
@PiDeskTest
class LookUpTest {
    private static final String PI = "/abc-motors/pi";

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
    LookUps lookUps;

    @Autowired
    Requests requests;

    @Autowired
    Contacts contacts;

    @Autowired
    JdbcClient database;

    private Visitor browser;

    @BeforeEach
    void everybodyHasMovedIn() {
        people.moveIn();
        browser = new Visitor(port);
    }

    @Test
    void startsByItselfOnceTheAddressIsProven() {
        browser.submit(PI, Map.of("address", MALLORY.value()));
        assertThat(lookUpsReceived()).isZero();

        answerTheCode(MALLORY);

        assertThat(lookUpsReceived()).isOne();
        assertThat(browser.get(PI + "/held").body())
                .contains("We are looking for you elsewhere", "Follow the look-up", reference())
                .doesNotContain("Search again", "What remains of an earlier request");
    }

    @Test
    void startsNoneWhereARecordIsHeld() {
        prove(THANDI);

        assertThat(lookUpsReceived()).isZero();
        assertThat(browser.get(PI + "/held").body()).doesNotContain("looking for you elsewhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void startsNoneForWhoOnlyLooks(String method) {
        prove(MALLORY);
        requests.cancel(
                stage.proofOf(MALLORY),
                lookUps.of(stage.proofOf(MALLORY)).open().reference());

        for (var page : List.of("/held", "/code", "/look-up", "")) {
            browser.call(method, PI + page, null);
        }

        assertThat(lookUpsReceived()).isOne();
    }

    @Test
    void startsOneForTwoTabs() throws Exception {
        var proof = stage.proofOf(MALLORY);
        var tabs = Executors.newFixedThreadPool(4);
        try {
            for (var tab : tabs.invokeAll(Collections.nCopies(8, Executors.callable(() -> lookUps.lookedUp(proof))))) {
                tab.get();
            }
        } finally {
            tabs.shutdown();
        }

        assertThat(lookUpsReceived()).isOne();
    }

    @Test
    void isTheSameWhenTheAddressIsProvenAgain() {
        prove(MALLORY);
        browser = new Visitor(port);
        prove(MALLORY);

        assertThat(lookUpsReceived()).isOne();
    }

    @Test
    void saysWhatTheEarlierOneFoundAndSearchesAgainOnlyWhenAsked() {
        var first = stage.lookUp(MALLORY);
        stage.lookInAll(first, "NOT_FOUND");
        stage.work();

        prove(MALLORY);

        assertThat(lookUpsReceived()).isOne();
        assertThat(browser.get(PI + "/held").body())
                .contains("What you asked before", "Nothing was found anywhere.", "Search again")
                .doesNotContain("looking for you elsewhere");
        assertThat(location(browser.submit(PI + "/held", PI + "/look-up", Map.of())))
                .isEqualTo(PI + "/held");
        browser.submit(PI + "/held", PI + "/look-up", Map.of());
        assertThat(lookUpsReceived()).isEqualTo(2);
        assertThat(browser.get(PI + "/held").body())
                .contains("looking for you elsewhere", "Nothing was found anywhere.");
    }

    @Test
    void startsNoneAfterAWithdrawal() {
        stage.carryThrough(THANDI);

        prove(THANDI);

        assertThat(lookUpsReceived()).isZero();
        assertThat(browser.get(PI + "/held").body())
                .contains("Withdrawal of consent", "It was carried out", "See what was done")
                .containsPattern("pi-button-second[^>]*>Search again");
    }

    @Test
    void startsNoneWhileAWithdrawalIsOpen() {
        stage.withdraw(MALLORY);

        prove(MALLORY);
        browser.submit(PI, PI + "/look-up", Map.of());

        assertThat(lookUpsReceived()).isZero();
    }

    @Test
    void startsNoneAgainOnceARecordIsHeld() {
        prove(MALLORY);
        requests.cancel(
                stage.proofOf(MALLORY),
                lookUps.of(stage.proofOf(MALLORY)).open().reference());
        contacts.add(new Contact(ABC_MOTORS, "Mallory", "Adams", "Walked in").reachedAt(MALLORY));

        browser.submit(PI, PI + "/look-up", Map.of());

        assertThat(lookUpsReceived()).isOne();
    }

    @Test
    void leavesTheWayToAWithdrawalOpen() {
        prove(MALLORY);

        var withdrawn = browser.submit(PI + "/withdraw", Map.of("wording", HeldController.WORDING));

        assertThat(location(withdrawn)).startsWith(PI + "/done/PI-");
    }

    @Test
    void isFollowedAndCancelledByTheMailedLink() {
        prove(MALLORY);
        sender.sendDue();
        var mail = Received.by(application).newest(MALLORY.value()).orElseThrow();
        var link = mail.replaceAll("(?s).*http://localhost(?::\\d+)?(/\\S+/requests/[\\w-]{43}).*", "$1");

        browser = new Visitor(port);
        browser.submit(link + "/cancel", Map.of());

        assertThat(lookUps.of(stage.proofOf(MALLORY)).open()).isNull();
    }

    private void prove(Address who) {
        browser.submit(PI, Map.of("address", who.value()));
        answerTheCode(who);
    }

    private void answerTheCode(Address who) {
        sender.sendDue();
        var code = Received.by(application).code(who.value());
        assertThat(location(browser.submit(PI + "/code", Map.of("code", code)))).isEqualTo(PI + "/held");
    }

    private String reference() {
        return lookUps.of(stage.proofOf(MALLORY)).open().reference().value();
    }

    private int lookUpsReceived() {
        return database.sql("select count(*) from request where type = 'LOOK_UP'")
                .query(Integer.class)
                .single();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").replaceFirst("http://localhost:\\d+", "");
    }
}

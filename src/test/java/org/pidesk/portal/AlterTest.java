package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.KLOOF_TRADERS;
import static org.pidesk.sandbox.SamplePeople.MALLORY;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.notice.Sender;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The alteration of what is held, over HTTP, without JavaScript: only the order of the steps leads to its end. */
@PiDeskTest
class AlterTest {
    private static final String PI = "/abc-motors/pi";
    private static final String ALTER = PI + "/alter";
    private static final Map<String, String> CONFIRMED = Map.of("wording", AlterController.WORDING);
    private static final EmailAddress LOST = EmailAddress.parse("fred@lost.example.com");

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext application;

    @Autowired
    SamplePeople people;

    @Autowired
    Contacts contacts;

    @Autowired
    Stage stage;

    @Autowired
    Sender sender;

    @Autowired
    JdbcClient database;

    private Visitor browser;

    @BeforeEach
    void everybodyHasMovedIn() {
        people.moveIn();
        browser = new Visitor(port);
    }

    @Test
    void showsWasAndChangedSideBySideAndTakesInWhatIsConfirmed() {
        prove(FRED);
        assertThat(browser.get(ALTER).body()).contains("Was", "Changed", "B***").doesNotContain("Basset");

        assertThat(location(type(Map.of("surname", " Hound ")))).isEqualTo(ALTER + "/confirm");
        assertThat(browser.get(ALTER + "/confirm").body()).contains("Hound", "not changed", "B***");
        assertThat(rows("request")).isZero();

        var done = confirm();
        assertThat(location(done)).matches(ALTER + "/done/PI(-[0-9A-Z]{4}){3}");
        assertThat(browser.get(location(done)).body()).contains("We have your request", "says so already");
        assertThat(record().lastName()).isEqualTo("Hound");
    }

    @Test
    void leadsASecondClickToWhatTheFirstHasDone() {
        prove(FRED);
        type(Map.of("surname", "Hound"));

        var first = confirm();

        assertThat(location(browser.submit(PI + "/held", ALTER + "/confirm", CONFIRMED)))
                .isEqualTo(location(first));
        assertThat(rows("request")).isOne();
    }

    @Test
    void letsNoStepBeLeftOut() {
        prove(FRED);

        assertThat(location(browser.submit(ALTER, ALTER + "/confirm", CONFIRMED)))
                .isEqualTo(ALTER);
        assertThat(location(browser.get(ALTER + "/confirm"))).isEqualTo(ALTER);
        assertThat(location(browser.get(ALTER + "/code"))).isEqualTo(ALTER);
        type(Map.of("email", LOST.value()));
        assertThat(location(browser.get(ALTER + "/confirm"))).isEqualTo(ALTER + "/code");
        assertThat(location(browser.submit(ALTER, ALTER + "/confirm", CONFIRMED)))
                .isEqualTo(ALTER + "/code");
        assertThat(rows("request")).isZero();
    }

    @Test
    void asksToReadAgainWhatHasBeenReworded() {
        prove(FRED);
        type(Map.of("surname", "Hound"));

        var answer = browser.submit(ALTER + "/confirm", Map.of("wording", "alteration-2020-01"));

        assertThat(location(answer)).isEqualTo(ALTER + "/confirm?reworded");
        assertThat(rows("request")).isZero();
    }

    @Test
    void provesANewAddressByACodeBeforeAnythingIsTakenIn() {
        prove(FRED);
        assertThat(location(type(Map.of("email", LOST.value())))).isEqualTo(ALTER + "/code");
        assertThat(browser.get(ALTER + "/code").body()).contains(LOST.value());

        sender.sendDue();
        var code = Received.by(application).code(LOST.value());
        assertThat(browser.submit(ALTER + "/code", Map.of("code", other(code))).statusCode())
                .isEqualTo(422);
        assertThat(location(browser.submit(ALTER + "/code", Map.of("code", code))))
                .isEqualTo(ALTER + "/confirm");
        assertThat(browser.get(ALTER + "/confirm").body()).contains("nothing is changed for 24 hours");

        confirm();

        assertThat(record().email()).contains(FRED);
        stage.passThePause();
        assertThat(contacts.heldAt(ABC_MOTORS, LOST)).hasSize(1);
    }

    @Test
    void trustsTheDraftOnOurSideAndNothingThatTheBrowserSends() {
        prove(FRED);
        type(Map.of("surname", "Hound"));
        var forged = new HashMap<>(CONFIRMED);
        forged.putAll(Map.of("surname", "Forged", "email", "mallory@example.net", "number", "1", "organisation", "x"));

        browser.submit(ALTER + "/confirm", forged);

        assertThat(record().lastName()).isEqualTo("Hound");
        assertThat(record().email()).contains(FRED);
    }

    @Test
    void readsNoFieldThatItDoesNotKnow() {
        prove(FRED);
        var before = record();

        type(Map.of("surname", "Hound", "number", "1", "idNumber", "8001015009087", "state", "ACTIVE"));
        confirm();

        assertThat(record().number()).isEqualTo(before.number());
        assertThat(record().idNumber()).isNull();
    }

    @Test
    void bindsTheDraftToItsOwnProof() {
        prove(FRED);
        type(Map.of("surname", "Hound"));
        browser = new Visitor(port);
        prove(FRED);

        assertThat(location(browser.get(ALTER + "/confirm"))).isEqualTo(ALTER);
    }

    @Test
    void keepsTheDraftSealed() {
        prove(FRED);
        type(Map.of("surname", "Hound"));

        assertThat(database.sql("select encode(sealed, 'escape') from alteration_draft")
                        .query(String.class)
                        .single())
                .doesNotContain("Hound");
    }

    @Test
    void saysWhatIsWrongAndKeepsWhatWasTyped() {
        prove(FRED);

        var answer = type(Map.of("email", "not an address", "surname", "Hound"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Enter an email address like", "value=\"not an address\"", "value=\"Hound\"");
        assertThat(rows("alteration_draft")).isZero();
    }

    @Test
    void wantsAtLeastOneField() {
        prove(FRED);

        var answer = type(Map.of("surname", " ", "consent-to-market", "", "statement", "Something is wrong."));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Fill in at least one field");
    }

    @Test
    void takesInNothingThatIsSoAlready() {
        prove(FRED);
        type(Map.of("surname", "Basset"));

        var answer = confirm();

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("Nothing would change");
        assertThat(rows("request")).isZero();
    }

    @Test
    void takesInOneChangeOfARecordADay() {
        prove(FRED);
        type(Map.of("surname", "Hound"));
        confirm();
        type(Map.of("surname", "Terrier"));

        var answer = confirm();

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("still open");
        assertThat(record().lastName()).isEqualTo("Hound");
    }

    @Test
    void leadsToTheWithdrawalWhereConsentToProcessIsTakenBack() {
        prove(FRED);

        assertThat(location(type(Map.of("consent-to-process", "No", "surname", "Hound"))))
                .isEqualTo(PI + "/withdraw");
        assertThat(rows("alteration_draft")).isZero();
    }

    @Test
    void stopsMarketingAloneAndAtOnce() {
        prove(FRED);
        assertThat(browser.get(ALTER).body()).doesNotContain("value=\"Yes\" checked");
        type(Map.of("consent-to-market", "No"));
        confirm();

        assertThat(record().consentToMarket()).isFalse();
        assertThat(record().consentToProcess()).isTrue();
        assertThat(contacts.consentEvidenceOf(record().id()))
                .singleElement()
                .matches(shown -> shown.wording().equals(AlterController.WORDING));
    }

    @Test
    void asksACompanyForItsRegisteredName() {
        prove(KLOOF_TRADERS);

        assertThat(browser.get(ALTER).body()).contains("Registered name").doesNotContain("Surname");
        assertThat(type(Map.of("surname", "Traders")).statusCode()).isEqualTo(303);
        assertThat(confirm().body()).contains("has no surname");
    }

    @Test
    void showsNothingWhereSeveralRecordsCarryTheAddress() {
        prove(AISHA);

        assertThat(browser.get(ALTER).body())
                .contains("Several records carry this address")
                .doesNotContain("K***");
        type(Map.of("surname", "Kahn"));
        assertThat(browser.get(location(confirm())).body()).contains("first find out what belongs to you");
    }

    @Test
    void leadsBackWhereNothingIsHeld() {
        prove(MALLORY);

        assertThat(location(browser.get(ALTER))).isEqualTo(PI + "/held");
    }

    @Test
    void isForProvenPeopleOnly() {
        assertThat(location(browser.get(ALTER))).isEqualTo(PI + "?again");
        assertThat(location(browser.get(ALTER + "/confirm"))).isEqualTo(PI + "?again");
        assertThat(location(browser.submit(PI, ALTER + "/confirm", CONFIRMED))).isEqualTo(PI + "?again");
    }

    @Test
    void showsAHostileNameAsText() {
        prove(FRED);
        type(Map.of("surname", "<script>alert(1)</script>${7*7}"));

        assertThat(browser.get(ALTER + "/confirm").body())
                .contains("&lt;script&gt;", "${7*7}")
                .doesNotContain("<script>alert");
    }

    private Contact record() {
        return contacts.heldAt(ABC_MOTORS, FRED).get(0);
    }

    private HttpResponse<String> type(Map<String, String> fields) {
        return browser.submit(ALTER, fields);
    }

    private HttpResponse<String> confirm() {
        return browser.submit(ALTER + "/confirm", CONFIRMED);
    }

    private void prove(Address address) {
        browser.submit(PI, Map.of("address", address.value()));
        sender.sendDue();
        browser.submit(PI + "/code", Map.of("code", Received.by(application).code(address.value())));
    }

    private static String other(String code) {
        return code.equals("000000") ? "111111" : "000000";
    }

    private String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private int rows(String table) {
        return database.sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }
}

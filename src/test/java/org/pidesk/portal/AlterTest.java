package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.FREDS_MOBILE;
import static org.pidesk.sandbox.SamplePeople.KLOOF_TRADERS;
import static org.pidesk.sandbox.SamplePeople.MALLORY;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Evidence;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.identity.IdentityChecks;
import org.pidesk.identity.TooManyRequests;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.Reference;
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
    private static final String CONFIRM = ALTER + "/confirm";
    private static final String CODE = ALTER + "/code";
    private static final String CHANGED = "?changed";
    private static final String OTHER_TAB = "in another tab or window of this browser";
    private static final String SO_ALREADY = "That is what stands there already.";
    private static final EmailAddress NEW = EmailAddress.parse("fred.hound@example.com");
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
    Consents consents;

    @Autowired
    Stage stage;

    @Autowired
    Sender sender;

    @Autowired
    IdentityChecks identity;

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

        assertThat(location(type(Map.of("surname", " Hound ")))).isEqualTo(CONFIRM);
        assertThat(browser.get(CONFIRM).body()).contains("Hound", "not changed", "B***");
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

        var page = browser.get(CONFIRM);
        var first = confirm(page);

        assertThat(location(confirm(page))).isEqualTo(location(first));
        assertThat(rows("request")).isOne();
    }

    @Test
    void confirmsWhatThisTabHasShownAndNotWhatAnotherHasTyped() {
        prove(FRED);
        type(Map.of("surname", "Hound"));
        var page = browser.get(CONFIRM);
        type(Map.of("surname", "Terrier"));

        assertThat(location(confirm(page))).isEqualTo(CONFIRM + CHANGED);
        assertThat(rows("request")).isZero();
        var again = browser.get(CONFIRM + CHANGED);
        assertThat(again.body()).contains(OTHER_TAB, "Terrier").doesNotContain("Hound");

        confirm(again);
        assertThat(record().lastName()).isEqualTo("Terrier");
    }

    @Test
    void confirmsTheSameTypedInTwoTabsOnce() {
        prove(FRED);
        type(Map.of("surname", "Hound"));
        var page = browser.get(CONFIRM);
        type(Map.of("surname", "Hound"));

        assertThat(location(confirm(page))).startsWith(ALTER + "/done/");
        assertThat(rows("request")).isOne();
    }

    @Test
    void takesTheRequestOfAnotherTabForNoneOfItsOwn() {
        prove(FRED);
        type(Map.of("surname", "Hound"));
        var page = browser.get(CONFIRM);
        type(Map.of("surname", "Terrier"));
        confirm();

        assertThat(location(confirm(page))).isEqualTo(CONFIRM + CHANGED);
        assertThat(location(browser.get(CONFIRM + CHANGED))).isEqualTo(ALTER + CHANGED);
        assertThat(browser.get(ALTER + CHANGED).body()).contains(OTHER_TAB, "still open");
    }

    @Test
    void takesTheCodeOfAnAddressForNothingElse() {
        prove(FRED);
        type(Map.of("email", LOST.value()));
        var page = browser.get(CODE);
        var code = code(LOST);
        type(Map.of("surname", "Hound"));

        assertThat(location(answer(page, code))).isEqualTo(CONFIRM + CHANGED);
        assertThat(browser.get(CONFIRM + CHANGED).body()).contains(OTHER_TAB, "Hound");
        assertThat(browser.get(CONFIRM).body()).doesNotContain(OTHER_TAB, LOST.value());

        type(Map.of("email", LOST.value()));
        assertThat(location(browser.get(CONFIRM))).isEqualTo(CODE);
    }

    @Test
    void triesNoCodeOfOneAddressAtAnother() {
        prove(FRED);
        type(Map.of("email", LOST.value()));
        var page = browser.get(CODE);
        var code = code(LOST);
        type(Map.of("email", NEW.value()));

        assertThat(location(answer(page, code))).isEqualTo(CONFIRM + CHANGED);
        assertThat(location(browser.get(CONFIRM + CHANGED))).isEqualTo(CODE + CHANGED);
        var again = browser.get(CODE + CHANGED);
        assertThat(again.body()).contains(OTHER_TAB, NEW.value()).doesNotContain(LOST.value());

        assertThat(location(answer(again, code(NEW)))).isEqualTo(CONFIRM);
        assertThat(browser.get(CONFIRM).body()).contains(NEW.value());
    }

    @Test
    void sendsNoFurtherCodeForWhatAnotherTabHasTyped() {
        prove(FRED);
        type(Map.of("email", LOST.value()));
        var page = browser.get(CODE);
        type(Map.of("email", NEW.value()));
        var before = rows("notice");

        var answer = browser.submit(PI, CODE + "/again", Map.of("shown", Visitor.hidden(page, "shown")));

        assertThat(location(answer)).isEqualTo(CONFIRM + CHANGED);
        assertThat(rows("notice")).isEqualTo(before);
        assertThat(location(browser.submit(CODE, CODE + "/again", shown(browser.get(CODE)))))
                .isEqualTo(CODE + "?sent");
        assertThat(rows("notice")).isEqualTo(before + 1);
    }

    @Test
    void goesOnWhereAnotherTabHasProvenTheAddress() {
        prove(FRED);
        type(Map.of("email", LOST.value()));
        var page = browser.get(CODE);
        var code = code(LOST);
        answer(page, code);

        assertThat(location(answer(page, code))).isEqualTo(CONFIRM);
        assertThat(location(browser.get(CODE))).isEqualTo(CONFIRM);
    }

    @Test
    void showsAFingerprintThatSaysNothing() {
        prove(FRED);
        type(Map.of("surname", "Hound"));
        var fingerprint = Visitor.hidden(browser.get(CONFIRM), "shown");
        browser = new Visitor(port);
        prove(FRED);
        type(Map.of("surname", "Hound"));

        assertThat(fingerprint).matches("[0-9a-f]{64}");
        assertThat(Visitor.hidden(browser.get(CONFIRM), "shown"))
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(fingerprint);
        assertThat(location(browser.submit(CONFIRM, confirmation(fingerprint)))).isEqualTo(CONFIRM + CHANGED);
        assertThat(location(browser.submit(CONFIRM, confirmation("no fingerprint"))))
                .isEqualTo(CONFIRM + CHANGED);
    }

    @Test
    void letsNoStepBeLeftOut() {
        prove(FRED);

        assertThat(location(browser.submit(ALTER, CONFIRM, confirmation("")))).isEqualTo(CONFIRM + CHANGED);
        assertThat(location(browser.get(CONFIRM))).isEqualTo(ALTER);
        assertThat(location(browser.get(CODE))).isEqualTo(ALTER);
        type(Map.of("email", LOST.value()));
        assertThat(location(browser.get(CONFIRM))).isEqualTo(CODE);
        assertThat(location(confirm(browser.get(CODE)))).isEqualTo(CODE);
        assertThat(rows("request")).isZero();
    }

    @Test
    void asksToReadAgainWhatHasBeenReworded() {
        prove(FRED);
        type(Map.of("surname", "Hound"));

        var form = new HashMap<>(shown(browser.get(CONFIRM)));
        form.put("wording", "alteration-2020-01");
        var answer = browser.submit(CONFIRM, form);

        assertThat(location(answer)).isEqualTo(ALTER + "/confirm?reworded");
        assertThat(rows("request")).isZero();
    }

    @Test
    void provesANewAddressByACodeBeforeAnythingIsTakenIn() {
        prove(FRED);
        assertThat(location(type(Map.of("email", LOST.value())))).isEqualTo(CODE);
        assertThat(browser.get(CODE).body()).contains(LOST.value());

        var code = code(LOST);
        assertThat(answer(browser.get(CODE), other(code)).statusCode()).isEqualTo(422);
        assertThat(location(answer(browser.get(CODE), code))).isEqualTo(CONFIRM);
        assertThat(browser.get(CONFIRM).body()).contains("nothing is changed for 24 hours");

        confirm();

        assertThat(record().email()).contains(FRED);
        stage.passThePause();
        assertThat(contacts.heldAt(ABC_MOTORS, LOST)).hasSize(1);
    }

    @Test
    void trustsTheDraftOnOurSideAndNothingThatTheBrowserSends() {
        prove(FRED);
        type(Map.of("surname", "Hound"));
        var forged = new HashMap<>(confirmation(Visitor.hidden(browser.get(CONFIRM), "shown")));
        forged.putAll(Map.of("surname", "Forged", "email", "mallory@example.net", "number", "1", "organisation", "x"));

        browser.submit(CONFIRM, forged);

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

        assertThat(location(browser.get(CONFIRM))).isEqualTo(ALTER);
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
    void saysBesideTheFieldWhatIsSeenToBeSoAlready() {
        prove(FRED);

        assertSoAlready(type(Map.of("consent-to-market", "Yes")), "consent-to-market");
        assertSoAlready(type(Map.of("consent-to-market", "Yes", "surname", "Hound")), "consent-to-market");
        assertSoAlready(type(Map.of("email", " FRED@sea.example.com ")), "email");
        assertThat(rows("alteration_draft")).isZero();
        assertThat(location(type(Map.of("consent-to-market", "No")))).isEqualTo(CONFIRM);
    }

    /** Sections 11(3)(b) and 69(3)(c): who is written to as a customer never said yes, and may say no. */
    @Test
    void letsACustomerObjectWhoNeverSaidYes() {
        consents.give(
                contacts.heldAt(ABC_MOTORS, KLOOF_TRADERS).get(0).id(),
                Channel.EMAIL,
                null,
                Ground.CUSTOMER,
                Evidence.of(Evidence.Kind.SALE).takenBy("naledi", "Told of it in the lease of three vans."));
        prove(KLOOF_TRADERS);
        assertThat(browser.get(PI + "/held").body()).contains("because you are a customer");

        assertThat(location(type(Map.of("consent-to-market", "No")))).isEqualTo(CONFIRM);
        confirm();
        stage.work();

        assertThat(browser.get(PI + "/held").body()).doesNotContain("because you are a customer");
    }

    @Test
    void saysSoOfANameOnceTheRecordIsInClear() {
        prove(FRED);
        browser.submit(PI + "/held", PI + "/held/further", Map.of("record", "0"));
        var code = code(FREDS_MOBILE);
        assertThat(location(browser.submit(PI + "/held/further/code", Map.of("code", code))))
                .isEqualTo(PI + "/held?proven");
        assertThat(browser.get(ALTER).body()).contains("Basset");

        assertSoAlready(type(Map.of("surname", "Basset")), "surname");
        assertSoAlready(type(Map.of("surname", "Basset", "name", "Frederick")), "surname");
        assertSoAlready(type(Map.of("surname", "Hound", "mobile", FREDS_MOBILE.value())), "mobile");
        assertThat(rows("alteration_draft")).isZero();
        assertThat(location(type(Map.of("surname", "Bassett")))).isEqualTo(CONFIRM);
    }

    @Test
    void saysSoAtTheConfirmationWhereItHasBecomeSoSince() {
        prove(FRED);
        type(Map.of("consent-to-market", "No"));
        consents.withdrawAll(record().id(), Evidence.of(Evidence.Kind.VERBAL).takenBy("naledi", "by telephone"));

        assertSoAlready(confirm(), "consent-to-market");
        assertThat(rows("request")).isZero();
    }

    @Test
    void saysOnTheFirstPageThatAnAlterationIsOpen() {
        prove(FRED);
        assertThat(browser.get(ALTER).body()).doesNotContain("still open");
        type(Map.of("surname", "Hound"));
        confirm();

        assertThat(browser.get(ALTER).body()).contains("still open", PI + "/requests");
        var answer = type(Map.of("surname", "Terrier"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("still open");
        assertThat(rows("alteration_draft")).isZero();
        assertThat(record().lastName()).isEqualTo("Hound");
    }

    @Test
    void saysOnTheFirstPageThatTheRecordIsToBeRemoved() {
        stage.withdraw(FRED);
        prove(FRED);

        assertThat(browser.get(ALTER).body()).contains("removal of your information is open", PI + "/requests");
        var answer = type(Map.of("consent-to-market", "No"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("asked for your information to be removed");
    }

    @Test
    void saysOnTheFirstPageThatADayHasToPassButForAConsent() {
        var process = stage.alter(FREDS_MOBILE, Map.of(Field.SURNAME, "Hound"));
        stage.work();
        stage.answerEverywhere(process, Map.of("SURNAME", "DONE"));
        prove(FRED);

        assertThat(browser.get(ALTER).body()).contains("less than 24 hours ago");
        assertThat(type(Map.of("surname", "Terrier")).statusCode()).isEqualTo(409);
        assertThat(type(Map.of("surname", "Terrier", "consent-to-market", "No")).statusCode())
                .isEqualTo(409);
        assertThat(location(type(Map.of("consent-to-market", "No")))).isEqualTo(CONFIRM);
    }

    /** Whoever has a recycled address proves it, and tries names. */
    @Test
    void answersAGuessOfAMaskedNameAlikeWhetherItIsRightOrNot() {
        var right = guess("Basset", EmailAddress.parse("g1@example.com"));
        var wrong = guess("Bassett", EmailAddress.parse("g2@example.com"));

        assertThat(right).isEqualTo(wrong);
        assertThat(right.toString())
                .contains("less than 24 hours ago", "Surname: as you asked in our own record")
                .doesNotContain(SO_ALREADY);
    }

    /** Somebody who is called so is asked about by somebody else who guesses the name, to the end of the case. */
    private List<String> guess(String held, EmailAddress address) {
        contacts.add(new Contact(ABC_MOTORS, "Gugu", held, "Walked in").reachedAt(address));
        browser = new Visitor(port);
        prove(address);
        var seen = new ArrayList<HttpResponse<String>>();
        seen.add(browser.get(ALTER));
        seen.add(type(Map.of("surname", "Basset")));
        seen.add(browser.get(CONFIRM));
        var done = confirm();
        var reference = location(done).replace(ALTER + "/done/", "");
        seen.add(done);
        seen.add(browser.get(location(done)));
        seen.add(browser.get(PI + "/requests/" + reference));
        seen.add(browser.get(PI + "/held"));
        seen.add(type(Map.of("surname", "Basset")));
        stage.work();
        stage.answerEverywhere(stage.processOf(new Reference(reference)), Map.of("SURNAME", "DONE"));
        seen.add(browser.get(PI + "/requests/" + reference));
        seen.add(browser.get(PI + "/held"));
        seen.add(browser.get(ALTER));
        seen.add(type(Map.of("surname", "Basset")));
        seen.add(type(Map.of("surname", "Basset", "consent-to-market", "Yes")));
        var words = seen.stream().map(answer -> answer.statusCode() + " " + location(answer) + " " + answer.body());
        var mail = Received.by(application).newest(address.value()).stream();
        return Stream.concat(words, mail)
                .map(text -> text.replaceAll("PI(-[0-9A-Z]{4}){3}", "REFERENCE")
                        .replaceAll("/complaint/[a-z]+", "/complaint/LINK")
                        .replaceAll(" at \\d\\d:\\d\\d", " at TIME")
                        .replaceAll("name=\"(_csrf|shown)\" value=\"[^\"]*\"", "$1")
                        .replace(address.value(), "ADDRESS"))
                .toList();
    }

    /** The page of what is held has a code sent to the masked number; whoever sees the mask tries numbers. */
    @Test
    void answersAGuessOfAMaskedNumberAlikeWhetherItIsRightOrNot() {
        var right = guess(FREDS_MOBILE);
        var wrong = guess(MobileNumber.parse("083 555 0999"));

        assertThat(right).isEqualTo(wrong).contains("303 " + PI + "/held", "303 " + ALTER);
    }

    private List<String> guess(Address mobile) {
        browser = new Visitor(port);
        prove(FRED);
        browser.submit(PI + "/held", PI + "/held/further", Map.of("record", "0"));
        var ofHeld = browser.cookie("pi-further").orElseThrow();
        var notices = rows("notice");
        var seen = new ArrayList<String>();
        seen.add(seen(type(Map.of("mobile", mobile.value()))));
        assertThat(rows("notice")).isEqualTo(notices + 1);
        var ofAlter = browser.cookie("pi-alter").orElseThrow();
        assertThat(ofAlter).isNotEqualTo(ofHeld);
        assertThat(browser.cookie("pi-further")).contains(ofHeld);
        browser.plant("pi-alter", ofHeld);
        seen.add(seen(browser.get(CODE)));
        browser.plant("pi-alter", ofAlter);
        browser.plant("pi-further", ofAlter);
        seen.add(seen(browser.get(PI + "/held/further/code")));
        browser.plant("pi-further", ofHeld);
        type(Map.of("mobile", mobile.value()));
        assertThat(browser.cookie("pi-alter")).contains(ofAlter);
        seen.add(seen(browser.submit(PI + "/held", PI + "/held/further", Map.of("record", "0"))));
        assertThat(browser.cookie("pi-further")).contains(ofHeld);
        seen.add(seen(browser.get(PI + "/held/further/code")));
        return seen;
    }

    private String seen(HttpResponse<String> answer) {
        return answer.statusCode() + " " + location(answer);
    }

    @Test
    void keepsNoDraftForWhichNoCodeMayBeAsked() {
        prove(FRED);
        var asked = 0;
        while (asked < 120 && mayAsk(EmailAddress.parse("g" + asked + "@example.com"))) {
            asked++;
        }

        assertThat(type(Map.of("email", LOST.value())).statusCode()).isEqualTo(429);
        assertThat(rows("alteration_draft")).isZero();
        assertThat(location(browser.get(CODE))).isEqualTo(ALTER);
        assertThat(location(type(Map.of("surname", "Hound")))).isEqualTo(CONFIRM);
    }

    private boolean mayAsk(Address address) {
        try {
            identity.ask(ABC_MOTORS, address, "127.0.0.1");
            return true;
        } catch (TooManyRequests enough) {
            return false;
        }
    }

    @Test
    void saysBesideTheFieldThatALinkIsNoName() {
        prove(FRED);

        var answer = type(Map.of("surname", "https://evil.example/login"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("cannot hold a slash (/) or a web address", "id=\"surname-error\"");
        assertThat(rows("alteration_draft")).isZero();
    }

    private void assertSoAlready(HttpResponse<String> answer, String field) {
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(SO_ALREADY, "href=\"#" + field + "\"", "id=\"" + field + "-error\"");
        assertThat(answer.body().split(SO_ALREADY))
                .as("at the head and beside that field only")
                .hasSize(3);
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
        var answer = type(Map.of("surname", "Traders"));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("has no surname");
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
    void leadsFromTheLastPageToARequestThatIsOver() {
        prove(AISHA);
        type(Map.of("surname", "Kahn"));
        var page = browser.get(CONFIRM);
        var done = location(confirm(page));
        var its = done.replace(ALTER + "/done/", PI + "/requests/");

        browser.submit(its + "/cancel", Map.of());

        assertThat(location(confirm(page))).isEqualTo(done);
        assertThat(location(browser.get(done))).isEqualTo(its);
    }

    @Test
    void leadsBackWhereNothingIsHeld() {
        prove(MALLORY);

        assertThat(location(browser.get(ALTER))).isEqualTo(PI + "/held");
    }

    @Test
    void isForProvenPeopleOnly() {
        assertThat(location(browser.get(ALTER))).isEqualTo(PI + "?again");
        assertThat(location(browser.get(CONFIRM))).isEqualTo(PI + "?again");
        assertThat(location(browser.submit(PI, CONFIRM, confirmation("")))).isEqualTo(PI + "?again");
    }

    @Test
    void showsAHostileNameAsText() {
        prove(FRED);
        type(Map.of("surname", "<script>alert(1)<b>${7*7}"));

        assertThat(browser.get(CONFIRM).body())
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
        return confirm(browser.get(CONFIRM));
    }

    /** Clicks on a page that was opened before, perhaps in another tab. */
    private HttpResponse<String> confirm(HttpResponse<String> page) {
        return browser.submit(PI, CONFIRM, confirmation(Visitor.hidden(page, "shown")));
    }

    private static Map<String, String> confirmation(String shown) {
        return Map.of("wording", AlterController.WORDING, "shown", shown);
    }

    private static Map<String, String> shown(HttpResponse<String> page) {
        return Map.of("shown", Visitor.hidden(page, "shown"));
    }

    private HttpResponse<String> answer(HttpResponse<String> page, String code) {
        return browser.submit(PI, CODE, Map.of("code", code, "shown", Visitor.hidden(page, "shown")));
    }

    private String code(Address address) {
        sender.sendDue();
        return Received.by(application).code(address.value());
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

package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.AISHAS_MOBILE;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.KLOOF_TRADERS;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.OTHER_AISHAS_MOBILE;
import static org.pidesk.sandbox.SamplePeople.PIETER;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.pidesk.sandbox.SamplePeople.THANDIS_ID_NUMBER;
import static org.pidesk.sandbox.SamplePeople.THANDIS_MOBILE;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Evidence;
import org.pidesk.consent.Interests;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.MovableClock;
import org.pidesk.notice.Sender;
import org.pidesk.request.LookUpAudit;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a person sees of a record, before and after showing that it is surely the own one. */
@PiDeskTest
class HeldTest {
    private static final String PI = "/abc-motors/pi";
    private static final String HELD = PI + "/held";

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
    LookUpAudit audit;

    @Autowired
    Consents consents;

    @Autowired
    Interests interests;

    @Autowired
    Contacts contacts;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    private Visitor browser;

    @BeforeEach
    void everybodyHasMovedIn() {
        people.moveIn();
        audit.flush();
        browser = new Visitor(port);
    }

    @Test
    void masksARecordWhileOneAddressIsProven() {
        prove(THANDI);

        assertThat(held())
                .contains("T***", "N***", "t***@e***.com", "08* *** **01", "Shown in part", "Walked in to the showroom")
                .doesNotContain("Thandi", "Nkosi", "Small hatchback", THANDIS_MOBILE.value(), "0085");
    }

    @Test
    void showsARecordInClearOnceItsOtherAddressIsProven() {
        prove(THANDI);

        proveFurther(0, THANDIS_MOBILE);

        assertThat(held())
                .contains("Thandi", "Nkosi", THANDI.value(), THANDIS_MOBILE.written(), "Shown in full")
                .contains("Small hatchback", "Wants a test drive on a Saturday.", "open, since 3 October 2026")
                .contains(THANDIS_ID_NUMBER)
                .doesNotContain("Parts are hidden");
    }

    @Test
    void offersToProveBothOfARecordOnlyOneOfWhoseAddressesWasProvenBefore() {
        var record = contacts.heldAt(ABC_MOTORS, THANDI).get(0);
        contacts.addressedByOneHand(record.id());
        prove(THANDI);
        assertThat(held()).contains("Prove the other address first", "Prove your other address");

        proveFurther(0, THANDIS_MOBILE);

        assertThat(held())
                .contains("You have proven both addresses", "Shown in part")
                .doesNotContain("Nkosi");
        contacts.seen(ABC_MOTORS, record.pseudonym(), Set.of(THANDI, THANDIS_MOBILE));
        assertThat(held()).contains("Nkosi", "Shown in full").doesNotContain("Parts are hidden");
    }

    @Test
    void showsACompanyByItsRegisteredName() {
        prove(KLOOF_TRADERS);

        assertThat(held()).contains("Registered name", "K***").doesNotContain("Surname", "Street Traders");
    }

    @Test
    void keepsWhatStaffNotedHiddenUntilThen() {
        prove(FRED);
        assertThat(held()).doesNotContain("prefers calls");

        proveFurther(0, SamplePeople.FREDS_MOBILE);

        assertThat(held()).contains("Fred prefers calls after five.", "19713570");
    }

    @Test
    void opensOfASharedAddressOnlyTheRecordBothOfWhoseAddressesAreProven() {
        prove(AISHA);
        var page = held();
        var first = page.indexOf("**03") < page.indexOf("**04") ? AISHAS_MOBILE : OTHER_AISHAS_MOBILE;
        var second = first.equals(AISHAS_MOBILE) ? OTHER_AISHAS_MOBILE : AISHAS_MOBILE;

        proveFurther(1, second);

        assertThat(held())
                .contains(second.written(), "Shown in full", "Shown in part")
                .doesNotContain(first.written(), first.value());
    }

    @Test
    void saysWhyARecordStaysOnceTheRequestIsOver() {
        var process = stage.deIdentify(THANDI);
        prove(THANDI);
        assertThat(held()).contains("While your request runs", "Nothing at the moment");

        stage.decideThatAllHolds(process);

        assertThat(held())
                .contains("nothing but what the law lets us keep it for", "Only that for which the law lets us keep it")
                .doesNotContain("While your request runs", "Nothing at the moment", "a contract with you");
        proveFurther(0, THANDIS_MOBILE);
        assertThat(held())
                .contains("It stays because of a contract with you that is still being carried out (section 11(1)(b)),")
                .contains("we look at it again each year");
    }

    /** While staff look at a record that nobody asked to be removed, nothing is said of a request, nor of a decision. */
    @Test
    void speaksOfNoRequestWhereNobodyAsked() {
        var process = stage.beginAbout(THANDI);
        stage.decide(
                process, Map.of("decision", "ALL_HOLDS", "ground", "OPEN_DEAL", "reason", "A deal is still open."));
        prove(THANDI);
        proveFurther(0, THANDIS_MOBILE);

        assertThat(held())
                .contains("nothing but what the law lets us keep it for")
                .doesNotContain("While your request runs", "It stays because");
    }

    @Test
    void saysNoMoreOfTheOtherAddressThanItsMask() {
        prove(THANDI);

        assertThat(location(browser.submit(HELD, HELD + "/further", Map.of("record", "0"))))
                .isEqualTo(HELD + "/further/code");
        var page = browser.get(HELD + "/further/code").body();

        assertThat(page).contains("08* *** **01").doesNotContain("825550101", "82 555 0101");
    }

    @Test
    void keepsARecordMaskedAfterAWrongCode() {
        prove(THANDI);
        browser.submit(HELD, HELD + "/further", Map.of("record", "0"));

        var refused = browser.submit(HELD + "/further/code", Map.of("code", "12"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("six digits", "08* *** **01").doesNotContain("825550101");
        assertThat(held()).contains("Shown in part");
    }

    @Test
    void offersNoOtherAddressWhereThereIsNone() {
        prove(PIETER);

        assertThat(held())
                .contains("only staff can open it", "Let staff check who you are")
                .doesNotContain("Prove your other address");
        assertThat(location(browser.submit(HELD, HELD + "/further", Map.of("record", "0"))))
                .isEqualTo(HELD + "?changed");
        assertThat(location(browser.submit(HELD, HELD + "/further", Map.of("record", "7"))))
                .isEqualTo(HELD + "?changed");
        assertThat(location(browser.submit(HELD, HELD + "/further", Map.of("record", "-1"))))
                .isEqualTo(HELD + "?changed");
    }

    @Test
    void letsNobodyInWhoHasProvenNothing() {
        for (var page : new String[] {"/held", "/held/further/code", "/held/word"}) {
            assertThat(location(browser.get(PI + page))).as(page).isEqualTo(PI + "?again");
        }
        assertThat(location(browser.submit(PI, HELD + "/further", Map.of("record", "0"))))
                .isEqualTo(PI + "?again");
        assertThat(location(browser.submit(PI, HELD + "/word", Map.of()))).isEqualTo(PI + "?again");
    }

    @Test
    void showsASecondAddressOfSomebodyElseNothing() {
        prove(MALLORY);

        assertThat(held())
                .contains("ABC Motors holds nothing under this address")
                .doesNotContain("Your record");
    }

    @Test
    void saysForWhichPurposeAndOnWhichGround() {
        prove(THANDI);

        assertThat(held())
                .contains("To answer you and keep in touch", "because you consented (section 11(1)(a))")
                .contains("To quote for what you ask about", "To tell you of offers and events")
                .doesNotContain("To keep invoices");
    }

    @Test
    void saysWhatWasSaidToMarketingByWhichWayAndOfWhat() {
        var cars = interests.add(ABC_MOTORS, "New cars", "New models and test drives.", "naledi");
        var thandi = contacts.heldAt(ABC_MOTORS, THANDI).get(0).id();
        var said = Evidence.of(Evidence.Kind.DOUBLE_OPT_IN).worded("marketing/1");
        consents.give(thandi, Channel.EMAIL, cars, Ground.CONSENT, said);
        consents.give(thandi, Channel.SMS, cars, Ground.CONSENT, said);
        consents.withdraw(thandi, Channel.SMS, null, said);
        prove(THANDI);
        assertThat(held())
                .contains("What you said to marketing", "New cars: yes by email", "All marketing: no by text message")
                .contains("***: no by text message")
                .doesNotContain("New cars: no by text message");

        proveFurther(0, THANDIS_MOBILE);

        assertThat(held()).contains("New cars: yes by email", "New cars: no by text message");
    }

    @Test
    void usesNothingOfASubscriberForAnythingElse() {
        var said = Evidence.of(Evidence.Kind.DOUBLE_OPT_IN).worded("marketing/1");
        consents.giveAt(ABC_MOTORS, MALLORY, List.of(), said, "Subscribed on the web site");
        prove(MALLORY);

        assertThat(held())
                .contains("To tell you of offers and events")
                .doesNotContain("To answer you and keep in touch");
    }

    @Test
    void keepsInvoicesOnlyOfThoseToWhomSomethingWasSold() {
        prove(KLOOF_TRADERS);

        assertThat(held())
                .contains("To keep invoices for the tax office")
                .contains("because a law requires it (Tax Administration Act, section 29; section 11(1)(c))");
    }

    @Test
    void saysThatConsentIsWithdrawnAsSoonAsThePersonSaidSo() {
        prove(THANDI);
        assertThat(held()).contains("Change what is wrong").doesNotContain("you have withdrawn it");

        browser.submit(PI + "/withdraw", PI + "/withdraw", Map.of("wording", HeldController.WORDING));

        assertThat(held())
                .contains("No: you have withdrawn it, and we are carrying that out")
                .contains("While your request to be removed is open")
                .doesNotContain("Change what is wrong");
    }

    @Test
    void letsWhoSharesAMailboxAskForAnotherRecordThanTheOneThatIsBeingRemoved() {
        prove(AISHAS_MOBILE);
        browser.submit(PI + "/withdraw", PI + "/withdraw", Map.of("wording", HeldController.WORDING));
        assertThat(held()).doesNotContain("What you can do");
        assertThat(location(browser.get(PI + "/de-identify"))).startsWith(PI + "/requests/");
        prove(AISHA);
        assertThat(held()).contains("What you can do", "is not about every record shown above");

        var button = Map.of("wording", DeIdentifyController.WORDING);
        browser.submit(PI + "/de-identify", PI + "/de-identify", button);

        assertThat(rows("request")).isEqualTo(2);
        assertThat(held()).doesNotContain("What you can do", "is not about every record shown above");
        assertThat(location(browser.get(PI + "/withdraw"))).startsWith(PI + "/requests/");
    }

    @Test
    void writesANumberAsPeopleDo() {
        prove(THANDI);
        proveFurther(0, THANDIS_MOBILE);

        assertThat(held()).contains("082 555 0101").doesNotContain("+27");
    }

    @Test
    void namesNoPurposeThatDoesNotApply() {
        prove(PIETER);

        assertThat(held())
                .contains("To answer you and keep in touch")
                .doesNotContain("To tell you of offers", "To keep invoices", "The people at ABC Motors who work");
    }

    @Test
    void saysWhoElseHasOrHadAccess() {
        prove(THANDI);

        assertThat(held())
                .contains(
                        "ABC dealer management system", "dealer management system", "Cape Newsletters", "works for us")
                .contains("Keeps: Names and addresses for newsletters")
                .contains("The people at ABC Motors who work on your enquiries")
                .doesNotContain("Ashveer", "Sea Point stock");
    }

    @Test
    void saysHowToHaveItCorrectedAndWhereToComplain() {
        prove(THANDI);

        assertThat(held())
                .contains("section 24", "021 555 0100", "WhatsApp 081 555 0100", "officer@abcmotors.example.com")
                .contains("complain to the Information Regulator");
    }

    @Test
    void masksWhatIsTakenAwayJustAsThePage() {
        prove(THANDI);
        assertThat(browser.get(HELD + "/download.json").body())
                .contains("T***", "t***@e***.com")
                .doesNotContain("Thandi", THANDIS_MOBILE.value(), "Small hatchback");

        proveFurther(0, THANDIS_MOBILE);

        assertThat(browser.get(HELD + "/download.json").body())
                .contains("Thandi", THANDIS_MOBILE.value(), "Small hatchback", THANDIS_ID_NUMBER);
    }

    @Test
    void mailsItOnceWithOneProofToTheAddressThatWasProven() {
        prove(THANDI);

        assertThat(location(browser.submit(HELD, HELD + "/mail", Map.of()))).isEqualTo(HELD + "?mailed");
        sender.sendDue();
        assertThat(Received.by(application).newest(THANDI.value()).orElseThrow())
                .contains("Name: T***", "To answer you and keep in touch", "Cape Newsletters")
                .doesNotContain("Thandi", "Nkosi");
        assertThat(Received.by(application).newestSubject(THANDI.value()))
                .contains("ABC Motors: what you asked to have mailed");
        assertThat(location(browser.submit(HELD, HELD + "/mail", Map.of()))).isEqualTo(HELD + "?not-mailed");
    }

    @Test
    void mailsOfAnIdentityNumberTheEndOnly() {
        prove(THANDI);
        proveFurther(0, THANDIS_MOBILE);

        browser.submit(HELD, HELD + "/mail", Map.of());
        sender.sendDue();

        assertThat(Received.by(application).newest(THANDI.value()).orElseThrow())
                .contains("***0085")
                .doesNotContain(THANDIS_ID_NUMBER);
    }

    @Test
    void mailsItThreeTimesADayAtTheMost() {
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofMinutes(61));
            prove(THANDI);
            assertThat(location(browser.submit(HELD, HELD + "/mail", Map.of())))
                    .isEqualTo(HELD + (i < 3 ? "?mailed" : "?not-mailed"));
        }
    }

    @Test
    void textsOnlyTheWayToIt() {
        prove(PIETER);

        browser.submit(HELD, HELD + "/mail", Map.of());
        sender.sendDue();

        assertThat(Received.by(application).newestText(PIETER.value()).orElseThrow())
                .contains("http://localhost/abc-motors/pi")
                .doesNotContain("Pieter", "P***", "Wyk");
    }

    @Test
    void recordsWhoLookedWhenWithoutSayingWhoThatIs() {
        prove(THANDI);

        held();
        browser.get(HELD + "/download.json");
        browser.get(HELD + "/download.pdf");
        audit.flush();

        assertThat(database.sql("select organisation || ' ' || how || ' ' || in_clear from look_up_audit a"
                                + " join contact c using (organisation, pseudonym) order by at, how")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("abc-motors PAGE false", "abc-motors JSON false", "abc-motors PDF false");
    }

    @Test
    void printsTenTimesWithOneProofAndShowsThePageAllTheSame() {
        prove(THANDI);
        for (int i = 0; i < 10; i++) {
            assertThat(browser.get(HELD + "/download.pdf").statusCode()).isEqualTo(200);
        }

        var refused = browser.get(HELD + "/download.pdf");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("You have had this document made 10 times");
        assertThat(browser.get(HELD + "/download.json").statusCode()).isEqualTo(200);
        assertThat(browser.get(HELD).statusCode()).isEqualTo(200);
    }

    @Test
    void recordsALookUpThatFoundNothing() {
        prove(MALLORY);

        held();
        audit.flush();

        assertThat(database.sql("select count(*) from look_up_audit where pseudonym is null")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    /** Two people at one computer: the one leaves a tab open, the other proves an own address in the next. */
    @Test
    void actsOnNobodysRecordFromATabThatSomebodyElseHasLeftOpen() {
        prove(THANDI);
        var page = browser.get(PI + "/de-identify");
        prove(FRED);
        var button = Map.of("wording", DeIdentifyController.WORDING);

        var answer = browser.submit(page, PI + "/de-identify", button);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("This page is too old", "in another tab");
        assertThat(rows("request")).isZero();
        assertThat(location(browser.submit(browser.get(PI + "/de-identify"), PI + "/de-identify", button)))
                .startsWith(PI + "/done/");
        assertThat(rows("request")).isOne();
    }

    @Test
    void changesNothingForWhoOnlyReadsButWhatTheAuditNotes() {
        prove(THANDI);
        var before = rows("identity_proof") + rows("identity_challenge") + rows("notice") + rows("contact");

        for (var page : new String[] {"", "/further", "/further/code", "/word", "/mail", "/download.pdf"}) {
            for (var method : new String[] {"GET", "HEAD", "OPTIONS"}) {
                browser.call(method, HELD + page, null);
            }
        }

        assertThat(rows("identity_proof") + rows("identity_challenge") + rows("notice") + rows("contact"))
                .isEqualTo(before);
    }

    private long rows(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }

    private String held() {
        return browser.get(HELD).body();
    }

    private void prove(Address address) {
        browser.submit(PI, Map.of("address", address.value()));
        browser.submit(PI + "/code", Map.of("code", code(address)));
    }

    private void proveFurther(int record, Address address) {
        browser.submit(HELD, HELD + "/further", Map.of("record", Integer.toString(record)));
        var answer = browser.submit(HELD + "/further/code", Map.of("code", code(address)));
        assertThat(location(answer)).isEqualTo(HELD + "?proven");
    }

    private String code(Address address) {
        sender.sendDue();
        return Received.by(application).code(address.value());
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("nowhere").replaceFirst("http://localhost:\\d+", "");
    }
}

package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.PIETER;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.consent.AskLedger;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Evidence;
import org.pidesk.consent.Interests;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.consent.Subscriptions;
import org.pidesk.consent.Unsubscribes;
import org.pidesk.consent.Wording;
import org.pidesk.consent.Wordings;
import org.pidesk.contact.Contacts;
import org.pidesk.identity.IdentityChecks;
import org.pidesk.identity.MessagesLeft;
import org.pidesk.identity.Proving;
import org.pidesk.identity.TooManyRequests;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.MovableClock;
import org.pidesk.notice.Sender;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.suppression.Suppressions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody types in an address, and only its holder can make a consent of it. */
@PiDeskTest
class SubscribeTest {
    private static final String PAGE = "/abc-motors/pi/subscribe";
    private static final String ELSEWHERE = "/sea-point-cars/pi/subscribe";
    private static final Pattern LINK = Pattern.compile("http://localhost(/abc-motors/pi/consent/[\\w-]+)");

    private static final Pattern AGAIN = Pattern.compile("href=\"(/abc-motors/pi/subscribe\\?back=[\\w-]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext application;

    @Autowired
    Consents consents;

    @Autowired
    AskLedger ledger;

    @Autowired
    Subscriptions subscriptions;

    @Autowired
    Interests interests;

    @Autowired
    Wordings wordings;

    @Autowired
    Contacts contacts;

    @Autowired
    Suppressions suppressions;

    @Autowired
    SamplePeople people;

    @Autowired
    Sender sender;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    Unsubscribes unsubscribes;

    @Autowired
    Proving proving;

    @Autowired
    MessagesLeft messages;

    @Autowired
    IdentityChecks identity;

    private Visitor browser;
    private String cars;
    private String parts;

    @BeforeEach
    void everybodyHasMovedIn() {
        people.moveIn();
        cars = interests.add(ABC_MOTORS, "New cars", "New models and test drives.", "naledi");
        parts = interests.add(ABC_MOTORS, "Parts", "Tyres and wipers.", "naledi");
        browser = new Visitor(port);
    }

    @Test
    void isNoConsentBeforeTheHolderOfTheAddressHasSaidYes() {
        subscribe(THANDI.value(), cars);
        var link = mailed(THANDI);

        assertThat(browser.get(link).body())
                .contains("t***@e***.com", "New cars", "Yes, I want this")
                .doesNotContain(THANDI.value());
        assertThat(mayMarket(THANDI, cars)).isFalse();

        confirm(link);

        assertThat(browser.get(link).body()).contains("You have subscribed");
        assertThat(mayMarket(THANDI, cars)).isTrue();
    }

    @Test
    void namesTheWordsThatWereRead() {
        subscribe(THANDI.value(), cars);
        confirm(mailed(THANDI));

        var said = consents.of(record(THANDI)).get(0).evidence();
        assertThat(said.kind()).isEqualTo(Evidence.Kind.DOUBLE_OPT_IN);
        assertThat(said.wording()).isEqualTo("marketing/ready-2026-12");
    }

    @Test
    void showsWhoConfirmsTheWordsThatWereReadThoughTheyHaveChanged() {
        subscribe(THANDI.value(), cars);
        var link = mailed(THANDI);
        var own = "I agree that {organisation} writes to me about cars until I say no.";
        wordings.propose(ABC_MOTORS, Wording.Kind.MARKETING, own, "naledi");
        wordings.approve(ABC_MOTORS, Wording.Kind.MARKETING, 1, "johan");

        assertThat(browser.get(link).body())
                .contains("may send me marketing about what I have chosen here")
                .doesNotContain("writes to me about cars");
    }

    @Test
    void saysWhereItIsStoredInTheWordsOfTheOrganisationAlone() {
        assertThat(browser.get("/abc-motors/pi/subscribe").body()).doesNotContain("computers outside of South Africa");

        var own = "What {organisation} knows of you is kept by a provider in Ireland.";
        wordings.propose(ABC_MOTORS, Wording.Kind.OFFSHORE, own, "naledi");
        wordings.approve(ABC_MOTORS, Wording.Kind.OFFSHORE, 1, "johan");

        assertThat(browser.get("/abc-motors/pi/subscribe").body()).contains("is kept by a provider in Ireland.");
    }

    @Test
    void makesARecordOfWhoIsOnNone() {
        subscribe(MALLORY.value(), "*");
        assertThat(contacts.heldAt(ABC_MOTORS, MALLORY)).isEmpty();

        confirm(mailed(MALLORY));

        assertThat(mayMarket(MALLORY, null)).isTrue();
        assertThat(contacts.heldAt(ABC_MOTORS, MALLORY).get(0).source()).isEqualTo("Subscribed on the web site");
        assertThat(contacts.heldAt(ABC_MOTORS, MALLORY).get(0).consentToProcess())
                .isFalse();
    }

    @Test
    void worksByTextMessageToo() {
        subscribe("082 555 0202", cars);
        sender.sendDue();
        var link =
                LINK.matcher(Received.by(application).newestText(PIETER.value()).orElseThrow());
        assertThat(link.find()).isTrue();

        confirm(link.group(1));

        assertThat(consents.mayMarket(record(PIETER), Channel.SMS, cars)).isTrue();
    }

    @Test
    void sendsOneMailADayToAnAddressHoweverOftenSomebodyAsks() {
        for (int i = 0; i < 5; i++) {
            assertThat(location(subscribe(THANDI.value(), cars))).isEqualTo(PAGE + "?asked");
        }
        assertThat(mailsAsked()).isOne();

        clock.advance(Duration.ofHours(25));
        subscribe(THANDI.value(), cars);

        assertThat(mailsAsked()).isEqualTo(2);
    }

    /** A mailbox is one, however many dealerships there are. */
    @Test
    void sendsOneMailADayToAnAddressAtWhicheverOrganisationSomebodyAsks() {
        subscribe(THANDI.value(), cars);
        assertThat(location(subscribeElsewhere(THANDI))).isEqualTo(ELSEWHERE + "?asked");
        assertThat(mailsAsked()).isOne();
        subscribeElsewhere(MALLORY);
        assertThat(mailsAsked()).isEqualTo(2);

        clock.advance(Duration.ofHours(25));
        subscribeElsewhere(THANDI);

        assertThat(mailsAsked()).isEqualTo(3);
    }

    /** What a stranger, or they themselves, asked for at another one uses up nothing. */
    @Test
    void letsTheHolderBeginOnceADayAtEachOrganisation() {
        subscribe(THANDI.value(), cars);
        for (var organisation : List.of(ABC_MOTORS, SEA_POINT_CARS)) {
            assertThat(subscriptions.ask(organisation, THANDI, List.of(), "marketing/1", true))
                    .isPresent();
            assertThat(subscriptions.ask(organisation, THANDI, List.of(), "marketing/1", true))
                    .isEmpty();
        }
    }

    @Test
    void tellsANetworkThatSubscribesTooOften() {
        var taken = 0;
        while (taken < 150 && mayTakeAMessage()) {
            taken++;
        }
        // some come back meanwhile
        assertThat(taken).isBetween(120, 149);

        var refused = subscribe(THANDI.value(), cars);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("Too many messages were asked for");
        assertThat(mailsAsked()).isZero();

        clock.advance(Duration.ofHours(1));
        assertThat(location(subscribe(THANDI.value(), cars))).isEqualTo(PAGE + "?asked");
        assertThat(mailsAsked()).isOne();
    }

    private boolean mayTakeAMessage() {
        try {
            identity.takeMessage("127.0.0.1");
            return true;
        } catch (TooManyRequests enough) {
            return false;
        }
    }

    @Test
    void answersAlikeWhetherTheAddressIsHeldOrNot() {
        var held = subscribe(THANDI.value(), cars);
        var unknown = subscribe("nobody@example.net", cars);

        assertThat(location(held)).isEqualTo(location(unknown));
        assertThat(held.statusCode()).isEqualTo(unknown.statusCode());
        assertThat(browser.get(location(held)).body()).contains("One step is left");
    }

    @Test
    void isConfirmedOnceAndForAWeek() {
        subscribe(THANDI.value(), cars);
        var link = mailed(THANDI);
        confirm(link);
        confirm(link);
        assertThat(consents.history(record(THANDI))).hasSize(1);

        clock.advance(Duration.ofDays(8));
        assertThat(browser.get(link).statusCode()).isEqualTo(404);
        subscriptions.forgetWhatIsOver();
        assertThat(database.sql("select count(*) from subscription")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void claimsNoConsentThatWasEndedSince() {
        subscribe(THANDI.value(), cars);
        var link = mailed(THANDI);
        confirm(link);
        consents.endAt(ABC_MOTORS, THANDI, Evidence.of(Evidence.Kind.UNSUBSCRIBE_LINK));

        assertThat(browser.get(link).body())
                .contains("until you say no", "If you have said no since, that counts", "href=\"/abc-motors/pi\"")
                .doesNotContain("From now on");
    }

    /** The holder's own new yes, and nothing else, takes an address off the black list. */
    @Test
    void letsWhoUnsubscribedComeBack() {
        var link = unsubscribes.link(ABC_MOTORS, THANDI, null);
        // what a stranger had asked for uses up nothing
        consents.endAt(ABC_MOTORS, THANDI, Evidence.of(Evidence.Kind.UNSUBSCRIBE_LINK));
        subscribe(THANDI.value(), cars);
        var left = browser.submit(link, Map.of(Unsubscribes.FIELD, Unsubscribes.VALUE));
        var again = AGAIN.matcher(left.body());
        assertThat(again.find()).isTrue();
        assertThat(location(subscribe(again.group(1), THANDI.value(), cars))).isEqualTo(PAGE + "?asked");
        assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isTrue();

        confirm(mailed(THANDI));

        assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isFalse();
        assertThat(mayMarket(THANDI, cars)).isTrue();
        assertThat(mayMarket(THANDI, null)).isFalse();
    }

    /** Whoever comes by an old mail may have its mailbox no more, or never had it. */
    @Test
    void bringsNobodyBackByALinkThatIsOver() {
        consents.endAt(ABC_MOTORS, THANDI, Evidence.of(Evidence.Kind.UNSUBSCRIBE_LINK));
        var link = unsubscribes.link(ABC_MOTORS, THANDI, null);
        var page = PAGE + "?back=" + link.substring(link.lastIndexOf('/') + 1);

        clock.advance(Duration.ofDays(179));
        subscribe(page, THANDI.value(), cars);
        clock.advance(Duration.ofDays(2));
        var over = subscribe(page, THANDI.value(), cars);

        assertThat(location(over)).isEqualTo(PAGE + "?asked");
        assertThat(notices("kind = 'SUBSCRIPTION_WANTED'")).isOne();
        assertThat(notices("kind = 'SUBSCRIPTION_ASKED'")).isOne();
        sender.sendDue();
        assertThat(notices("kind = 'SUBSCRIPTION_ASKED' and status = 'SUPPRESSED'"))
                .isOne();
    }

    @Test
    void sendsNothingToWhoSaidNoThoughAStrangerTypesThemIn() {
        consents.endAt(ABC_MOTORS, THANDI, Evidence.of(Evidence.Kind.UNSUBSCRIBE_LINK));

        var said = subscribe(THANDI.value(), cars);
        // another one's link opens nothing for her
        var other = unsubscribes.link(ABC_MOTORS, MALLORY, null);
        var back = other.substring(other.lastIndexOf('/') + 1);
        clock.advance(Duration.ofHours(25));
        subscribe(PAGE + "?back=" + back, THANDI.value(), cars);
        var unknown = subscribe("nobody@example.net", cars);

        assertThat(location(said)).isEqualTo(location(unknown));
        assertThat(notices("status = 'PENDING'")).isEqualTo(3);
        sender.sendDue();
        assertThat(notices("status = 'SUPPRESSED'")).isEqualTo(2);
        assertThat(notices("status = 'SENT'")).isOne();
    }

    /** Once is once: the answer was a no, or none (section 69(2)). */
    @Test
    void asksNobodyAgainWhomACampaignAskedThoughAStrangerTypesThemIn() {
        wasAsked(THANDI);

        var said = subscribe(THANDI.value(), cars);
        clock.advance(Duration.ofHours(25));
        subscribe(THANDI.value(), cars);
        var unknown = subscribe("nobody@example.net", cars);

        assertThat(location(said)).isEqualTo(location(unknown));
        assertThat(notices("status = 'PENDING'")).isEqualTo(3);
        sender.sendDue();
        assertThat(notices("status = 'SUPPRESSED'")).isEqualTo(2);
        assertThat(notices("status = 'SENT'")).isOne();
    }

    @Test
    void asksNobodyByAnotherWayWhoseRecordWasAsked() {
        ledger.claim(
                ABC_MOTORS, Map.of(1, new AskLedger.Person(List.of(record(PIETER)), List.of(), List.of(), List.of())));

        subscribe("082 555 0202", cars);
        sender.sendDue();

        assertThat(notices("status = 'SUPPRESSED'")).isOne();
    }

    @Test
    void writesToWhomACampaignAskedWhereAYesStands() {
        wasAskedAndSaidYesToCars(THANDI);

        subscribe(THANDI.value(), "*");
        confirm(mailed(THANDI));

        assertThat(mayMarket(THANDI, null)).isTrue();
    }

    /** The page says that a message was sent. */
    @Test
    void writesToWhomACampaignAskedWhereANoStandsBesideTheYes() {
        wasAskedAndSaidYesToCars(THANDI);
        consents.endAt(ABC_MOTORS, THANDI, parts, record(THANDI), Evidence.of(Evidence.Kind.UNSUBSCRIBE_LINK));

        subscribe(THANDI.value(), parts);
        confirm(mailed(THANDI));

        assertThat(mayMarket(THANDI, parts)).isTrue();
    }

    @Test
    void letsWhomACampaignAskedComeThemselves() {
        wasAsked(THANDI);
        browser.keep(
                "pi-proof", proving.prove(ABC_MOTORS, List.of(THANDI)).get(0).value());

        subscribe(THANDI.value(), cars);
        confirm(mailed(THANDI));

        assertThat(mayMarket(THANDI, cars)).isTrue();
    }

    @Test
    void letsWhoHasProvenTheAddressComeBack() {
        consents.endAt(ABC_MOTORS, THANDI, Evidence.of(Evidence.Kind.STOP_MESSAGE));
        browser.keep(
                "pi-proof", proving.prove(ABC_MOTORS, List.of(THANDI)).get(0).value());

        subscribe(THANDI.value(), cars);
        confirm(mailed(THANDI));

        assertThat(mayMarket(THANDI, cars)).isTrue();
    }

    @Test
    void takesForTheHolderWhoHasProvenTheAddressThereAndNowhereElse() {
        browser.keep(
                "pi-proof", proving.prove(ABC_MOTORS, List.of(THANDI)).get(0).value());

        subscribeElsewhere(THANDI);
        assertThat(notices("kind = 'SUBSCRIPTION_WANTED'")).isZero();
        assertThat(mailsAsked()).isOne();

        subscribe(THANDI.value(), cars);
        assertThat(notices("kind = 'SUBSCRIPTION_WANTED'")).isOne();
    }

    @Test
    void sendsOneMailADayToAMailboxWhateverStandsBehindAPlus() {
        subscribe(MALLORY.value(), cars);
        subscribe(MALLORY.value().replace("@", "+1@"), cars);
        subscribe(MALLORY.value().replace("@", "+2@"), cars);

        assertThat(mailsAsked()).isOne();
    }

    @Test
    void sendsOneMailADayToAMailboxWhereverItsHostReadsNoDots() {
        subscribe("mal.lory@gmail.com", cars);
        subscribe("m.a.l.l.ory@googlemail.com", cars);
        assertThat(mailsAsked()).isOne();

        subscribe("mal.lory@example.net", cars);
        subscribe("m.allory@example.net", cars);
        assertThat(mailsAsked()).isEqualTo(3);
    }

    @Test
    void keepsEachChoiceOnceHoweverOftenItIsSent() {
        var page = browser.get(PAGE);
        var token = subscriptions
                .ask(ABC_MOTORS, THANDI, Collections.nCopies(500, cars), Visitor.hidden(page, "wording"), false)
                .orElseThrow();

        assertThat(subscriptions.find(ABC_MOTORS, token).orElseThrow().interests())
                .containsExactly(cars);
    }

    /** Who presses the button agrees to what the mail said, though a stranger chose more since. */
    @Test
    void asksForWhatItsMailSaidAndNothingElse() {
        subscribe(THANDI.value(), cars);
        var link = mailed(THANDI);

        var later = subscribe(THANDI.value(), "*");

        assertThat(location(later)).isEqualTo(PAGE + "?asked");
        assertThat(browser.get(link).body()).contains("New cars").doesNotContain("Everything");
        confirm(link);
        assertThat(mayMarket(THANDI, cars)).isTrue();
        assertThat(mayMarket(THANDI, null)).isFalse();
        assertThat(mailsAsked()).isOne();
    }

    @Test
    void leavesTheFirstLinkAsItIsThoughTheNextDaysMailAsksForMore() {
        subscribe(THANDI.value(), cars);
        var first = mailed(THANDI);
        clock.advance(Duration.ofHours(25));
        subscribe(THANDI.value(), "*");

        assertThat(browser.get(mailed(THANDI)).body()).contains("Everything");
        assertThat(browser.get(first).body()).contains("New cars").doesNotContain("Everything");
    }

    @Test
    void doesNotReachARecordThatIsOnlyStored() {
        subscribe(THANDI.value(), cars);
        var link = mailed(THANDI);
        contacts.restrict(record(THANDI));

        var refused = confirm(link);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("only stored at present");
        assertThat(mayMarket(THANDI, cars)).isFalse();
        assertThat(browser.get(link).body()).contains("Yes, I want this");
    }

    @Test
    void saysWhatIsMissing() {
        var noAddress = subscribe("thandi", cars);
        assertThat(noAddress.statusCode()).isEqualTo(422);
        assertThat(noAddress.body()).contains("value=\"thandi\"");

        var nothingChosen = subscribe(THANDI.value(), null);
        assertThat(nothingChosen.statusCode()).isEqualTo(422);
        assertThat(nothingChosen.body()).contains("Choose what you want to hear about.");

        assertThat(subscribe(THANDI.value(), "made-up").statusCode()).isEqualTo(422);
        assertThat(mailsAsked()).isZero();
    }

    /** The hour's messages are everybody's. */
    @Test
    void usesUpNothingOfTheHourWhereNothingIsSent() {
        var before = messages.inThisHour();
        for (int i = 0; i < 20; i++) {
            assertThat(subscribe(MALLORY.value(), "made-up").statusCode()).isEqualTo(422);
        }
        assertThat(messages.inThisHour()).isGreaterThanOrEqualTo(before);

        for (int i = 0; i < 20; i++) {
            subscribe("somebody-" + i + "@example.net", cars);
        }
        assertThat(messages.inThisHour()).isLessThan(before);
        assertThat(mailsAsked()).isEqualTo(20);
    }

    /** Nothing typed here reaches the head of a mail, or a second recipient. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "thandi@example.com\r\nBcc: mallory@example.net",
                "thandi@example.com\nSubject: You have won",
                "thandi@example.com, mallory@example.net",
                "thandi@example.com;mallory@example.net",
                "<thandi@example.com> SIZE=1",
                "Thandi <thandi@example.com>",
                "thandi@example.com\u2028Bcc: mallory@example.net"
            })
    void takesNoAddressThatCarriesMore(String address) {
        assertThat(subscribe(address, cars).statusCode()).isEqualTo(422);
        assertThat(mailsAsked()).isZero();
    }

    @Test
    void knowsTheWayBackAfterOtherWords() {
        var left = browser.submit(
                unsubscribes.link(ABC_MOTORS, THANDI, null), Map.of(Unsubscribes.FIELD, Unsubscribes.VALUE));
        var again = AGAIN.matcher(left.body());
        assertThat(again.find()).isTrue();

        var answer = browser.submit(
                again.group(1), Map.of("address", THANDI.value(), "interest", cars, "wording", "marketing/7"));

        assertThat(location(answer)).isEqualTo(again.group(1).replace("?back=", "?reworded&back="));
        assertThat(browser.get(location(answer)).body()).contains("The words have changed");
    }

    @Test
    void takesNothingThatWasReadInOtherWords() {
        var answer =
                browser.submit(PAGE, Map.of("address", THANDI.value(), "interest", cars, "wording", "marketing/7"));

        assertThat(location(answer)).isEqualTo(PAGE + "?reworded");
        assertThat(database.sql("select count(*) from subscription")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private void wasAskedAndSaidYesToCars(Address address) {
        wasAsked(address);
        consents.give(
                record(address),
                Channel.EMAIL,
                cars,
                Ground.CONSENT,
                Evidence.of(Evidence.Kind.OPT_IN_ANSWER).worded("opt-in-question/1"));
    }

    private void wasAsked(Address address) {
        assertThat(ledger.claim(ABC_MOTORS, Map.of(1, AskLedger.Person.at(address))))
                .hasSize(1);
    }

    private int notices(String condition) {
        return database.sql("select count(*) from notice where kind like 'SUBSCRIPTION%' and " + condition)
                .query(Integer.class)
                .single();
    }

    private HttpResponse<String> confirm(String link) {
        return browser.submit(link, Map.of());
    }

    private HttpResponse<String> subscribeElsewhere(Address address) {
        var page = browser.get(ELSEWHERE);
        var fields = Map.of("address", address.value(), "wording", Visitor.hidden(page, "wording"), "interest", "*");
        return browser.submit(page, ELSEWHERE, fields);
    }

    private HttpResponse<String> subscribe(String address, String interest) {
        return subscribe(PAGE, address, interest);
    }

    private HttpResponse<String> subscribe(String from, String address, String interest) {
        var page = browser.get(from);
        var fields = new HashMap<>(Map.of(
                "address", address, "wording", Visitor.hidden(page, "wording"), "back", Visitor.hidden(page, "back")));
        if (interest != null) {
            fields.put("interest", interest);
        }
        return browser.submit(page, PAGE, fields);
    }

    private int mailsAsked() {
        return database.sql("select count(*) from notice where kind = 'SUBSCRIPTION_ASKED'")
                .query(Integer.class)
                .single();
    }

    private String mailed(Address to) {
        sender.sendDue();
        var link = LINK.matcher(Received.by(application).newest(to.value()).orElseThrow());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private boolean mayMarket(Address address, String interest) {
        return consents.mayMarket(record(address), Channel.EMAIL, interest);
    }

    private UUID record(Address address) {
        return contacts.heldAt(ABC_MOTORS, address).get(0).id();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }
}

package org.pidesk.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.campaign.CampaignStage.HEAD;
import static org.pidesk.campaign.CampaignStage.JOHAN;
import static org.pidesk.campaign.CampaignStage.NALEDI;
import static org.pidesk.campaign.CampaignStage.csv;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.FREDS_MOBILE;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Evidence;
import org.pidesk.consent.Interests;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.MovableClock;
import org.pidesk.notice.MadeReturns;
import org.pidesk.notice.ReturnReason;
import org.pidesk.notice.UndeliverableAddress.Outcome;
import org.pidesk.notice.Undeliverables;
import org.pidesk.suppression.Suppressions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Who of a list may be asked, and what an organisation learns of its black lists. */
@PiDeskTest
class ScreeningTest {
    private static final String WORDING = "opt-in-question/1";

    @Autowired
    CampaignStage stage;

    @Autowired
    CampaignDrafts drafts;

    @Autowired
    Screenings screenings;

    @Autowired
    OptOutList optOuts;

    @Autowired
    Suppressions suppressions;

    @Autowired
    Consents consents;

    @Autowired
    Contacts contacts;

    @Autowired
    Interests interests;

    @Autowired
    Undeliverables undeliverables;

    @Autowired
    MadeReturns returns;

    @Autowired
    JdbcClient database;

    @Autowired
    FlywayConnectionDetails owner;

    @Autowired
    MovableClock clock;

    @BeforeEach
    void open() {
        stage.open();
    }

    @Test
    void leavesOutWhoeverMayNotBeAskedAndSaysWhy() {
        suppressions.cover(ABC_MOTORS, MobileNumber.parse("072 555 0402"));
        optOuts.load(ABC_MOTORS, csv("mobile\n072 555 0403\n"), JOHAN);
        var thandi = contacts.idsHeldAt(ABC_MOTORS, THANDI).get(0);
        consents.give(
                thandi,
                Channel.EMAIL,
                null,
                Ground.CONSENT,
                Evidence.of(Evidence.Kind.WEB_FORM).worded(WORDING));
        var fred = contacts.idsHeldAt(ABC_MOTORS, FRED).get(0);
        consents.withdraw(fred, Channel.SMS, null, Evidence.of(Evidence.Kind.STOP_MESSAGE));

        stage.begin(HEAD
                + "suppressed@example.org,072 555 0402,,,,EVENT\n"
                + "listed@example.org,072 555 0403,,,,EVENT\n"
                + THANDI.value() + ",,,,,CUSTOMER\n"
                + FRED.value() + ",,,,,CUSTOMER\n"
                + "Double@Example.org,,,,,EVENT\n"
                + "double@example.org,,,,,EVENT\n"
                + ",072 555 0404,,,,EVENT\n"
                + "new@example.org,,,,,EVENT\n");

        assertThat(stage.reasonOf(2)).isEqualTo("SUPPRESSED");
        assertThat(stage.reasonOf(3)).isEqualTo("OPTED_OUT");
        assertThat(stage.reasonOf(4)).isEqualTo("CONSENTED");
        assertThat(stage.reasonOf(5)).isEqualTo("WITHHELD");
        assertThat(stage.reasonOf(6)).isEqualTo("READY");
        assertThat(stage.reasonOf(7)).isEqualTo("DUPLICATE");
        assertThat(stage.reasonOf(8)).isEqualTo("NO_ADDRESS");
        assertThat(stage.reasonOf(9)).isEqualTo("READY");
    }

    @Test
    void asksNobodyAgainByAnotherAddressOfTheirRecord() {
        stage.ask(HEAD + "stranger@example.org," + FREDS_MOBILE.value() + ",,,,EVENT\n");
        assertThat(stage.mailsTo("stranger@example.org")).isOne();

        stage.begin(HEAD + "other@example.org,,,,,EVENT\n" + FRED.value() + ",,,,,CUSTOMER\n");

        assertThat(stage.reasonOf(3)).isEqualTo("ASKED_BEFORE");
    }

    @Test
    void asksNobodyAgainWhoseRecordIsGone() {
        stage.ask(HEAD + FRED.value() + ",,,,,CUSTOMER\n");
        assertThat(stage.mailsTo(FRED.value())).isOne();
        contacts.deIdentify(contacts.idsHeldAt(ABC_MOTORS, FRED).get(0));

        stage.begin(HEAD + "other@example.org,,,,,EVENT\nthird@example.org," + FREDS_MOBILE.value() + ",,,,EVENT\n");

        assertThat(stage.reasonOf(3)).isEqualTo("ASKED_BEFORE");
    }

    @Test
    void leavesOutAMinorWhomOnlyTheRecordKnowsAsOne() {
        database.sql("update contact set id_number = ? where email = ?")
                .params("1501010000087", FRED.value())
                .update();
        database.sql("update contact set id_number = ? where email = ?")
                .params("8001010000081", THANDI.value())
                .update();

        stage.begin(HEAD + FRED.value() + ",,,,,CUSTOMER\n" + THANDI.value() + ",,,,,CUSTOMER\n");

        assertThat(stage.reasonOf(2)).isEqualTo("MINOR");
        assertThat(stage.reasonOf(3)).isEqualTo("READY");
    }

    @Test
    void asksNobodyOfWhatTheySaidNoTo() {
        var fred = contacts.idsHeldAt(ABC_MOTORS, FRED).get(0);
        var thandi = contacts.idsHeldAt(ABC_MOTORS, THANDI).get(0);
        var cars = interests.add(ABC_MOTORS, "New cars", "New models and test drives.", NALEDI);
        consents.withdraw(fred, Channel.EMAIL, stage.workshop(), Evidence.of(Evidence.Kind.UNSUBSCRIBE_LINK));
        consents.withdraw(thandi, Channel.EMAIL, cars, Evidence.of(Evidence.Kind.UNSUBSCRIBE_LINK));

        stage.begin(HEAD + FRED.value() + ",,,,,CUSTOMER\n" + THANDI.value() + ",,,,,CUSTOMER\n");

        assertThat(stage.reasonOf(2)).isEqualTo("WITHHELD");
        assertThat(stage.reasonOf(3)).isEqualTo("READY");
    }

    @Test
    void asksNobodyWhoSaidNoSinceTheListWasScreened() {
        var process = stage.begin(HEAD
                + FRED.value() + ",,,,,CUSTOMER\n"
                + THANDI.value() + ",,,,,CUSTOMER\n"
                + "listed@example.org,,,,,EVENT\n"
                + "new@example.org,,,,,EVENT\n");
        consents.withdrawAll(
                contacts.idsHeldAt(ABC_MOTORS, FRED).get(0),
                Evidence.of(Evidence.Kind.VERBAL).takenBy(NALEDI, "By telephone."));
        contacts.restrict(contacts.idsHeldAt(ABC_MOTORS, THANDI).get(0));
        optOuts.load(ABC_MOTORS, csv("email\nlisted@example.org\n"), JOHAN);

        stage.approve(process);
        stage.work();

        assertThat(List.of(stage.reasonOf(2), stage.reasonOf(3), stage.reasonOf(4)))
                .containsExactly("WITHHELD", "WITHHELD", "OPTED_OUT");
        assertThat(stage.mailsTo(FRED.value()) + stage.mailsTo(THANDI.value()) + stage.mailsTo("listed@example.org"))
                .isZero();
        assertThat(stage.mailsTo("new@example.org")).isOne();
    }

    /** Staff speak to them and correct the address; then they can be asked. */
    @Test
    void keepsTheQuestionOfWhomNothingReaches() {
        returns.forGood(ABC_MOTORS, FRED);
        returns.forNow(ABC_MOTORS, THANDI);
        stage.ask(HEAD + FRED.value() + ",,,,,CUSTOMER\n" + THANDI.value() + ",,,,,CUSTOMER\n");

        assertThat(stage.reasonOf(2)).isEqualTo("UNDELIVERABLE");
        assertThat(stage.reasonOf(3)).isEqualTo("SENT");

        var dead = undeliverables
                .people(ABC_MOTORS, ReturnReason.NO_SUCH_MAILBOX, true, NALEDI)
                .get(0);
        undeliverables.settle(ABC_MOTORS, dead.about().id(), Outcome.CORRECTED, "fred.again@example.org", NALEDI);
        stage.begin(
                HEAD + "one@example.org,,,,,EVENT\ntwo@example.org,,,,,EVENT\nfred.again@example.org,,,,,CUSTOMER\n");

        assertThat(stage.reasonOf(4)).isEqualTo("READY");
    }

    @Test
    void spendsNoQuestionWhereTheAddressDiedSinceTheListWasScreened() {
        var process = stage.begin(HEAD + FRED.value() + ",,,,,CUSTOMER\nnew@example.org,,,,,EVENT\n");
        assertThat(stage.reasonOf(2)).isEqualTo("READY");
        returns.forGood(ABC_MOTORS, FRED);

        stage.approve(process);
        stage.work();

        assertThat(stage.reasonOf(2)).isEqualTo("UNDELIVERABLE");
        assertThat(stage.reasonOf(3)).isEqualTo("SENT");
        assertThat(database.sql("select count(*) from consent_ask")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void asksByMailWhoseNumberIsDead() {
        returns.forGood(ABC_MOTORS, FREDS_MOBILE);

        stage.begin(HEAD + FRED.value() + "," + FREDS_MOBILE.value() + ",,,,CUSTOMER\n");

        assertThat(stage.reasonOf(2)).isEqualTo("READY");
    }

    @Test
    void keepsTheFormerListWhenTheNextHasAFlaw() {
        var draft = stage.draft(HEAD + "x@example.org,,,,,EVENT\n");

        assertThatThrownBy(() ->
                        drafts.load(draft, Channel.EMAIL, csv(HEAD + "y@example.org,,,,,EVENT\nnobody,,,,,EVENT\n")))
                .isInstanceOf(ListRefused.class);

        assertThat(stage.count("true")).isOne();
    }

    @Test
    void keepsNoListForLongThatBeginsNothing() {
        stage.draft(HEAD + "x@example.org,,,,,EVENT\n");
        clock.advance(Duration.ofDays(8));

        drafts.discardOld();

        assertThat(stage.count("true")).isZero();
        assertThat(stage.campaigns()).isZero();
    }

    @Test
    void letsNoCampaignBeginByAStaleOptOutList() {
        optOuts.load(ABC_MOTORS, csv("email\nx@example.org\n"), JOHAN);
        clock.advance(Duration.ofDays(32));

        assertThatThrownBy(() -> stage.draft(HEAD + "y@example.org,,,,,EVENT\n"))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("older than 31 days");
    }

    @Test
    void loadsWhatCanBeReadOfTheOptOutListAndNamesTheRest() {
        var loaded = optOuts.load(
                ABC_MOTORS,
                csv("email,mobile,name\nnobody,,\nx@example.org,011 555 0100,\n,072 555 0403,=odd\n,,\n"),
                JOHAN);

        assertThat(loaded).isEqualTo(new OptOutList.Loaded(2, 2, List.of(2, 3)));
        assertThat(optOuts.edition(ABC_MOTORS).orElseThrow().entries()).isEqualTo(2);
        assertThat(optOuts.listed(
                        ABC_MOTORS, List.of(EmailAddress.parse("x@example.org"), MobileNumber.parse("072 555 0403"))))
                .hasSize(2);
    }

    @Test
    void keepsTheFormerOptOutListWhereNothingOfTheNewOneCanBeRead() {
        optOuts.load(ABC_MOTORS, csv("email\nx@example.org\n"), JOHAN);

        assertThatThrownBy(() -> optOuts.load(ABC_MOTORS, csv("email\nnobody\n"), JOHAN))
                .isInstanceOf(ListRefused.class);

        assertThat(optOuts.listed(ABC_MOTORS, List.of(EmailAddress.parse("x@example.org"))))
                .hasSize(1);
    }

    /** Whoever stands in such a row may stand in a list to be asked, spelt as they should be. */
    @Test
    void keepsTheFormerOptOutListWhereMoreThanOneRowInTwentyOfTheNewOneCannotBeRead() {
        optOuts.load(ABC_MOTORS, csv("email\nx@example.org\n"), JOHAN);

        assertThatThrownBy(() -> optOuts.load(ABC_MOTORS, csv(optOuts(56)), JOHAN))
                .isInstanceOfSatisfying(ListRefused.class, refused -> {
                    assertThat(refused.flaws()).extracting(Flaw::line).containsExactly(2L, 3L, 4L);
                    assertThat(refused.flaws().get(0).why()).contains("3 of 59 rows", "the former list stays");
                });
        assertThat(optOuts.listed(ABC_MOTORS, List.of(EmailAddress.parse("x@example.org"))))
                .hasSize(1);

        assertThat(optOuts.load(ABC_MOTORS, csv(optOuts(57)), JOHAN))
                .isEqualTo(new OptOutList.Loaded(57, 3, List.of(2, 3, 4)));
        assertThat(optOuts.listed(ABC_MOTORS, List.of(EmailAddress.parse("x@example.org"))))
                .isEmpty();
    }

    /** Three rows that cannot be read, and so many that can. */
    private static String optOuts(int readable) {
        var people = IntStream.range(0, readable).mapToObj(i -> "p" + i + "@example.org\n");
        return "email\n" + "nobody\n".repeat(3) + people.collect(Collectors.joining());
    }

    @Test
    void holdsTheReadableAddressOfARowAgainstTheBlackLists() {
        suppressions.cover(ABC_MOTORS, EmailAddress.parse("one@example.org"));

        var found = screenings.screen(ABC_MOTORS, csv("email,mobile\none@example.org,011 555 0100\n"), NALEDI);

        assertThat(found.lines()).containsExactly(2);
        assertThat(found.unreadable()).containsExactly(2);
    }

    @Test
    void restsWhenTheOptOutListGrowsStaleUnderWay() {
        optOuts.load(ABC_MOTORS, csv("email\nx@example.org\n"), JOHAN);
        var process = stage.begin(HEAD + "y@example.org,,,,,EVENT\n");
        stage.approve(process);
        clock.advance(Duration.ofDays(32));
        stage.passUntilALawfulHour();

        stage.work();

        assertThat(stage.campaign(process).paused()).isEqualTo(Pause.REGISTRY);
        assertThat(stage.mailsTo("y@example.org")).isZero();
    }

    @Test
    void acceptsNoOfferForAQuestion() {
        var draft = stage.draft(HEAD + "x@example.org,,,,,EVENT\n");

        assertThatThrownBy(() -> drafts.describe(
                        draft,
                        Map.of(
                                "title",
                                "Sale",
                                "offers",
                                "used cars, see evil-example.com/x or call 0800 123 456 now for 50 percent less",
                                "channel",
                                "EMAIL",
                                "interest",
                                stage.workshop())))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("Name the kinds of goods or services");
        drafts.describe(
                draft,
                Map.of("title", "Sale", "offers", "used cars", "channel", "EMAIL", "interest", stage.workshop()));
    }

    @Test
    void tellsWhichLinesAreOnABlackListAndKeepsNothing() {
        suppressions.cover(ABC_MOTORS, EmailAddress.parse("one@example.org"));
        suppressions.cover(ABC_MOTORS, MobileNumber.parse("072 555 0402"));

        var found = screenings.screen(
                ABC_MOTORS,
                csv("email,mobile\nONE@example.org,\ntwo@example.org,\nthree@example.org,+27 72 555 0402\n"),
                NALEDI);

        assertThat(found.rows()).isEqualTo(3);
        assertThat(found.lines()).containsExactly(2, 4);
        assertThat(database.sql("select list_rows || '/' || listed from screening")
                        .query(String.class)
                        .single())
                .isEqualTo("3/2");
    }

    @Test
    void tellsNothingOfAnotherOrganisationsBlackLists() {
        suppressions.cover(SEA_POINT_CARS, EmailAddress.parse("one@example.org"));

        assertThat(screenings
                        .screen(ABC_MOTORS, csv("email\none@example.org\n"), NALEDI)
                        .lines())
                .isEmpty();
    }

    @Test
    void answersSoManyListsInAnHour() {
        for (int i = 0; i < 20; i++) {
            screenings.screen(ABC_MOTORS, csv("email\none@example.org\n"), NALEDI);
        }

        assertThatThrownBy(() -> screenings.screen(ABC_MOTORS, csv("email\none@example.org\n"), NALEDI))
                .isInstanceOf(Screenings.TooMany.class);
        clock.advance(Duration.ofMinutes(61));
        assertThat(screenings
                        .screen(ABC_MOTORS, csv("email\none@example.org\n"), NALEDI)
                        .rows())
                .isOne();
    }

    /** A key in other hands keeps the staff from nothing, nor do they keep the system of its owner. */
    @Test
    void countsTheListsOfTheKeyApart() {
        askUntilItIsTooMuch(Screenings.KEY);
        assertThat(screenings
                        .screen(ABC_MOTORS, csv("email\none@example.org\n"), NALEDI)
                        .rows())
                .isOne();

        clock.advance(Duration.ofMinutes(61));
        askUntilItIsTooMuch(NALEDI);
        assertThatThrownBy(() -> screenings.screen(ABC_MOTORS, csv("email\none@example.org\n"), JOHAN))
                .isInstanceOf(Screenings.TooMany.class);
        assertThat(screenings
                        .screen(ABC_MOTORS, csv("email\none@example.org\n"), Screenings.KEY)
                        .rows())
                .isOne();
    }

    private void askUntilItIsTooMuch(String by) {
        for (int i = 0; i < 20; i++) {
            screenings.screen(ABC_MOTORS, csv("email\none@example.org\n"), by);
        }
        assertThatThrownBy(() -> screenings.screen(ABC_MOTORS, csv("email\none@example.org\n"), by))
                .isInstanceOf(Screenings.TooMany.class);
    }

    @Test
    void recordsThatAListWasAskedThoughItIsRefused() {
        assertThatThrownBy(() -> screenings.screen(ABC_MOTORS, csv("nothing of use\n"), NALEDI))
                .isInstanceOf(ListRefused.class);
        assertThatThrownBy(() -> screenings.screen(ABC_MOTORS, csv("nothing of use\n"), Screenings.KEY))
                .isInstanceOf(ListRefused.class);

        assertThat(database.sql("select actor || ' ' || detail from fact where kind = 'LIST_HELD_AGAINST_BLACK_LISTS'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "naledi listed=0;organisation=of-abc-motors;rows=0",
                        "api-key listed=0;organisation=of-abc-motors;rows=0");
    }

    @Test
    void countsTheListsThatComeInTheSameInstant() {
        var asked = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.supplyAsync(this::isScreened))
                .toList();

        assertThat(asked.stream().filter(CompletableFuture::join)).hasSize(20);
    }

    private boolean isScreened() {
        try {
            screenings.screen(ABC_MOTORS, csv("email\none@example.org\n"), NALEDI);
            return true;
        } catch (Screenings.TooMany tooMany) {
            return false;
        }
    }

    @Test
    void namesTheLinesThatItCannotRead() {
        suppressions.cover(ABC_MOTORS, EmailAddress.parse("one@example.org"));

        var found = screenings.screen(ABC_MOTORS, csv("email\nnobody\none@example.org\n=1\nx@example.org\n"), NALEDI);

        assertThat(found.rows()).isEqualTo(4);
        assertThat(found.lines()).containsExactly(3);
        assertThat(found.unreadable()).containsExactly(2, 4);
    }

    @Test
    void screensALongListInBatches() {
        var list = CampaignStage.strangers(20_000);

        var process = stage.begin(list);

        assertThat(stage.count("status = 'READY'")).isEqualTo(20_000);
        assertThat(stage.campaign(process).state()).isEqualTo(Campaign.State.APPROVAL);
    }

    /** The database may have counted the rows when the last campaign had just ended. */
    @Test
    void findsWhoIsListedTwiceInATableThatWasEmptyWhenItWasCounted() {
        stage.begin(CampaignStage.strangers(1_000));
        database.sql("delete from campaign_recipient").update();
        JdbcClient.create(new DriverManagerDataSource(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword()))
                .sql("analyze campaign_recipient")
                .update();

        assertThat(plan(Recipients.LEAVE_OUT_DUPLICATES)).contains("WindowAgg").doesNotContain("Join", "Nested Loop");
        // the trap is there
        assertThat(plan("""
                        update campaign_recipient r set status = 'LEFT_OUT', reason = 'DUPLICATE' where r.campaign = ?
                        and exists (select from campaign_recipient e
                            where e.campaign = r.campaign and e.print = r.print and e.line < r.line)""")).contains("Nested Loop", "Join Filter");
    }

    private String plan(String statement) {
        return String.join(
                "\n",
                database.sql("explain " + statement)
                        .param("PI-7K3M-9QXW-C2TD")
                        .query(String.class)
                        .list());
    }

    @Test
    void opensTheInterfaceWithItsKeyOnly() {
        var key = screenings.makeKey(ABC_MOTORS, JOHAN);
        assertThat(screenings.ownerOf(key)).contains(ABC_MOTORS);

        var other = screenings.makeKey(ABC_MOTORS, JOHAN);
        assertThat(screenings.ownerOf(key)).isEmpty();
        assertThat(screenings.ownerOf(other)).contains(ABC_MOTORS);

        screenings.takeKeyBack(ABC_MOTORS, JOHAN);
        assertThat(screenings.ownerOf(other)).isEmpty();
    }
}

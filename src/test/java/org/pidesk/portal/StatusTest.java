package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.KLOOF_TRADERS;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.contact.Field;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.Sender;
import org.pidesk.request.CaseClock;
import org.pidesk.request.ExtensionReason;
import org.pidesk.request.LookUpAbuse;
import org.pidesk.request.PauseReason;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A withdrawal and its status, over HTTP: who may see it, and what changes it. */
@PiDeskTest
class StatusTest {
    private static final String PI = "/abc-motors/pi";
    private static final Map<String, String> CONFIRMED = Map.of("wording", HeldController.WORDING);
    private static final Map<String, String> REMOVED = Map.of("wording", DeIdentifyController.WORDING);
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
    CaseClock clocks;

    @Autowired
    Sender sender;

    @Autowired
    LookUpAbuse abuse;

    @Autowired
    JdbcClient database;

    private Visitor browser;

    @BeforeEach
    void everybodyHasMovedIn() {
        people.moveIn();
        browser = new Visitor(port);
    }

    @Test
    void takesInOneRequestHoweverOftenItIsConfirmed() {
        prove(THANDI);

        var first = browser.submit(PI + "/withdraw", CONFIRMED);
        var second = browser.submit(PI + "/held", PI + "/withdraw", CONFIRMED);

        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(location(first)).matches(PI + "/done/PI(-[0-9A-Z]{4}){3}").isEqualTo(location(second));
        assertThat(rows("request")).isOne();
        assertThat(browser.get(location(first)).body()).contains("We have your request", "A receipt is on its way");
        assertThat(location(browser.get(PI + "/withdraw"))).startsWith(PI + "/requests/PI-");
        assertThat(location(browser.get(PI + "/requests"))).startsWith(PI + "/requests/PI-");
    }

    /** The next at this computer must not find the proof. */
    @Test
    void letsWhoHasProvenAnAddressEndTheVisitAndNobodyElse() {
        prove(THANDI);
        browser.submit(PI + "/withdraw", CONFIRMED);
        var page = location(browser.get(PI + "/requests"));

        assertThat(browser.get(page).body()).contains("End my visit", "See all my requests");
        browser.submit(page, PI + "/leave", Map.of());
        assertThat(browser.get(page).statusCode()).isEqualTo(303);
        assertThat(browser.get(linkOf(THANDI)).body()).doesNotContain("End my visit", "See all my requests");
    }

    @Test
    void takesInOneDeIdentificationHoweverOftenItIsConfirmed() {
        prove(THANDI);
        assertThat(browser.get(PI + "/de-identify").body())
                .contains("Ask to be de-identified", "another lawful reason", "24 hours")
                .contains(
                        "Withdraw my consent instead",
                        "if something is to be removed",
                        "the other systems are not told")
                .doesNotContain("as soon as that is decided");

        var first = browser.submit(PI + "/de-identify", REMOVED);
        var second = browser.submit(PI + "/held", PI + "/de-identify", REMOVED);

        assertThat(location(first)).matches(PI + "/done/PI(-[0-9A-Z]{4}){3}").isEqualTo(location(second));
        assertThat(browser.get(location(first)).body())
                .contains("are told after the pause, if something is to be removed.");
        assertThat(rows("request")).isOne();
        assertThat(location(browser.get(PI + "/withdraw"))).startsWith(PI + "/requests/PI-");
    }

    @Test
    void leadsFromADeIdentificationToTheWithdrawalThatIsOpen() {
        prove(THANDI);
        var withdrawal = location(browser.submit(PI + "/withdraw", CONFIRMED));

        assertThat(location(browser.submit(PI + "/held", PI + "/de-identify", REMOVED)))
                .isEqualTo(withdrawal);
        assertThat(location(browser.get(PI + "/de-identify"))).startsWith(PI + "/requests/PI-");
    }

    @Test
    void asksToReadAgainWhatHasBeenReworded() {
        prove(THANDI);

        var answer = browser.submit(PI + "/withdraw", Map.of("wording", "withdrawal-2020-01"));

        assertThat(location(answer)).isEqualTo(PI + "/withdraw?reworded");
        assertThat(rows("request")).isZero();
    }

    @Test
    void letsAnAddressThatIsNotHeldWithdrawToo() {
        prove(MALLORY);

        assertThat(browser.get(PI + "/held").body()).contains("holds nothing under this address");
        assertThat(location(browser.submit(PI + "/withdraw", CONFIRMED))).startsWith(PI + "/done/");
    }

    @Test
    void promisesOnlyWhatCanHappenWhereNothingIsHeld() {
        prove(MALLORY);

        assertThat(browser.get(PI + "/withdraw").body())
                .contains("Nobody’s record at ABC Motors carries this address", "This address goes onto a black list")
                .doesNotContain("your record", "restricted, and", "enquiries", "compliance manager");
    }

    @Test
    void saysThatOurOwnSystemStopsAtOnceAndTheOthersLater() {
        prove(THANDI);

        assertThat(browser.get(PI + "/withdraw").body())
                .contains(
                        "ABC Motors itself stops: your record there is restricted",
                        "are told after the pause",
                        "as far as we know them",
                        "another lawful reason")
                .doesNotContain("Nobody’s record", "staff of ABC Motors first find out");
        assertThat(browser.get(location(browser.submit(PI + "/withdraw", CONFIRMED)))
                        .body())
                .contains(
                        "ABC Motors itself sends you nothing",
                        "are told after the pause; or, if everything has to stay");
    }

    @Test
    void saysThatASharedAddressIsSortedOutFirst() {
        prove(AISHA);

        assertThat(browser.get(PI + "/withdraw").body())
                .contains("staff of ABC Motors first find out which of them are yours")
                .doesNotContain("We tell every address", "Nobody’s record");
    }

    @Test
    void saysNothingOfARecordWhereNoneIsHeld() {
        var link = linkOf(MALLORY);

        assertThat(browser.get(link).body())
                .contains("Step 3 of 5", "If we held anything", "what it may hold about you")
                .doesNotContain("The compliance manager decides", "enquiries");
        assertThat(browser.get(link + "/cancel").body()).contains("If ABC Motors holds a record of yours");
        browser.submit(link + "/cancel", Map.of());
        assertThat(browser.get(link).body())
                .contains("If ABC Motors restricted a record of yours")
                .doesNotContain("as before you", "compliance manager", "How it goes");
    }

    @Test
    void saysWhyWeAnswerByThatDay() {
        assertThat(browser.get(linkOf(THANDI)).body())
                .contains("<summary>Why this day?</summary>", "that day is not counted.", "So the last day is");
    }

    @Test
    void listsAllRequestsOfThePerson() {
        prove(THANDI);
        browser.submit(PI + "/withdraw", CONFIRMED);
        database.sql(
                        "insert into request (reference, organisation, type, status, received_at, due, told, pseudonym, closed_at)"
                                + " select 'PI-0000-0000-0000', organisation, 'LOOK_UP', 'FULFILLED', received_at - interval '1 day',"
                                + " due, told, pseudonym, received_at from request")
                .update();
        database.sql("insert into request_address select 'PI-0000-0000-0000', fingerprint, proven from request_address")
                .update();

        var list = browser.get(PI + "/requests").body();

        assertThat(list)
                .contains("Withdrawal of consent", "We are working on your request", "Search for your information")
                .contains(PI + "/requests/PI-0000-0000-0000", "closed on");
        assertThat(browser.get(PI + "/requests/PI-0000-0000-0000").body())
                .contains("Your search is answered", "Our written answer says where ABC Motors had you looked for")
                .contains("Search in the other systems")
                .doesNotContain("removal", "Why this day?");
    }

    @ParameterizedTest
    @CsvSource({
        "LOOK_UP, Step 2 of 3, Nobody searches for you any further",
        "ALTERATION, Step 2 of 3, What you wanted changed stays as it is",
        "DE_IDENTIFICATION, Step 2 of 5, Nothing is removed"
    })
    void speaksOfEachKindInItsOwnWords(String type, String step, String cancelled) {
        var link = linkOf(THANDI);
        database.sql("update request set type = ?").param(type).update();

        assertThat(browser.get(link).body()).contains(step).doesNotContain("??", "your consent");
        assertThat(browser.get(link + "/cancel").body()).contains(cancelled).doesNotContain("??", "withdraw again");
        browser.submit(link + "/cancel", Map.of());
        assertThat(browser.get(link).body())
                .contains("Your request is cancelled")
                .doesNotContain("??");
        for (var end : List.of("FULFILLED", "REFUSED")) {
            database.sql("update request set status = ?").param(end).update();
            assertThat(browser.get(link).body()).doesNotContain("??", "your consent");
        }
    }

    @Test
    void asksForWhatWeWaitForAndGoesOnOnceThePersonHasAnswered() {
        var link = linkOf(THANDI);
        assertThat(browser.get(link).body()).doesNotContain("We are waiting for you");
        clocks.pause(reference(), PauseReason.PROOF, Stage.JOHAN);

        assertThat(browser.get(link).body())
                .contains("We are waiting for you", "proof of who you are", "the last day stays");
        assertThat(location(browser.submit(link, link + "/answered", Map.of()))).endsWith("?answered");

        assertThat(browser.get(link).body()).doesNotContain("We are waiting for you");
        assertThat(database.sql("select count(*) from fact where kind = 'CASE_RESUMED' and actor = 'person'")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    private Reference reference() {
        return new Reference(database.sql("select reference from request")
                .query(String.class)
                .single());
    }

    @Test
    void opensByTheMailedLinkWithoutAnyCookie() {
        var link = linkOf(THANDI);

        assertThat(browser.get(link).body())
                .contains("We are working on your request", "Step 2 of 5", "We answer in writing by", "(in ")
                .doesNotContain("too late", "thandi");
    }

    @Test
    void opensNothingByTheReferenceAlone() {
        var reference = Stage.reference(stage.withdraw(THANDI)).value();

        assertThat(location(browser.get(PI + "/requests/" + reference))).isEqualTo(PI + "?again");
        prove(MALLORY);
        assertThat(browser.get(PI + "/requests/" + reference).statusCode()).isEqualTo(404);
        assertThat(browser.get(PI + "/done/" + reference).statusCode()).isEqualTo(404);
        assertThat(browser.submit(PI + "/held", PI + "/requests/" + reference + "/cancel", Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void opensItForAnotherBrowserThatHasProvenTheAddress() {
        var reference = Stage.reference(stage.withdraw(THANDI)).value();
        prove(THANDI);

        assertThat(browser.get(PI + "/requests/" + reference).body()).contains(reference, "Step 2 of 5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "short",
                "%F0%9F%98%80",
                "PI-0000-0000",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void saysTheSameOfEveryLinkThatIsNone(String token) {
        var page = browser.get(PI + "/requests/" + token);

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is nothing here");
    }

    @Test
    void opensALinkAtItsOwnOrganisationOnly() {
        var link = linkOf(THANDI);

        assertThat(browser.get(link.replace("abc-motors", "sea-point-cars")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void changesNothingForScannersThatOpenEveryLink() {
        var link = linkOf(THANDI);
        var before = everyRow();

        for (var method : List.of("GET", "HEAD", "OPTIONS")) {
            for (var page : List.of("", "/cancel")) {
                browser.call(method, link + page, null);
            }
        }
        assertThat(browser.submit(PI + "/nowhere", link + "/cancel", Map.of()).statusCode())
                .isEqualTo(403);

        assertThat(everyRow()).isEqualTo(before);
    }

    @Test
    void saysThatStaffFindOutFirstWhoseTheRequestIs() {
        var link = linkOf(THANDI);
        database.sql("update request set contested = true").update();
        database.sql("update request_address set proven = false").update();
        database.sql("update request_link set proven = false").update();

        var refused = browser.submit(link + "/cancel", Map.of());

        assertThat(location(refused)).isEqualTo(link + "?contested");
        assertThat(browser.get(link + "?contested").body())
                .contains("The request is not cancelled", "The staff of ABC Motors", "call them on 0")
                .doesNotContain("??", "Your request is cancelled");
        database.sql("update request set type = 'ALTERATION'").update();
        assertThat(browser.get(link + "?contested").body())
                .contains("the staff of ABC Motors have seen who asked", "call them at once on 0")
                .doesNotContain("??", "before anything is removed");
    }

    @Test
    void cancelsOnceByTheLink() {
        var link = linkOf(THANDI);

        var first = browser.submit(link + "/cancel", Map.of());
        var second = browser.submit(PI, link + "/cancel", Map.of());

        assertThat(location(first)).isEqualTo(link);
        assertThat(location(second)).isEqualTo(link + "?late");
        assertThat(browser.get(link).body()).contains("Your request is cancelled");
        assertThat(location(browser.get(link + "/cancel"))).isEqualTo(link);
    }

    @Test
    void leadsFromTheLastPageOfTheFormToARequestThatIsOver() {
        prove(THANDI);
        var done = location(browser.submit(PI + "/withdraw", CONFIRMED));
        var its = done.replace("/done/", "/requests/");
        assertThat(browser.get(done).body()).contains("sends you nothing any more", "you can cancel it");

        browser.submit(its + "/cancel", Map.of());

        assertThat(location(browser.get(done))).isEqualTo(its);
        assertThat(browser.get(its).body()).contains("Your request is cancelled");
    }

    @Test
    void saysWhenItIsTooLateToCancel() {
        var process = stage.withdraw(THANDI);
        stage.work();
        var link = newestLinkTo(THANDI);
        stage.decideThatNothingHolds(process);
        stage.passThePause();

        var answer = browser.submit(PI, link + "/cancel", Map.of());

        assertThat(location(answer)).isEqualTo(link + "?late");
        assertThat(browser.get(link + "?late").body())
                .contains("It is too late to cancel", "Step 4 of 5", "0 of 3 other systems have answered")
                .doesNotContain("Cancel the request");
    }

    @Test
    void saysThatItWaitsForTheOtherRequestAndCanStillBeCancelled() {
        stage.opens("ALTERATION", THANDI);
        var process = stage.deIdentify(THANDI);
        stage.work();
        var link = newestLinkTo(THANDI);
        stage.decideThatNothingHolds(process);
        assertThat(browser.get(link).body()).contains("You can cancel until", "Step 3 of 5");

        stage.passThePause();

        assertThat(browser.get(link).body())
                .contains("Step 3 of 5", "It waits until we have answered your other request", "Cancel the request")
                .contains("You can still cancel: the removal waits until we have answered your other request")
                .doesNotContain("You can cancel until");
    }

    @Test
    void saysTheSameAfterThePauseWhetherSomethingIsInTheWayOrNot() {
        var hindered = stage.alter(FRED, Map.of(Field.EMAIL, KLOOF_TRADERS.value()));
        stage.alter(THANDI, Map.of(Field.EMAIL, MALLORY.value()));
        stage.work();
        var links = List.of(newestLinkTo(FRED), newestLinkTo(THANDI));
        assertThat(links)
                .allSatisfy(link -> assertThat(browser.get(link).body())
                        .contains("You can cancel until", "Step 2 of 4", "Cancel the request"));

        stage.passThePause();

        assertThat(stage.tasks(hindered, "userTask_settleWhatIsInTheWay")).hasSize(1);
        assertThat(links).allSatisfy(link -> {
            assertThat(browser.get(link).body())
                    .contains("Step 3 of 4", "It is being checked, and made", "That time is over.")
                    .doesNotContain("ancel", "other systems have answered", " ago");
            assertThat(location(browser.get(link + "/cancel"))).isEqualTo(link);
            assertThat(location(browser.submit(PI, link + "/cancel", Map.of()))).isEqualTo(link + "?late");
        });
    }

    @Test
    void countsTheSystemsWhereNoAddressChanges() {
        stage.alter(FRED, Map.of(Field.SURNAME, "Hound"));
        stage.work();

        assertThat(browser.get(newestLinkTo(FRED)).body()).contains("0 of 3 other systems have answered.");
    }

    @Test
    void tellsARefusalWithItsReasonAndTheWayToTheRegulator() {
        var process = stage.withdraw(THANDI);
        stage.work();
        var link = newestLinkTo(THANDI);
        stage.endThatAllHolds(process);

        assertThat(browser.get(link).body())
                .contains(
                        "Your consent is withdrawn. We did not remove your information",
                        "Why it stayed: a contract with you that is still being carried out (section 11(1)(b) of POPIA).",
                        "ABC Motors has stopped marketing to you",
                        "See what is held now",
                        "two people decided",
                        "End of marketing, here and elsewhere",
                        "3 of 3 other systems have answered.",
                        "complain to the Information Regulator")
                .doesNotContain(
                        "A deal is open.",
                        "were not told",
                        "may not remove",
                        "Cancel the request",
                        "is refused",
                        "are told after the pause",
                        "Removal, here and elsewhere");
    }

    @Test
    void saysWhyItTakesLongerAndWhereToComplain() {
        var process = stage.lookUp(MALLORY);
        var link = newestLinkTo(MALLORY);
        assertThat(browser.get(link).body()).doesNotContain("Why it takes longer", "section 57");

        clocks.extend(Stage.reference(process), 14, Set.of(ExtensionReason.CONSENT), Stage.JOHAN);

        assertThat(browser.get(link).body())
                .contains("Why it takes longer", "it was agreed to in writing (section 57(1)(e))")
                .contains("complain to the Information Regulator, free of charge, or go to court");
    }

    @Test
    void saysThatWeEndedALookUpAndThatItCanBeReviewed() {
        var process = stage.lookUp(MALLORY);
        var link = newestLinkTo(MALLORY);

        abuse.end(Stage.reference(process), "A program goes through a list of addresses.", Stage.JOHAN);
        stage.work();

        assertThat(browser.get(link).body())
                .contains("We have ended your look-up", "because we took it for an abuse")
                .contains("Have it looked at again", link + "/review")
                .doesNotContain("is cancelled", "cancelled on");
    }

    @Test
    void saysOfARefusedRemovalWhoWasNotToldAndWhereToWithdraw() {
        var process = stage.deIdentify(THANDI);
        stage.work();
        var link = newestLinkTo(THANDI);

        stage.decideThatAllHolds(process);

        assertThat(browser.get(link).body())
                .contains("We did not remove your information", "See what is held now")
                .contains("were not told of this request", PI + "/withdraw")
                .doesNotContain("may not remove", "told every other system");
    }

    @Test
    void showsHowManySystemsHaveStoppedMarketingWhereEverythingStays() {
        var process = stage.withdraw(THANDI);
        stage.work();
        var link = newestLinkTo(THANDI);
        assertThat(browser.get(link).body()).contains("Step 2 of 5").doesNotContain("End of marketing");

        stage.decideThatAllHolds(process);

        assertThat(browser.get(link).body())
                .contains("We are working on your request", "Step 3 of 4", "End of marketing, here and elsewhere")
                .contains("0 of 3 other systems have answered.")
                .doesNotContain("Cancel the request", "Removal, here and elsewhere", "Time to change your mind");
    }

    private void prove(Address address) {
        browser.submit(PI, Map.of("address", address.value()));
        sender.sendDue();
        browser.submit(PI + "/code", Map.of("code", Received.by(application).code(address.value())));
    }

    private String linkOf(Address address) {
        var process = stage.withdraw(address);
        stage.work();
        assertThat(Received.by(application).newest(address.value()))
                .hasValueSatisfying(mail -> assertThat(mail).contains(process.getBusinessKey()));
        return newestLinkTo(address);
    }

    private String newestLinkTo(Address address) {
        var link = LINK.matcher(Received.by(application).newest(address.value()).orElseThrow());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("nowhere").replaceFirst("http://localhost:\\d+", "");
    }

    private long rows(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }

    /** Every row of every table, as one hash a table; but a carrier’s receipts, which come when they come. */
    private Map<String, String> everyRow() {
        var tables = database.sql("select tablename from pg_tables"
                        + " where schemaname = 'public' and tablename <> 'text_receipt'")
                .query(String.class)
                .list();
        var hashes = new TreeMap<String, String>();
        for (var table : tables) {
            hashes.put(
                    table,
                    database.sql("select coalesce(md5(string_agg(r::text, '|' order by r::text)), '') from \"" + table
                                    + "\" r")
                            .query(String.class)
                            .single());
        }
        return hashes;
    }
}

package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.notice.Samples.ABC_MOTORS;
import static org.pidesk.notice.Samples.CASE;
import static org.pidesk.notice.Samples.PIETER;
import static org.pidesk.notice.Samples.THANDI;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.kernel.Address;
import org.pidesk.organisation.Organisation;
import org.springframework.web.util.HtmlUtils;

class ComposerTest {
    private static final Regulator REGULATOR =
            new Regulator("Information Regulator", "54 Maxwell Drive", "010 023 5200", "complaints@regulator.example");

    private final Composer composer = Samples.composer(REGULATOR);

    @ParameterizedTest
    @EnumSource
    void saysAllOfItsModelAsHtmlAndAsText(Kind kind) {
        var mail = composer.compose(Samples.full(kind, THANDI), Samples.abcMotors());

        valuesOf(kind).forEach(value -> assertThat(mail.text()).contains(value));
        assertThat(mail.text()).doesNotContain("${", "[#", "[(", "null");
        valuesOf(kind)
                .forEach(
                        value -> assertThat(HtmlUtils.htmlUnescape(mail.html())).contains(value));
        assertThat(mail.html()).doesNotContain("${", " th:", "null", "<img", "<script");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhoSendsItAndHowToReachThem(Kind kind) {
        var mail = composer.compose(Samples.full(kind, THANDI), Samples.abcMotors());

        for (var body : List.of(mail.text(), mail.html())) {
            assertThat(body)
                    .contains("ABC Motors", "12 Long Street, Cape Town, 8001", "021 555 0100", "081 555 0101")
                    .contains("privacy@abcmotors.example", "https://abcmotors.example/privacy");
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsAPersonTheWayToTheRegulatorAndStaffNot(Kind kind) {
        var mail = composer.compose(Samples.full(kind, THANDI), Samples.abcMotors());

        for (var body : List.of(mail.text(), mail.html())) {
            assertThat(body.contains("complaints@regulator.example"))
                    .isEqualTo(kind.answersOwnRequest() || kind == Kind.OPT_IN_QUESTION);
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesNothingIntoTheSubjectButTheOrganisationAndTheReference(Kind kind) {
        var notice = Samples.full(kind, THANDI);

        var subject = composer.compose(notice, Samples.abcMotors()).subject();

        valuesOf(kind).stream()
                .filter(value -> !value.equals(notice.model().get("title")))
                .forEach(value -> assertThat(subject).doesNotContain(value));
        assertThat(subject).contains("ABC Motors").doesNotContain("{", THANDI.value());
        assertThat(subject.endsWith(" (" + CASE + ")")).isEqualTo(notice.reference() != null);
    }

    @Test
    void writesToAnAdministratorInTheNameOfTheInstallation() {
        var mail = composer.compose(
                Notice.toStaff(Kind.PASSWORD_CHANGED, null, THANDI).with("link", Samples.LINK), null);

        assertThat(mail.subject()).isEqualTo("pi-desk: your password was changed");
        assertThat(mail.replyTo()).isNull();
        for (var body : List.of(mail.text(), mail.html())) {
            assertThat(body).contains("Nobody reads answers to it").doesNotContain("null", "Phone", "You can answer");
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsAPersonTheWayToComplainAndStaffNot(Kind kind) {
        var mail = composer.compose(Samples.full(kind, THANDI), Samples.abcMotors());

        for (var body : List.of(mail.text(), mail.html())) {
            assertThat(body.contains("https://pidesk.example/abc-motors/pi/complaint/"))
                    .isEqualTo(kind.isToAPerson());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPT_IN_QUESTION", "BULK_MAIL"})
    void showsInMarketingTheWayToStopIt(Kind kind) {
        var mail = composer.compose(Samples.full(kind, THANDI), Samples.abcMotors());

        assertThat(mail.unsubscribe()).isEqualTo(Samples.LINK);
        for (var body : List.of(mail.text(), mail.html())) {
            assertThat(body).contains("nsubscribe", Samples.LINK);
        }
    }

    @Test
    void saysInTheQuestionWhenSilenceIsANoAndWhereToComplain() {
        var question = Samples.full(Kind.OPT_IN_QUESTION, THANDI).with("days", 30);
        var mail = composer.compose(question, Samples.abcMotors());

        assertThat(mail.text())
                .contains(
                        "within 30 days, we take it for a no", "Information Regulator", "complaints@regulator.example");
        assertThat(mail.html())
                .contains("days, we take it for a no", "Information Regulator", "complaints@regulator.example");
        assertThat(composer.compose(Samples.full(Kind.OPT_IN_QUESTION, PIETER), Samples.abcMotors())
                        .text())
                .doesNotContain("complaints@regulator.example");
    }

    @ParameterizedTest
    @EnumSource
    void saysItInATextMessageToo(Kind kind) {
        var text = composer.compose(Samples.full(kind, PIETER), Samples.abcMotors())
                .text();

        assertThat(text).startsWith("ABC Motors").doesNotContain("\n", "${", "[#", "[(", "null");
        assertThat(Gsm7.encode(text)).isPresent();
        if (Models.fieldsOf(kind).contains("link")) {
            assertThat(text).contains(Samples.LINK);
        }
    }

    @Test
    void fitsACodeIntoOneTextMessage() {
        var longName = new Organisation(
                ABC_MOTORS, "The Very Long-Named Motor Group of the Western Cape", "a", "a@b.example", "0");

        var text = composer.compose(Samples.code(PIETER), longName).text();

        assertThat(text).contains("493817").hasSizeLessThanOrEqualTo(160);
    }

    @Test
    void leavesOutFactsThatTheOrganisationWantsInNoMail() {
        var notice = Samples.full(Kind.CUSTOMER_WITHDREW, THANDI).with("facts", null);

        var mail = composer.compose(notice, Samples.abcMotors());

        assertThat(mail.text()).contains(CASE.value()).doesNotContain("Name:", "Customer number", "null");
        assertThat(mail.html()).contains(CASE.value()).doesNotContain("Name:", "Customer number", "null");
    }

    @Test
    void saysWhoWasNotToldYet() {
        for (var kind : List.of(Kind.CONFIRMATION, Kind.ALTERATION_CONFIRMED)) {
            for (var body : bodies(Samples.full(kind, THANDI), Samples.full(kind, PIETER))) {
                assertThat(body).containsPattern("(?i)not (told|asked):").contains("Service reminders");
            }
            var nobody = List.<String>of();
            for (var body : bodies(
                    Samples.full(kind, THANDI).with("notTold", nobody),
                    Samples.full(kind, PIETER).with("notTold", nobody))) {
                assertThat(body).doesNotContainPattern("(?i)not (told|asked):").doesNotContain("not everywhere yet");
            }
        }
    }

    @Test
    void saysWhereNotAllHaveAnswered() {
        var nobody = List.<String>of();
        for (var to : List.of(THANDI, PIETER)) {
            var told = Samples.full(Kind.CONFIRMATION, to).with("notTold", nobody);
            assertThat(bodies(told))
                    .allSatisfy(body -> assertThat(body).contains("but not all whom we asked have answered"));
            assertThat(bodies(told.with("unanswered", false)))
                    .allSatisfy(
                            body -> assertThat(body).contains("carried out.").doesNotContain("not all"));
        }
    }

    @Test
    void saysThatTheFieldsAreUsedAgainOnlyWhereTheyAre() {
        for (var to : List.of(THANDI, PIETER)) {
            for (var kind : List.of(Kind.ALTERATION_CONFIRMED, Kind.ALTERATION_CANCELLED)) {
                var notice = Samples.full(kind, to);
                var used = "(?i)we use (your details|them|these fields) again";
                assertThat(bodies(notice)).allSatisfy(body -> assertThat(body).containsPattern(used));
                assertThat(bodies(notice.with("used", false)))
                        .allSatisfy(body -> assertThat(body).doesNotContainPattern(used));
            }
        }
    }

    @Test
    void saysWhetherAllIsRemovedOrAPartStays() {
        for (var body : bodies(nothingHolds(THANDI), nothingHolds(PIETER))) {
            assertThat(body)
                    .containsPattern("Nothing (that we hold of you|of yours) has to stay\\.")
                    .doesNotContain("a part", "the rest", "Stays:");
        }
        for (var body : bodies(Samples.full(Kind.PAUSE, THANDI), Samples.full(Kind.PAUSE, PIETER))) {
            assertThat(body)
                    .contains("A part of your information has to stay; the rest will be removed.")
                    .doesNotContain("No law", "anything of yours");
        }
    }

    @Test
    void staysTrueForAnAddressOnNoRecordWhenItAnnouncesThePause() {
        assertThat(bodies(nothingHolds(THANDI)))
                .allSatisfy(body -> assertThat(body).contains("hatever is yours under this address"));
        assertThat(bodies(nothingHolds(PIETER)))
                .singleElement()
                .asString()
                .contains("Your information is removed for good after 24 November 2026 at 14:05")
                .contains("whatever is yours under this number");
    }

    @Test
    void removesByTextMessageOnlyTheRestWhereAPartStays() {
        assertThat(bodies(Samples.full(Kind.PAUSE, PIETER)))
                .singleElement()
                .asString()
                .contains("the rest of your information is removed for good")
                .doesNotContain("Your information is removed");
    }

    @Test
    void refusesADecisionThatIsNoPause() {
        var nonsense = Samples.full(Kind.PAUSE, THANDI).with("decision", "ALL_HOLDS");

        assertThatThrownBy(() -> composer.compose(nonsense, Samples.abcMotors()))
                .hasMessageContaining("decision");
    }

    @ParameterizedTest
    @EnumSource
    void showsNobodyTheNamesThatProgramsGiveThings(Kind kind) {
        var code = Pattern.compile("[A-Z]+_[A-Z]");

        for (var body : bodies(Samples.full(kind, THANDI), Samples.full(kind, PIETER))) {
            assertThat(body).doesNotContainPattern(code);
        }
        for (var body : bodies(nothingHolds(THANDI), nothingHolds(PIETER))) {
            assertThat(body).doesNotContainPattern(code);
        }
    }

    @Test
    void promisesInTheReceiptNoMoreThanHappensAtOnce() {
        assertThat(bodies(Samples.full(Kind.RECEIPT, THANDI)))
                .allSatisfy(body -> assertThat(body)
                        .contains("Our own system stops using it at once")
                        .contains("Systems that work for us are told after a pause")
                        .contains("or, if everything has to stay, as soon as that is decided")
                        .doesNotContain("if something is to be removed")
                        .contains("until the removal of your information begins")
                        .doesNotContain("has been removed"));
        assertThat(bodies(Samples.full(Kind.RECEIPT, PIETER)))
                .singleElement()
                .asString()
                .contains("until the removal begins");
        assertThat(bodies(Samples.full(Kind.RECEIPT, THANDI).with("asked", "DE_IDENTIFICATION")))
                .allSatisfy(body -> assertThat(inOneLine(body))
                        .contains("in which you can still change your mind, if something is to be removed.")
                        .doesNotContain("as soon as that is decided"));
    }

    @Test
    void saysOfAPauseThatTheLastDayDoesNotWait() {
        for (var body : bodies(Samples.full(Kind.WAITS_FOR_YOU, THANDI))) {
            assertThat(inOneLine(body))
                    .contains("We wait until 21 December 2026 at most")
                    .contains("the last day for our written answer stays as it is")
                    .contains("whether we still wait or have gone on");
        }
        assertThat(bodies(Samples.full(Kind.WAITS_FOR_YOU, PIETER)))
                .singleElement()
                .asString()
                .contains("until 21 December 2026 at most");
    }

    @Test
    void saysThatItIsLookedAtEachYearWhereNoDayIsKnown() {
        for (var to : List.of(THANDI, PIETER)) {
            var dated = Samples.full(Kind.REFUSAL, to);
            assertThat(bodies(dated))
                    .allSatisfy(body -> assertThat(inOneLine(body))
                            .contains("It stays until 28 February 2031.")
                            .doesNotContain("each year"));
            assertThat(bodies(dated.with("keptUntil", null).with("lookedAtAgain", "23 November 2027")))
                    .allSatisfy(body -> assertThat(inOneLine(body))
                            .contains("We look at it again each year, next on 23 November 2027")
                            .doesNotContain("It stays until"));
        }
    }

    @Test
    void refusesTheRemovalAndNeverTheWithdrawal() {
        for (var body : bodies(
                Samples.full(Kind.REFUSAL, THANDI).with("withdraw", null),
                Samples.full(Kind.REFUSAL, PIETER).with("withdraw", null))) {
            assertThat(inOneLine(body))
                    .contains("Your consent is withdrawn and our own marketing has stopped.")
                    .contains("Why we keep it: a contract with you that is still being carried out (section 11(1)(b) of"
                            + " the Protection of Personal Information Act, POPIA).")
                    .contains("Your addresses stand on black lists that stop marketing.")
                    .containsPattern("ther systems? .*told to stop too; we write .*when each has answered")
                    .contains("010 023 5200", "complaints@regulator.example")
                    // a contract or a dispute lets us keep, and does not oblige us to
                    .doesNotContain(" must ", "have to keep", "cannot carry it out", "cannot carry out")
                    .doesNotContain("not told", "withdraw your consent");
        }
    }

    @Test
    void saysOfARefusedRemovalWhoWasNotToldAndWhatNobodyCanRefuse() {
        for (var body : bodies(Samples.full(Kind.REFUSAL, THANDI), Samples.full(Kind.REFUSAL, PIETER))) {
            assertThat(body).contains(Samples.LINK);
            assertThat(inOneLine(body))
                    .contains("We may not remove your information yet.")
                    .contains("Your addresses stand on black lists that stop marketing.")
                    .containsPattern("ther systems .*were not told")
                    .containsPattern("withdraw your consent.*obody can refuse that")
                    .doesNotContain("told to stop too", "Nothing is sent to you");
        }
    }

    @Test
    void tellsStaffToUseWhatIsKeptForItsReasonOnly() {
        for (var to : List.of(THANDI, PIETER)) {
            var notice = Samples.full(Kind.RECORD_KEPT, to);
            assertThat(bodies(notice))
                    .allSatisfy(body -> assertThat(body)
                            .containsPattern("a person (has withdrawn|withdrew) consent")
                            .contains("lease stop all marketing to th", "for that reason only", Samples.LINK)
                            .doesNotContain("de-identified", "lost", "asked to be removed"));
            assertThat(bodies(notice.with("why", "DE_IDENTIFICATION").with("facts", null)))
                    .allSatisfy(body -> assertThat(body)
                            .contains("asked to be removed", "lease stop all marketing to th")
                            .doesNotContain("withdrawn", "withdrew", "19713570"));
        }
    }

    @Test
    void saysWhatWeKeepOurselvesWhereNothingWasFoundElsewhere() {
        for (var to : List.of(THANDI, PIETER)) {
            var nowhere = Samples.full(Kind.LOOK_UP_ANSWER, to).with("found", List.of());
            assertThat(bodies(nowhere))
                    .allSatisfy(body -> assertThat(body)
                            .contains("In our other systems we found nothing about you", "section 24 of POPIA")
                            .contains("We now keep a record of you ourselves.")
                            .doesNotContain("We found nothing", "Found:"));
            assertThat(bodies(nowhere.with("ours", List.of())))
                    .allSatisfy(body -> assertThat(body)
                            .contains("We found nothing about you")
                            .doesNotContain("other systems", "section 24", "keep a record"));
        }
    }

    @Test
    void saysWhatStaysBeforeItSaysWhatElseWasDone() {
        for (var body : bodies(Samples.full(Kind.CONFIRMATION, THANDI), Samples.full(Kind.CONFIRMATION, PIETER))) {
            assertThat(body).containsSubsequence("The invoice of your service", "Everything else in your record");
        }
        var nothingKept = List.<String>of();
        for (var body : bodies(
                Samples.full(Kind.CONFIRMATION, THANDI).with("kept", nothingKept),
                Samples.full(Kind.CONFIRMATION, PIETER).with("kept", nothingKept))) {
            assertThat(body).doesNotContain("had to stay", "Stays:");
        }
    }

    @Test
    void claimsToStaffNoMoreThanIsTrueOfEveryCase() {
        var notice = Samples.full(Kind.CUSTOMER_WITHDREW, THANDI);

        for (var body : bodies(notice, Samples.full(Kind.CUSTOMER_WITHDREW, PIETER))) {
            assertThat(body)
                    .contains("What we hold ourselves has been de-identified, as far as no law makes us keep it")
                    .contains("Please look at the tasks")
                    .doesNotContain("Our own record has been", "the open leads are");
        }
        for (var body : bodies(notice)) {
            assertThat(body).contains("if there were any", "Every email address or mobile number that we knew");
        }
    }

    @Test
    void tellsWhoWorksALeadWhereItsNumbersAre() {
        for (var body : bodies(
                Samples.full(Kind.LEAD_DE_IDENTIFIED, THANDI).with("facts", null),
                Samples.full(Kind.LEAD_DE_IDENTIFIED, PIETER).with("facts", null))) {
            assertThat(body)
                    .contains("Are you working on a lead of this person?", "while the case is open", Samples.LINK)
                    .containsPattern("(?i)the page of (the )?case .*numbers? ")
                    .doesNotContain("19713570");
        }
        assertThat(bodies(Samples.full(Kind.LEAD_DE_IDENTIFIED, THANDI)))
                .allSatisfy(body -> assertThat(body).contains("19713570", "6226950, 6226978"));
    }

    @Test
    void supposesNoRecordWhenARequestIsCancelled() {
        for (var body : bodies(Samples.full(Kind.CANCELLED, THANDI), Samples.full(Kind.CANCELLED, PIETER))) {
            assertThat(body)
                    .contains("If we hold information about you, we use it again as before.")
                    .doesNotContain("kept your information", "use your information again");
        }
    }

    @Test
    void greetsWithoutANameWhomItDoesNotKnowByName() {
        var mail = composer.compose(
                Samples.full(Kind.LEAD_DE_IDENTIFIED, THANDI).with("recipient", null), Samples.abcMotors());

        assertThat(mail.text()).contains("Hello,").doesNotContain("null");
        assertThat(mail.html()).contains("Hello,").doesNotContain("null");
    }

    @Test
    void endsJoinedSentencesWithOneFullStop() {
        var text = composer.compose(Samples.full(Kind.CONFIRMATION, PIETER), Samples.abcMotors())
                .text();

        assertThat(text).doesNotContain("..", ".;", ". .").contains("until 2031. Everything else");
    }

    @Test
    void takesMarkupAsPlainWords() {
        var notice = Samples.full(Kind.REFUSAL, THANDI).with("reason", "<script>alert(1)</script> ${7*7} [(${7*7})]");

        var mail = composer.compose(notice, Samples.abcMotors());

        assertThat(mail.html()).contains("&lt;script&gt;").doesNotContain("<script", "49");
        assertThat(mail.text()).contains("${7*7} [(${7*7})]").doesNotContain("49");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ABC\r\nBcc: mallory@example.com", "ABC\nMotors", "ABC\u0000", "ABC\u2028Motors", "ABC\u0085"})
    void refusesAControlCharacterWhereAHeaderWouldCarryIt(String name) {
        var organisation = new Organisation(ABC_MOTORS, name, "a", "a@b.example", "0");

        assertThatThrownBy(() -> composer.compose(Samples.code(THANDI), organisation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("mallory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u001b[31m", "\u0007", "\u0085", "\u2029"})
    void refusesAControlCharacterInAModelAndNamesOnlyTheField(String control) {
        var notice = Samples.full(Kind.REFUSAL, THANDI).with("reason", "Thandi" + control);

        assertThatThrownBy(() -> composer.compose(notice, Samples.abcMotors()))
                .hasMessageContaining("REFUSAL.reason")
                .hasMessageNotContaining("Thandi");
    }

    @Test
    void refusesAControlCharacterDeepInAModel() {
        var notice = Samples.full(Kind.LEAD_DE_IDENTIFIED, THANDI).with("facts", Map.of("leads", List.of("1\u0000")));

        assertThatThrownBy(() -> composer.compose(notice, Samples.abcMotors()))
                .hasMessageContaining("LEAD_DE_IDENTIFIED.facts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "/pi", "https://x.example/\"onclick=", "https://x.example/a b"})
    void refusesALinkThatIsNoAddressOfAPage(String link) {
        var notice = Samples.full(Kind.RECEIPT, THANDI).with("link", link);

        assertThatThrownBy(() -> composer.compose(notice, Samples.abcMotors())).hasMessageContaining("link");
    }

    @Test
    void refusesAModelThatIsNotTheKinds() {
        var missing = Notice.of(Kind.CODE, ABC_MOTORS, THANDI).with("code", "493817");
        var more = Samples.code(THANDI).with("name", "Thandi");
        var empty = Samples.code(THANDI).with("minutes", null);

        assertThatThrownBy(() -> composer.compose(missing, Samples.abcMotors())).hasMessageContaining("minutes");
        assertThatThrownBy(() -> composer.compose(more, Samples.abcMotors())).hasMessageNotContaining("Thandi");
        assertThatThrownBy(() -> composer.compose(empty, Samples.abcMotors())).hasMessageContaining("CODE.minutes");
    }

    private static Notice nothingHolds(Address to) {
        return Samples.full(Kind.PAUSE, to).with("decision", "NOTHING_HOLDS").with("kept", List.of());
    }

    /** Every form in which these notices are read: of a mail both, of a text message the one. */
    private List<String> bodies(Notice... notices) {
        return Stream.of(notices)
                .map(notice -> composer.compose(notice, Samples.abcMotors()))
                .flatMap(message -> Stream.of(message.text(), message.html()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** HTML without its tags. */
    private static String inOneLine(String body) {
        return body.replaceAll("<[^>]*>", "");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"RECEIPT", "CUSTOMER_DE_IDENTIFIED", "LEAD_DE_IDENTIFIED"})
    void speaksOfWithdrawnConsentOnlyWhereItWasWithdrawn(Kind kind) {
        for (var to : List.of(THANDI, PIETER)) {
            for (var body : bodies(Samples.full(kind, to)
                    .with(Models.fieldsOf(kind).contains("why") ? "why" : "asked", "DE_IDENTIFICATION"))) {
                assertThat(body.toLowerCase(Locale.ROOT)).doesNotContain("consent", " th:");
            }
        }
    }

    private static List<String> valuesOf(Kind kind) {
        var values = new ArrayList<String>();
        var model = new HashMap<>(Samples.full(kind, THANDI).model());
        // these choose words instead of being shown
        List.of("decision", "asked", "why", "oversees", "again", "used", "unanswered", "reading")
                .forEach(model::remove);
        model.values().forEach(value -> collect(value, values));
        return values;
    }

    private static void collect(Object value, List<String> into) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(inner -> collect(inner, into));
        } else if (value instanceof Collection<?> list) {
            list.forEach(inner -> collect(inner, into));
        } else {
            into.add(value.toString());
        }
    }
}

package org.pidesk.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.pidesk.identity.ProvenFor.ALTER;
import static org.pidesk.identity.ProvenFor.HELD;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Secrets;
import org.pidesk.kernel.Token;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@PiDeskTest
class IdentityChecksTest {
    private static final OrganisationId ABC = new OrganisationId("abc-motors");
    private static final OrganisationId SEASIDE = new OrganisationId("seaside-cars");
    private static final Address FRED = EmailAddress.parse("fred@sea.com");
    private static final Address PIETER = MobileNumber.parse("082 555 0147");
    private static final String HOME = "196.25.1.7";

    @Autowired
    Challenges challenges;

    @Autowired
    Sealer sealer;

    @Autowired
    Proofs proofs;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Limits limits;

    @Autowired
    MovableClock clock;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Organisations organisations;

    @Autowired
    JdbcClient database;

    @Autowired
    ForgetExpired forgetExpired;

    @Autowired
    CodesHealth health;

    @Autowired
    ProxyManager<String> buckets;

    @Autowired
    Secrets secrets;

    private final List<Notice> sent = Collections.synchronizedList(new ArrayList<>());
    private final Notices notices = mock(Notices.class);
    private IdentityChecks checks;

    @BeforeEach
    void anOrganisation() {
        organisations.register(
                new Organisation(ABC, "ABC Motors", "1 Long Street", "pi@abcmotors.co.za", "0875511446"));
        organisations.register(new Organisation(SEASIDE, "Seaside Cars", "2 Beach", "pi@seaside.co.za", "0875511447"));
        doAnswer(call -> sent.add(call.getArgument(0))).when(notices).send(any());
        checks = new IdentityChecks(challenges, proofs, mailbox, limits, notices, clock, transactions);
    }

    @Test
    void provesAnAddressByTheCodeThatWasSentThere() {
        var proof = checks.answer(checks.ask(ABC, FRED, HOME), lastCode(), HOME);

        assertThat(checks.proof(proof)).hasValueSatisfying(proven -> {
            assertThat(proven.organisation()).isEqualTo(ABC);
            assertThat(proven.address()).isEqualTo(FRED);
            assertThat(proven.provenAt()).isBeforeOrEqualTo(clock.instant());
        });
        assertThat(sent).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo(Kind.CODE);
            assertThat(notice.to()).isEqualTo(FRED);
            assertThat(notice.reference()).isNull();
            assertThat(notice.expires()).isBeforeOrEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
        });
    }

    @Test
    void provesAMobileNumberToo() {
        var proof = checks.answer(checks.ask(ABC, PIETER, HOME), lastCode(), HOME);

        assertThat(checks.proof(proof)).map(Proof::address).contains(PIETER);
    }

    @Test
    void acceptsACodeOnce() {
        var challenge = checks.ask(ABC, FRED, HOME);
        checks.answer(challenge, lastCode(), HOME);

        refuses(challenge, lastCode(), "used already");
        assertThat(rows("identity_proof")).isOne();
    }

    @Test
    void acceptsACodeOnceOfManyAtTheSameMoment() throws Exception {
        var challenge = checks.ask(ABC, FRED, HOME);

        var accepted = inParallel(5, () -> answers(challenge, lastCode()));

        assertThat(accepted).containsOnlyOnce(true);
        assertThat(rows("identity_proof")).isOne();
    }

    @Test
    void acceptsACodeFromTheBrowserThatAskedOnly() {
        checks.ask(ABC, FRED, HOME);
        var fredsCode = lastCode();
        var anotherBrowser = checks.ask(ABC, EmailAddress.parse("mallory@lost.com"), HOME);

        refuses(anotherBrowser, differentFrom(lastCode(), fredsCode), "not the code");
        refuses(Token.random(), fredsCode, "no longer valid");
    }

    @Test
    void keepsAChallengeApartFromAProof() {
        var challenge = checks.ask(ABC, FRED, HOME);
        var proof = checks.answer(challenge, lastCode(), HOME);

        assertThat(checks.proof(challenge)).isEmpty();
        refuses(proof, lastCode(), "no longer valid");
    }

    @Test
    void refusesACodeAfterTenMinutes() {
        var challenge = checks.ask(ABC, FRED, HOME);
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));

        refuses(challenge, lastCode(), "has run out");
    }

    @Test
    void acceptsACodeBeforeTenMinutesAreOver() {
        var challenge = checks.ask(ABC, FRED, HOME);
        clock.advance(Duration.ofMinutes(9).plusSeconds(50));

        assertThat(checks.answer(challenge, lastCode(), HOME)).isNotNull();
    }

    @Test
    void holdsAProofForHalfAnHour() {
        var proof = checks.answer(checks.ask(ABC, FRED, HOME), lastCode(), HOME);
        clock.advance(Duration.ofMinutes(29));
        assertThat(checks.proof(proof)).isPresent();

        clock.advance(Duration.ofMinutes(2));

        assertThat(checks.proof(proof)).isEmpty();
    }

    @Test
    void forgetsAProofWhenTold() {
        var proof = checks.answer(checks.ask(ABC, FRED, HOME), lastCode(), HOME);

        checks.forget(proof);

        assertThat(checks.proof(proof)).isEmpty();
        assertThat(rows("identity_proof")).isZero();
    }

    @Test
    void letsACodeBeTriedFiveTimesAndSaysHowOftenStill() {
        var challenge = checks.ask(ABC, FRED, HOME);
        var wrong = differentFrom(lastCode());

        refuses(challenge, wrong, "4 more times");
        refuses(challenge, wrong, "3 more times");
        refuses(challenge, wrong, "2 more times");
        refuses(challenge, wrong, "once more");
        refuses(challenge, wrong, "cannot be tried again");
        refuses(challenge, lastCode(), "tried five times");
    }

    @Test
    void acceptsTheRightCodeAtTheFifthTry() {
        var challenge = checks.ask(ABC, FRED, HOME);
        IntStream.range(0, 4).forEach(i -> answers(challenge, differentFrom(lastCode())));

        assertThat(answers(challenge, lastCode())).isTrue();
    }

    @Test
    void countsExactlyFiveOfTwoHundredGuessesAtTheSameMoment() throws Exception {
        var challenge = checks.ask(ABC, FRED, HOME);
        var wrong = differentFrom(lastCode());

        var accepted = inParallel(200, () -> answers(challenge, wrong));

        assertThat(accepted).hasSize(200).containsOnly(false);
        assertThat(database.sql("select tries from identity_challenge")
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
        refuses(challenge, lastCode(), "tried five times");
    }

    @Test
    void takesWhatIsNoCodeForNoTry() {
        var challenge = checks.ask(ABC, FRED, HOME);

        refuses(challenge, "12345", "six digits");
        refuses(challenge, "abcdef", "six digits");
        refuses(challenge, "", "six digits");
        assertThat(database.sql("select tries from identity_challenge")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void sendsTheSameCodeAgainToTheSameBrowser() {
        var first = checks.ask(ABC, FRED, HOME);
        var olderMail = lastCode();
        clock.advance(Duration.ofMinutes(3));

        var second = again(ABC, FRED, first);

        assertThat(sent).hasSize(2);
        assertThat(lastCode()).isEqualTo(olderMail);
        assertThat(second).isEqualTo(first);
        assertThat(answers(second, olderMail)).isTrue();
    }

    /** Before the first answer the browser has nothing but its form. */
    @Test
    void asksOneQuestionHoweverOftenAFormIsSent() {
        var form = Token.random();

        var once = checks.ask(ABC, FRED, HOME, null, form);
        var code = lastCode();
        var twice = checks.ask(ABC, FRED, HOME, null, form);

        assertThat(twice).isEqualTo(once);
        assertThat(sent).hasSize(2);
        assertThat(lastCode()).isEqualTo(code);
        assertThat(answers(twice, code)).isTrue();
        assertThat(checks.ask(ABC, FRED, HOME, null, form)).isNotEqualTo(once);
        assertThat(checks.ask(ABC, FRED, HOME, null, Token.random())).isNotEqualTo(once);
    }

    @Test
    void asksAnotherQuestionByTheSameFormForAnotherAddressOrOrganisation() {
        var form = Token.random();

        var first = checks.ask(ABC, FRED, HOME, null, form);

        assertThat(checks.ask(ABC, PIETER, HOME, null, form)).isNotEqualTo(first);
        assertThat(checks.ask(SEASIDE, FRED, HOME, null, form)).isNotEqualTo(first);
    }

    @Test
    void doesNotLengthenACodeBySendingItAgain() {
        var challenge = checks.ask(ABC, FRED, HOME);
        clock.advance(Duration.ofMinutes(9));
        again(ABC, FRED, challenge);
        clock.advance(Duration.ofMinutes(2));

        refuses(challenge, lastCode(), "has run out");
    }

    @Test
    void asksAnotherQuestionForAnotherAddressOrganisationOrBrowser() {
        var first = checks.ask(ABC, FRED, HOME);

        assertThat(again(ABC, PIETER, first)).isNotEqualTo(first);
        assertThat(again(SEASIDE, FRED, first)).isNotEqualTo(first);
        assertThat(again(ABC, FRED, Token.random())).isNotEqualTo(first);
        assertThat(rows("identity_challenge")).isEqualTo(4);
    }

    @Test
    void asksAnewOnceACodeIsUsedUp() {
        var first = checks.ask(ABC, FRED, HOME);
        IntStream.range(0, 5).forEach(i -> answers(first, differentFrom(lastCode())));

        var second = again(ABC, FRED, first);

        assertThat(second).isNotEqualTo(first);
        assertThat(answers(second, lastCode())).isTrue();
    }

    @Test
    void remembersWhichAddressABrowserAskedFor() {
        var challenge = checks.ask(ABC, FRED, HOME);

        assertThat(checks.askedFor(ABC, challenge)).contains(FRED);
        assertThat(checks.askedFor(SEASIDE, challenge)).isEmpty();
        assertThat(checks.askedFor(ABC, Token.random())).isEmpty();
    }

    @Test
    void writesToNobodyMoreThanThreeTimesAnHour() {
        for (int i = 0; i < 4; i++) {
            checks.ask(ABC, FRED, HOME);
        }
        assertThat(sent).hasSize(3);

        clock.advance(Duration.ofMinutes(61));
        checks.ask(ABC, FRED, HOME);

        assertThat(sent).hasSize(4);
    }

    @Test
    void countsWhatIsWrittenBehindAPlusSignAsTheSameMailbox() {
        for (int i = 0; i < 10; i++) {
            checks.ask(ABC, EmailAddress.parse("fred+" + i + "@sea.com"), HOME);
        }
        checks.ask(ABC, FRED, HOME);

        assertThat(sent).hasSize(3);
        assertThat(sent.get(0).to()).isEqualTo(EmailAddress.parse("fred+0@sea.com"));
    }

    @Test
    void countsTheDotsOfAHostThatReadsNoneAsTheSameMailbox() {
        for (var name : List.of("f.r.e.d", "fr.ed", "f.red+cars", "fred")) {
            checks.ask(ABC, EmailAddress.parse(name + "@gmail.com"), HOME);
            checks.ask(ABC, EmailAddress.parse(name + "@googlemail.com"), HOME);
        }

        assertThat(sent).hasSize(3);
        assertThat(sent.get(0).to()).isEqualTo(EmailAddress.parse("f.r.e.d@gmail.com"));
    }

    @Test
    void countsMailboxesApartThatOnlyLookAlike() {
        for (int i = 0; i < 3; i++) {
            checks.ask(ABC, FRED, HOME);
        }

        checks.ask(ABC, EmailAddress.parse("fred@lake.com"), HOME);
        checks.ask(ABC, EmailAddress.parse("freda+1@sea.com"), HOME);
        checks.ask(ABC, EmailAddress.parse("fred-1@sea.com"), HOME);
        checks.ask(ABC, EmailAddress.parse("f.red@sea.com"), HOME);
        checks.ask(ABC, PIETER, HOME);

        assertThat(sent).hasSize(8);
    }

    @Test
    void writesToNobodyMoreThanSixTimesADayForOneNetwork() {
        for (int ask = 0; ask < 200; ask++) {
            checks.ask(ask % 2 == 0 ? ABC : SEASIDE, FRED, "196.25.1." + ask);
            clock.advance(Duration.ofSeconds(425));
        }
        assertThat(sent).hasSize(6);

        clock.advance(Duration.ofHours(1));
        checks.ask(ABC, FRED, HOME);

        assertThat(sent).hasSize(7);
    }

    @Test
    void writesToNobodyMoreThanEighteenTimesADayWhoeverAsks() {
        for (int ask = 0; ask < 200; ask++) {
            checks.ask(ask % 2 == 0 ? ABC : SEASIDE, FRED, "10.0.%d.1".formatted(ask));
            clock.advance(Duration.ofSeconds(425));
        }
        assertThat(sent).hasSize(18);

        clock.advance(Duration.ofHours(1));
        checks.ask(ABC, FRED, HOME);

        assertThat(sent).hasSize(19);
    }

    @Test
    void writesToNobodyMoreThanSixTimesAnHourWhoeverAsks() {
        for (int ask = 0; ask < 20; ask++) {
            checks.ask(ABC, FRED, "10.0.%d.1".formatted(ask));
        }

        assertThat(sent).hasSize(6);
    }

    /** Or six requests a day would shut somebody out. */
    @Test
    void writesToWhoAsksFromElsewhereThanOneWhoUsesUpTheirs() {
        for (int hour = 0; hour < 3; hour++) {
            IntStream.range(0, 10).forEach(ask -> checks.ask(ABC, FRED, "41.0.0." + ask));
            clock.advance(Duration.ofMinutes(61));
        }
        assertThat(sent).hasSize(6);

        assertThat(answers(checks.ask(ABC, FRED, HOME), lastCode())).isTrue();
        assertThat(sent).hasSize(7);
    }

    /** A whole /48 has 65,536 networks. */
    @Test
    void writesToWhoAsksFromElsewhereThanAWholeSite() {
        for (int hour = 0; hour < 5; hour++) {
            for (int ask = 0; ask < 10; ask++) {
                checks.ask(ABC, FRED, "2001:db8:1:" + ask + "::7");
            }
            assertThat(sent).hasSize(Math.min(4 * (hour + 1), 12));
            clock.advance(Duration.ofMinutes(61));
        }

        assertThat(answers(checks.ask(ABC, FRED, "2001:db8:2::7"), lastCode())).isTrue();
        assertThat(answers(checks.ask(ABC, FRED, HOME), lastCode())).isTrue();
        assertThat(sent).hasSize(14);
    }

    @Test
    void writesToNobodyMoreThanThreeTimesAnHourForOneNetworkOfASite() {
        IntStream.range(0, 10).forEach(ask -> checks.ask(ABC, FRED, "2001:db8:1:1::" + ask));
        assertThat(sent).hasSize(3);

        checks.ask(ABC, FRED, "2001:db8:1:2::7");

        assertThat(sent).hasSize(4);
    }

    @Test
    void writesNoMoreThanThatWhenAllAskAtOnce() throws Exception {
        inParallel(40, () -> checks.ask(ABC, FRED, HOME));

        assertThat(sent).hasSize(3);
    }

    @Test
    void looksTheSameWhereNothingIsSentButNoCodeAnswers() {
        IntStream.range(0, 3).forEach(i -> checks.ask(ABC, FRED, HOME));
        var silent = checks.ask(ABC, FRED, HOME);

        assertThat(rows("identity_challenge")).isEqualTo(4);
        assertThat(checks.askedFor(ABC, silent)).contains(FRED);
        refuses(silent, lastCode(), "not the code");
        refuses(silent, "000000", "not the code");
        assertThat(database.sql("select count(distinct length(sealed)) from identity_challenge")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    /** While nodes are replaced one after the other, and once the older version is put back. */
    @Test
    void sealsWhatALinkNamedAsTheVersionBeforeReadsIt() {
        var asked = List.of(checks.ask(ABC, FRED, HOME), checks.askByLink(ABC, FRED, HOME, null));

        assertThat(asked).extracting(checks::isByLink).containsExactly(false, true);
        assertThat(asked).allSatisfy(token -> {
            var sealed = database.sql("select sealed from identity_challenge where id = ?")
                    .param(token.hash())
                    .query(byte[].class)
                    .single();
            assertThat(sealer.open(sealed, token.hash())).matches("[0-9]{6}fred@sea\\.com");
        });
    }

    @Test
    void tellsANetworkThatAsksTooOften() {
        limitTo(new IdentitySettings(3, 300, 2000));
        for (int i = 0; i < 3; i++) {
            checks.ask(ABC, someone(i), "196.25.1." + i);
        }

        assertThatExceptionOfType(TooManyRequests.class)
                .isThrownBy(() -> checks.ask(ABC, someone(3), "196.25.1.200"))
                .withMessageContaining("your network");
        assertThat(checks.ask(ABC, someone(3), "196.25.2.1")).isNotNull();
        clock.advance(Duration.ofMinutes(21));
        assertThat(checks.ask(ABC, someone(4), "196.25.1.200")).isNotNull();
    }

    /** As somebody does who subscribes. */
    @Test
    void tellsANetworkThatAsksForTooManyMessages() {
        limitTo(new IdentitySettings(3, 300, 2000));
        for (int i = 0; i < 3; i++) {
            checks.takeMessage("196.25.1." + i);
        }

        refusesAMessage("196.25.1.200");
        checks.takeMessage("196.25.2.1");
        clock.advance(Duration.ofMinutes(21));
        checks.takeMessage("196.25.1.200");
        refusesAMessage("196.25.1.200");
    }

    /** From whichever network, and codes are among them. */
    @Test
    void sendsAllTogetherNoMoreMessagesThanTheHourHas() {
        limitTo(new IdentitySettings(120, 300, 3));
        checks.ask(ABC, FRED, HOME);
        checks.takeMessage("196.25.2.1");
        checks.takeMessage("196.25.3.1");

        refusesAMessage("196.25.4.1");
        checks.giveMessageBack();
        checks.takeMessage("196.25.4.1");
        refusesAMessage("196.25.5.1");
    }

    private void refusesAMessage(String network) {
        assertThatExceptionOfType(TooManyRequests.class)
                .isThrownBy(() -> checks.takeMessage(network))
                .withMessageContaining("Too many messages were asked for");
    }

    /** So few that none comes back while they are used up. */
    private Limits limitTo(IdentitySettings perHour) {
        var few = new Limits(buckets, secrets, perHour);
        checks = new IdentityChecks(challenges, proofs, mailbox, few, notices, clock, transactions);
        return few;
    }

    @Test
    void tellsANetworkThatGuessesTooOften() {
        limitTo(new IdentitySettings(120, 3, 2000));
        IntStream.range(0, 3).forEach(i -> answers(Token.random(), "123456"));

        assertThatExceptionOfType(TooManyRequests.class)
                .isThrownBy(() -> checks.answer(Token.random(), "123456", HOME));
    }

    @Test
    void tellsWhoeverAsksAndGuessesFromManyNetworksOfTheOwnSite() {
        var few = new Limits(buckets, secrets, new IdentitySettings(2, 3, 2000));
        for (int i = 0; i < 2 * Limits.TIMES_AROUND; i++) {
            few.takeCode("2001:db8:1:" + i + "::7");
        }
        for (int i = 0; i < 3 * Limits.TIMES_AROUND; i++) {
            few.takeGuess("2001:db8:1:" + i + "::7");
        }

        assertThatExceptionOfType(TooManyRequests.class)
                .isThrownBy(() -> few.takeCode("2001:db8:1:ff::7"))
                .withMessageContaining("your network");
        assertThatExceptionOfType(TooManyRequests.class).isThrownBy(() -> few.takeGuess("2001:db8:1:ff::7"));
        few.takeCode("2001:db8:2:ff::7");
        few.takeGuess("2001:db8:2:ff::7");
    }

    @Test
    void raisesAnAlarmWhenTheCodesOfTheHourAreUsedUp() {
        var alarm = new CodesHealth(limitTo(new IdentitySettings(120, 300, 2)));
        assertThat(alarm.health().getStatus()).isEqualTo(Status.UP);

        checks.ask(ABC, FRED, HOME);
        checks.ask(ABC, PIETER, HOME);

        assertThat(alarm.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThatExceptionOfType(TooManyRequests.class)
                .isThrownBy(() -> checks.ask(ABC, someone(1), HOME))
                .withMessageContaining("more codes than usual");
    }

    /** Strangers who use up the hour keep nobody from going on who has come in. */
    @Test
    void leavesCodesForWhoHasProvenAnAddress() {
        limitTo(new IdentitySettings(120, 300, 2));
        var proof = proven(FRED);
        checks.ask(ABC, someone(1), HOME);
        assertThatExceptionOfType(TooManyRequests.class).isThrownBy(() -> checks.ask(ABC, someone(2), HOME));

        checks.askFurther(proof, HELD, PIETER, HOME);
        checks.askFurther(proof, HELD, someone(3), HOME);

        assertThatExceptionOfType(TooManyRequests.class)
                .isThrownBy(() -> checks.askFurther(proof, HELD, someone(4), HOME))
                .withMessageContaining("more codes than usual");
    }

    @Test
    void countsAFurtherCodeThatWasNotSentForNothing() {
        var proof = proven(FRED);
        IntStream.range(0, 20).forEach(i -> checks.askFurther(proof, HELD, PIETER, HOME));

        assertThat(limits.codesLeft()).isBetween(1997L, 2000L);
    }

    @Test
    void countsACodeThatWasNotSentForNothing() {
        IntStream.range(0, 20).forEach(i -> checks.ask(ABC, FRED, HOME));

        assertThat(limits.codesLeft()).isBetween(1997L, 2000L);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void countsAMessageThatWasNotSentForNothing() {
        for (int i = 0; i < 20; i++) {
            checks.takeMessage(HOME);
            checks.giveMessageBack();
        }

        assertThat(limits.codesLeft()).isBetween(1999L, 2000L);
    }

    @Test
    void leavesNothingBehindWhenTheNoticeCannotBeWritten() {
        doThrow(new IllegalStateException("no outbox")).when(notices).send(any());

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> checks.ask(ABC, FRED, HOME));

        assertThat(rows("identity_challenge")).isZero();
        assertThat(rows("identity_message")).isZero();
    }

    @Test
    void keepsNoAddressAndNoCodeReadable() {
        var proof = proven(FRED);
        checks.answerFurther(proof, HELD, checks.askFurther(proof, HELD, PIETER, HOME), lastCode(), HOME);

        for (var table : List.of("identity_challenge", "identity_proof", "identity_message", "identity_limit")) {
            assertThat(everythingIn(table))
                    .isNotEmpty()
                    .noneSatisfy(row -> assertThat(row)
                            .containsAnyOf(
                                    "fred",
                                    "sea.com",
                                    "825550147",
                                    lastCode(),
                                    HOME,
                                    hex("fred@sea.com"),
                                    hex(lastCode())));
        }
    }

    @Test
    void forgetsWhatIsOver() {
        checks.answer(checks.ask(ABC, FRED, HOME), lastCode(), HOME);
        forgetExpired.run();
        assertThat(rows("identity_challenge") + rows("identity_proof") + rows("identity_message"))
                .isEqualTo(4);

        clock.advance(Duration.ofHours(25));
        forgetExpired.run();

        assertThat(rows("identity_challenge") + rows("identity_proof") + rows("identity_message"))
                .isZero();
        assertThat(rows("identity_limit")).isZero();
    }

    @Test
    void provesAFurtherAddressWithTheSameProof() {
        var proof = proven(FRED);

        checks.answerFurther(proof, HELD, checks.askFurther(proof, HELD, PIETER, HOME), lastCode(), HOME);

        assertThat(checks.proof(proof)).hasValueSatisfying(both -> {
            assertThat(both.address()).isEqualTo(FRED);
            assertThat(both.further()).containsExactly(PIETER);
            assertThat(both.proves(PIETER)).isTrue();
            assertThat(both.proves(someone(1))).isFalse();
        });
        assertThat(rows("identity_proof")).isOne();
    }

    @Test
    void addsOneFurtherAddressAfterTheOther() {
        var proof = proven(FRED);
        for (var further : List.of(PIETER, someone(1), PIETER, FRED)) {
            checks.answerFurther(proof, HELD, checks.askFurther(proof, HELD, further, HOME), lastCode(), HOME);
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(checks.proof(proof).orElseThrow().address()).isEqualTo(FRED);
        assertThat(checks.proof(proof).orElseThrow().further()).containsExactlyInAnyOrder(PIETER, someone(1));
    }

    @Test
    void acceptsAFurtherCodeWithTheProofThatAskedOnly() {
        var proof = proven(FRED);
        var mallorys = proven(EmailAddress.parse("mallory@lost.com"));
        var challenge = checks.askFurther(proof, HELD, PIETER, HOME);
        var elsewhere = checks.answer(checks.ask(SEASIDE, someone(2), HOME), lastCode(), HOME);
        var code = codes().get(2);

        refusesFurther(mallorys, challenge, code, "no longer valid");
        refusesFurther(elsewhere, challenge, code, "no longer valid");
        refusesFurther(Token.random(), challenge, code, "half hour is over");

        assertThat(checks.proof(mallorys).orElseThrow().further()).isEmpty();
        checks.answerFurther(proof, HELD, challenge, code, HOME);
        assertThat(checks.proof(proof).orElseThrow().proves(PIETER)).isTrue();
    }

    @Test
    void keepsAFurtherQuestionApartFromAFirstOne() {
        var proof = proven(FRED);
        var further = checks.askFurther(proof, HELD, PIETER, HOME);
        refuses(further, lastCode(), "no longer valid");
        assertThat(checks.askedFor(ABC, further)).isEmpty();
        assertThat(checks.askedForFurther(proof, HELD, further)).contains(PIETER);

        var first = checks.ask(ABC, PIETER, HOME);
        refusesFurther(proof, first, lastCode(), "no longer valid");
        assertThat(checks.askedForFurther(proof, HELD, first)).isEmpty();
        assertThat(checks.proof(proof).orElseThrow().further()).isEmpty();
    }

    @Test
    void keepsAQuestionForOnePurposeApartFromOneForAnother() {
        var proof = proven(FRED);

        isNothingElsewhere(proof, HELD, ALTER);
        isNothingElsewhere(proof, ALTER, HELD);
    }

    private void isNothingElsewhere(Token proof, ProvenFor why, ProvenFor other) {
        var challenge = checks.askFurther(proof, why, PIETER, HOME);
        var code = lastCode();

        assertThat(checks.askedForFurther(proof, other, challenge)).isEmpty();
        assertThatExceptionOfType(WrongCode.class)
                .isThrownBy(() -> checks.answerFurther(proof, other, challenge, code, HOME))
                .withMessageContaining("no longer valid");
        assertThat(checks.askFurther(proof, other, someone(1), HOME, challenge)).isNotEqualTo(challenge);
        assertThat(checks.askedForFurther(proof, why, challenge)).contains(PIETER);
        checks.answerFurther(proof, why, challenge, code, HOME);
    }

    /** Another question would say that somebody, perhaps the same, has used up the messages of this address elsewhere. */
    @Test
    void givesASilentQuestionItsCodeLaterAndChangesNothingElseOfIt() {
        IntStream.range(0, 3).forEach(i -> checks.ask(ABC, PIETER, HOME));
        clock.advance(Duration.ofMinutes(55));
        var silent = checks.ask(ABC, PIETER, HOME);
        assertThat(sent).hasSize(3);
        refuses(silent, "123456", "4 more times");
        clock.advance(Duration.ofMinutes(6));

        assertThat(again(ABC, PIETER, silent)).isEqualTo(silent);

        assertThat(sent).hasSize(4);
        refuses(silent, differentFrom(lastCode()), "3 more times");
        clock.advance(Duration.ofMinutes(3));
        assertThat(answers(silent, lastCode())).isTrue();
    }

    @Test
    void endsASilentQuestionWhenItWouldHaveEnded() {
        IntStream.range(0, 3).forEach(i -> checks.ask(ABC, PIETER, HOME));
        clock.advance(Duration.ofMinutes(55));
        var silent = checks.ask(ABC, PIETER, HOME);
        clock.advance(Duration.ofMinutes(6));
        again(ABC, PIETER, silent);
        clock.advance(Duration.ofMinutes(5));

        refuses(silent, lastCode(), "has run out");
    }

    @Test
    void keepsACodeForAFurtherAddressToTheSameRules() {
        var proof = proven(FRED);
        var challenge = checks.askFurther(proof, HELD, PIETER, HOME);
        var wrong = differentFrom(lastCode());

        refusesFurther(proof, challenge, "12345", "six digits");
        for (var left : List.of("4 more times", "3 more times", "2 more times", "once more", "cannot be tried again")) {
            refusesFurther(proof, challenge, wrong, left);
        }
        refusesFurther(proof, challenge, lastCode(), "tried five times");
        assertThat(checks.proof(proof).orElseThrow().further()).isEmpty();
    }

    @Test
    void acceptsAFurtherCodeOnceAndForTenMinutes() {
        var proof = proven(FRED);
        var used = checks.askFurther(proof, HELD, PIETER, HOME);
        checks.answerFurther(proof, HELD, used, lastCode(), HOME);
        refusesFurther(proof, used, lastCode(), "used already");

        var late = checks.askFurther(proof, HELD, someone(1), HOME);
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));

        refusesFurther(proof, late, lastCode(), "has run out");
        assertThat(checks.proof(proof).orElseThrow().further()).containsExactly(PIETER);
    }

    @Test
    void takesNoFurtherCodeOnceTheProofIsOver() {
        var proof = proven(FRED);
        clock.advance(Duration.ofMinutes(25));
        var challenge = checks.askFurther(proof, HELD, PIETER, HOME);
        clock.advance(Duration.ofMinutes(6));

        refusesFurther(proof, challenge, lastCode(), "half hour is over");
        assertThatExceptionOfType(WrongCode.class)
                .isThrownBy(() -> checks.askFurther(proof, HELD, PIETER, HOME))
                .withMessageContaining("half hour is over");
    }

    @Test
    void doesNotLengthenAProofByAFurtherAddress() {
        var proof = proven(FRED);
        clock.advance(Duration.ofMinutes(25));
        checks.answerFurther(proof, HELD, checks.askFurther(proof, HELD, PIETER, HOME), lastCode(), HOME);
        clock.advance(Duration.ofMinutes(6));

        assertThat(checks.proof(proof)).isEmpty();
    }

    @Test
    void sendsTheSameFurtherCodeAgainToTheSameBrowser() {
        var proof = proven(FRED);
        var first = checks.askFurther(proof, HELD, PIETER, HOME);
        var code = lastCode();

        assertThat(checks.askFurther(proof, HELD, PIETER, HOME, first)).isEqualTo(first);
        assertThat(lastCode()).isEqualTo(code);
        assertThat(checks.askFurther(proof, HELD, someone(1), HOME, first)).isNotEqualTo(first);
    }

    @Test
    void floodsNobodysMailboxByFurtherAddresses() {
        var proof = proven(FRED);
        var before = sent.size();
        for (int i = 0; i < 5; i++) {
            checks.askFurther(proof, HELD, PIETER, HOME);
        }
        assertThat(sent).hasSize(before + 3);
        refusesFurther(proof, checks.askFurther(proof, HELD, PIETER, HOME), lastCode(), "not the code");

        assertThatExceptionOfType(TooManyRequests.class)
                .isThrownBy(
                        () -> IntStream.range(0, 120).forEach(i -> checks.askFurther(proof, HELD, someone(i), HOME)));
    }

    private Token proven(Address address) {
        return checks.answer(checks.ask(ABC, address, HOME), lastCode(), HOME);
    }

    private Token again(OrganisationId organisation, Address address, Token before) {
        return checks.ask(organisation, address, HOME, before, Token.random());
    }

    private void refusesFurther(Token proof, Token challenge, String code, String because) {
        assertThatExceptionOfType(WrongCode.class)
                .isThrownBy(() -> checks.answerFurther(proof, HELD, challenge, code, HOME))
                .withMessageContaining(because);
    }

    private List<String> codes() {
        return sent.stream().map(notice -> (String) notice.model().get("code")).toList();
    }

    private String lastCode() {
        return (String) sent.get(sent.size() - 1).model().get("code");
    }

    private static String differentFrom(String... codes) {
        return IntStream.range(0, 10)
                .mapToObj("%06d"::formatted)
                .filter(code -> !List.of(codes).contains(code))
                .findFirst()
                .orElseThrow();
    }

    private static Address someone(int number) {
        return EmailAddress.parse("someone" + number + "@sea.com");
    }

    private boolean answers(Token challenge, String code) {
        try {
            checks.answer(challenge, code, HOME);
            return true;
        } catch (WrongCode refused) {
            return false;
        }
    }

    private void refuses(Token challenge, String code, String because) {
        assertThatExceptionOfType(WrongCode.class)
                .isThrownBy(() -> checks.answer(challenge, code, HOME))
                .withMessageContaining(because);
    }

    private long rows(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }

    private List<String> everythingIn(String table) {
        return database.sql("select row_to_json(r)::text from " + table + " r")
                .query(String.class)
                .list();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static <T> List<T> inParallel(int times, Callable<T> what) throws Exception {
        var threads = Executors.newFixedThreadPool(20);
        try {
            var results = new ArrayList<T>();
            for (var result : threads.invokeAll(Collections.nCopies(times, what))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}

package org.pidesk.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.staff.SecondFactors.Answer.NO_RECOVERY_CODE;
import static org.pidesk.staff.SecondFactors.Answer.RESTING;
import static org.pidesk.staff.SecondFactors.Answer.RIGHT;
import static org.pidesk.staff.SecondFactors.Answer.WRONG;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.OfPhones;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PiDeskTest
class SecondFactorsTest {
    private static final Duration A_STEP = Duration.ofSeconds(30);
    private static final String ADMIN = Hires.ADMIN.username();

    @Autowired
    StaffMembers staff;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    SecondFactors factors;

    @Autowired
    MovableClock clock;

    @Autowired
    @OfPhones
    MovableClock phones;

    @Autowired
    JdbcClient sql;

    FactorSecret secret = FactorSecret.random();
    App app;

    @BeforeEach
    void somebody() {
        staff.register(Hires.ADMIN, "correct horse battery");
        // a step that ends in the middle of a test would be another than the app showed
        phones.advance(Duration.ofSeconds(35 - phones.instant().getEpochSecond() % 30));
        app = App.with(secret.text(), phones);
    }

    @Test
    void isSetUpOnceTheAppShowsTheSame() {
        assertThatThrownBy(() -> factors.setUp(ADMIN, secret, "000000x")).isInstanceOf(AccountRefused.class);
        assertThat(factors.isSetUp(ADMIN)).isFalse();

        factors.setUp(ADMIN, secret, app.code());

        assertThat(factors.isSetUp(ADMIN)).isTrue();
    }

    /** Or whoever still reads the mailbox of a former colleague would need nothing else. */
    @Test
    void staysWhenItsAccountIsClosedAndOpenedAgain() {
        var ops = Hires.member("ops", "Ops", Role.ADMINISTRATOR, null);
        staff.register(ops, "any password of a sample");
        setUp();

        accounts.disable(ops, ADMIN);
        accounts.enable(ops, ADMIN);

        assertThat(factors.isSetUp(ADMIN)).isTrue();
        accounts.resetSecondFactor(ops, ADMIN);
        assertThat(factors.isSetUp(ADMIN)).isFalse();
    }

    @Test
    void takesEachCodeOnce() {
        setUp();
        var code = app.code();

        assertThat(factors.check(ADMIN, code)).isEqualTo(RIGHT);
        assertThat(factors.check(ADMIN, code)).isEqualTo(WRONG);
    }

    @Test
    void takesNoCodeOlderThanOneThatWasUsed() {
        setUp();
        var old = app.code();
        phones.advance(A_STEP);
        factors.check(ADMIN, app.code());

        assertThat(factors.check(ADMIN, old)).isEqualTo(WRONG);
    }

    @Test
    void doesNotTakeTheCodeOfItsSettingUpAgain() {
        var code = app.code();
        factors.setUp(ADMIN, secret, code);

        assertThat(factors.check(ADMIN, code)).isEqualTo(WRONG);
    }

    @Test
    void bearsClocksThatDifferByAStep() {
        setUp();

        assertThat(factors.check(ADMIN, app.codeAfter(A_STEP.multipliedBy(2)))).isEqualTo(WRONG);
        assertThat(factors.check(ADMIN, app.codeAfter(A_STEP.multipliedBy(-2)))).isEqualTo(WRONG);
        assertThat(factors.check(ADMIN, " " + app.codeAfter(A_STEP.negated()) + " "))
                .isEqualTo(RIGHT);
        assertThat(factors.check(ADMIN, app.codeAfter(A_STEP))).isEqualTo(RIGHT);
    }

    /** The phone does not know that the sandbox's clock was moved. */
    @Test
    void goesByTheTimeOfPhones() {
        setUp();
        clock.advance(Duration.ofDays(30));

        assertThat(factors.check(ADMIN, app.code())).isEqualTo(RIGHT);
    }

    @Test
    void takesOneCodeOnceHoweverManyTryAtATime() throws Exception {
        setUp();
        var code = app.code();

        assertThat(together(8, () -> factors.check(ADMIN, code))).containsOnlyOnce(RIGHT);
    }

    @Test
    void letsCodesRestAfterTenWrongOnesAndRecoveryCodesNot() {
        var recovery = setUp();
        for (int i = 0; i < 10; i++) {
            assertThat(factors.check(ADMIN, "wrong" + i)).isEqualTo(WRONG);
        }

        assertThat(factors.check(ADMIN, app.code())).isEqualTo(RESTING);
        assertThat(factors.check(ADMIN, recovery.get(0))).isEqualTo(RIGHT);
        clock.advance(Duration.ofMinutes(16));
        assertThat(factors.check(ADMIN, app.code())).isEqualTo(RIGHT);
    }

    @Test
    void forgivesWrongCodesAfterARightOne() {
        setUp();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 6; i++) {
                factors.check(ADMIN, "wrong");
            }
            phones.advance(A_STEP);
            assertThat(factors.check(ADMIN, app.code())).isEqualTo(RIGHT);
        }
    }

    @Test
    void takesEachRecoveryCodeOnceHoweverItIsWritten() {
        var codes = setUp();

        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        assertThat(factors.check(ADMIN, codes.get(3).toLowerCase().replace("-", " ")))
                .isEqualTo(RIGHT);
        assertThat(factors.check(ADMIN, codes.get(3))).isEqualTo(NO_RECOVERY_CODE);
        assertThat(factors.recoveryCodesLeft(ADMIN)).isEqualTo(9);
    }

    @Test
    void takesNoRecoveryCodeOfBeforeOrOfSomebodyElse() {
        staff.register(Hires.member("ops", "Ops", Role.ADMINISTRATOR, null), "correct horse battery");
        var codes = setUp();
        factors.setUp("ops", secret, app.code());

        assertThat(factors.check("ops", codes.get(0))).isEqualTo(NO_RECOVERY_CODE);
        factors.renewRecoveryCodes(ADMIN);
        assertThat(factors.check(ADMIN, codes.get(0))).isEqualTo(NO_RECOVERY_CODE);
    }

    /** Two sessions of which one may be somebody else's: neither takes the factor of the other away. */
    @Test
    void isEnrolledOnce() throws Exception {
        var theirs = FactorSecret.random();
        factors.enrol(ADMIN, secret, app.code());

        assertThatThrownBy(() -> factors.enrol(
                        ADMIN, theirs, App.with(theirs.text(), phones).code()))
                .isInstanceOf(AccountRefused.class)
                .hasMessageContaining("another window");

        phones.advance(A_STEP.multipliedBy(2));
        assertThat(factors.check(ADMIN, app.code())).isEqualTo(RIGHT);
        assertThat(factors.recoveryCodesLeft(ADMIN)).isEqualTo(10);
    }

    @Test
    void keepsNothingThatACopyOfTheDatabaseCouldUse() {
        var codes = setUp();

        var kept = sql.sql("select s.secret::text || string_agg(r.hash::text, '') from second_factor s"
                        + " join recovery_code r using (username) group by s.secret")
                .query(String.class)
                .single();
        assertThat(kept)
                .doesNotContain(
                        hex(secret.text()), hex(codes.get(0)), hex(codes.get(0).replace("-", "")));
    }

    @Test
    void isTheMembersOwnToTakeAwayWhereItIsNotObligatory() {
        setUp();

        // of the sample data
        factors.remove(ADMIN);

        assertThat(factors.isSetUp(ADMIN)).isFalse();
        assertThat(factors.recoveryCodesLeft(ADMIN)).isZero();
    }

    /** The clock moves on, so that the code of the setting-up is over. */
    private List<String> setUp() {
        var codes = factors.setUp(ADMIN, secret, app.code());
        phones.advance(A_STEP.multipliedBy(2));
        return codes;
    }

    static <T> List<T> together(int howMany, Callable<T> work) throws Exception {
        var threads = Executors.newFixedThreadPool(howMany);
        try {
            var results = new java.util.ArrayList<T>();
            for (var one : threads.invokeAll(java.util.Collections.nCopies(howMany, work))) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
}

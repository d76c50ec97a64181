package org.pidesk.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.staff.LinkPurpose.RESET;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MovableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PiDeskTest
class ForgottenPasswordsTest {
    private static final String GOOD = "wilted marmalade on tuesday";

    @Autowired
    StaffMembers staff;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    StaffPasswords passwords;

    @Autowired
    ForgottenPasswords forgotten;

    @Autowired
    Links mailed;

    @Autowired
    StaffLinks links;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient sql;

    @BeforeEach
    void somebody() {
        staff.register(Hires.ADMIN, "any password of a sample");
    }

    @Test
    void letsAMemberChooseAnotherPasswordByALink() {
        ask(" Admin ");
        var before = staff.sessionsOver("admin");

        assertThat(passwords.choose(mailed.newest("admin"), RESET, GOOD)).isTrue();

        assertThat(staff.authenticate("admin", GOOD)).isPresent();
        assertThat(staff.sessionsOver("admin")).isGreaterThan(before);
    }

    @Test
    void knowsAMemberByTheirAddressToo() {
        ask("ADMIN@pi-desk.example");

        assertThat(passwords.whose(mailed.newest("admin"), RESET)).contains(Hires.ADMIN);
    }

    /** The page answers before anything is looked up, so that neither words nor time tell who has an account. */
    @Test
    void writesTheSameForANameThatNobodyHas() {
        forgotten.ask("admin");
        forgotten.ask("nobody");
        forgotten.ask("no\u0000body");
        forgotten.ask("x".repeat(100_000));
        forgotten.ask("");

        assertThat(sql.sql("select count(*) from staff_forgotten")
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
        assertThat(sql.sql("select count(*) from staff_link")
                        .query(Integer.class)
                        .single())
                .isZero();
        forgotten.answer();
        assertThat(sql.sql("select count(*) from staff_link")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(sql.sql("select count(*) from staff_forgotten")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void sendsNothingToAClosedAccount() {
        var ops = Hires.member("ops", "Ops", Role.ADMINISTRATOR, null);
        staff.register(ops, "any password of a sample");
        accounts.disable(ops, "admin");

        ask("admin");

        assertThat(sql.sql("select count(*) from staff_link")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void fillsNobodysMailbox() {
        for (int i = 0; i < 10; i++) {
            ask("admin");
        }

        assertThat(sql.sql("select count(*) from staff_link")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void sendsSixLinksADayAtMost() {
        for (int i = 0; i < 10; i++) {
            ask("admin");
            clock.advance(Duration.ofMinutes(45));
            links.forgetExpired();
        }
        assertThat(sent()).isEqualTo(6);

        clock.advance(Duration.ofDays(1));
        links.forgetExpired();
        assertThat(sent()).isZero();
        ask("admin");
        assertThat(sent()).isEqualTo(1);
    }

    /** A stranger asks by night; the member comes in the morning. */
    @Test
    void letsNobodyUseUpTheLinksOfAMember() {
        for (int i = 0; i < 3; i++) {
            ask("admin");
        }
        clock.advance(Duration.ofMinutes(31));
        for (int i = 0; i < 2; i++) {
            ask("admin");
        }
        var earlier = mailed.newest("admin");
        clock.advance(Duration.ofMinutes(1));
        ask("admin");
        var newest = mailed.newest("admin");
        clock.advance(Duration.ofHours(6));
        links.forgetExpired();
        assertThat(passwords.whose(newest, RESET)).isEmpty();

        ask("admin");

        assertThat(sent()).isEqualTo(6);
        assertThat(mailed.newest("admin")).isEqualTo(newest);
        assertThat(passwords.whose(earlier, RESET)).isEmpty();
        assertThat(passwords.whose(newest, RESET)).contains(Hires.ADMIN);
        clock.advance(Duration.ofMinutes(31));
        assertThat(passwords.whose(newest, RESET)).isEmpty();

        ask("admin");
        assertThat(passwords.choose(newest, RESET, GOOD)).isTrue();
        assertThat(passwords.whose(newest, RESET)).isEmpty();
        ask("admin");
        assertThat(mailed.newest("admin")).isNotEqualTo(newest);
        assertThat(sent()).isOne();
    }

    /** Whoever reads mails at the old address gets nothing back by asking. */
    @Test
    void makesNoLinkGoodAgainThatWasTakenBack() {
        staff.register(Hires.member("ops", "Ops", Role.ADMINISTRATOR, null), "any password of a sample");
        for (int i = 0; i < 6; i++) {
            ask("ops");
            clock.advance(Duration.ofMinutes(31));
        }
        var newest = mailed.newest("ops");
        Hires.change(
                accounts,
                new StaffMember("ops", "Ops", new EmailAddress("new@pi-desk.example"), Role.ADMINISTRATOR, null));

        ask("ops");

        assertThat(passwords.whose(newest, RESET)).isEmpty();
        assertThat(mailed.newest("ops")).isNotEqualTo(newest);
    }

    private int sent() {
        return sql.sql("select count(*) from staff_link").query(Integer.class).single();
    }

    /** Why one was asked for may be that somebody else knows it. */
    @Test
    void takesNoPasswordThatIsToBeReplaced() {
        ask("admin");
        passwords.choose(mailed.newest("admin"), RESET, GOOD);
        ask("admin");
        var link = mailed.newest("admin");

        assertThatThrownBy(() -> passwords.choose(link, RESET, GOOD))
                .isInstanceOf(AccountRefused.class)
                .hasMessageContaining("have already");

        assertThat(passwords.choose(link, RESET, "crimson tugboat parliament")).isTrue();
        assertThat(staff.authenticate("admin", GOOD)).isEmpty();
    }

    @Test
    void letsALinkRunOutAfterHalfAnHour() {
        ask("admin");
        clock.advance(Duration.ofMinutes(30));

        assertThat(passwords.choose(mailed.newest("admin"), RESET, GOOD)).isFalse();
        ask("admin");
        assertThat(passwords.choose(mailed.newest("admin"), RESET, GOOD)).isTrue();
    }

    @Test
    void makesEveryOtherLinkVoidOnceOneWasUsed() {
        ask("admin");
        var first = mailed.newest("admin");
        ask("admin");

        passwords.choose(mailed.newest("admin"), RESET, GOOD);

        assertThat(passwords.choose(first, RESET, "crimson tugboat parliament")).isFalse();
    }

    private void ask(String typed) {
        forgotten.ask(typed);
        forgotten.answer();
    }
}

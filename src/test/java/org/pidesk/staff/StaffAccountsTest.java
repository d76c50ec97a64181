package org.pidesk.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.pidesk.staff.Account.State.CLOSED;
import static org.pidesk.staff.Account.State.INVITED;
import static org.pidesk.staff.Account.State.OPEN;
import static org.pidesk.staff.LinkPurpose.INVITATION;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Entry;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who keeps whose account, and what becomes of it. */
@PiDeskTest
class StaffAccountsTest {
    private static final OrganisationId ABC = new OrganisationId("abc-motors");
    private static final OrganisationId SEA_POINT = new OrganisationId("sea-point-cars");
    private static final StaffMember ADMIN = Hires.ADMIN;
    private static final StaffMember JOHAN = Hires.member("johan", "Johan Botha", Role.COMPLIANCE_MANAGER, ABC);
    private static final StaffMember NALEDI = Hires.member("naledi", "Naledi Khumalo", Role.DEALERSHIP_STAFF, ABC);
    private static final StaffMember ZANELE = Hires.member("zanele", "Zanele Dube", Role.DEALERSHIP_STAFF, SEA_POINT);
    private static final String GOOD = "wilted marmalade on tuesday";

    @Autowired
    Organisations organisations;

    @Autowired
    StaffMembers staff;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    StaffPasswords passwords;

    @Autowired
    Links links;

    @Autowired
    ActivityLog activity;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transactions;

    @BeforeEach
    void twoDealerships() {
        for (var id : List.of(ABC, SEA_POINT)) {
            organisations.register(
                    new Organisation(id, id.value(), "1 Main Road", "privacy@" + id + ".example", "021 555 0100"));
        }
    }

    @Test
    void makesAnAccountWhoseMemberChoosesThePassword() {
        accounts.invite(ADMIN, NALEDI);
        assertThat(state(NALEDI)).isEqualTo(INVITED);
        assertThat(staff.authenticate("naledi", "")).isEmpty();

        assertThat(passwords.choose(links.newest("naledi"), INVITATION, GOOD)).isTrue();

        assertThat(state(NALEDI)).isEqualTo(OPEN);
        assertThat(staff.authenticate("naledi", GOOD)).map(Recognised::member).contains(NALEDI);
        assertThat(trail(NALEDI)).containsExactly("STAFF_INVITED admin", "STAFF_PASSWORD_SET naledi");
    }

    @Test
    void keepsTheLinkWhenThePasswordIsNone() {
        accounts.invite(ADMIN, NALEDI);
        var link = links.newest("naledi");

        assertThatThrownBy(() -> passwords.choose(link, INVITATION, "naledi naledi naledi"))
                .isInstanceOf(AccountRefused.class);

        assertThat(passwords.whose(link, INVITATION)).contains(NALEDI);
    }

    @Test
    void letsOneUseALinkHoweverManyTryAtATime() throws Exception {
        accounts.invite(ADMIN, NALEDI);
        var link = links.newest("naledi");

        assertThat(SecondFactorsTest.together(4, () -> passwords.choose(link, INVITATION, GOOD)))
                .containsOnlyOnce(true);
    }

    @Test
    void takesNoLinkForAnythingElseNorAfterAWeek() {
        accounts.invite(ADMIN, NALEDI);
        var link = links.newest("naledi");

        assertThat(passwords.choose(link, LinkPurpose.RESET, GOOD)).isFalse();
        clock.advance(Duration.ofDays(7));
        assertThat(passwords.choose(link, INVITATION, GOOD)).isFalse();
        assertThat(passwords.whose(link, INVITATION)).isEmpty();
    }

    @Test
    void putsANewInvitationInThePlaceOfTheOneBefore() {
        accounts.invite(ADMIN, NALEDI);
        var lost = links.newest("naledi");

        accounts.inviteAgain(ADMIN, "naledi");

        assertThat(passwords.whose(lost, INVITATION)).isEmpty();
        assertThat(passwords.whose(links.newest("naledi"), INVITATION)).isPresent();
    }

    @Test
    void invitesNobodyAgainWhoHasAPasswordOrWhoseAccountIsClosed() {
        join(NALEDI);
        accounts.invite(ADMIN, ZANELE);
        accounts.disable(ADMIN, "zanele");

        for (var member : List.of(NALEDI, ZANELE)) {
            assertThatThrownBy(() -> accounts.inviteAgain(ADMIN, member.username()))
                    .isInstanceOf(AccountRefused.class)
                    .hasMessageContaining("needs no invitation");
            assertThat(trail(member)).doesNotContain("STAFF_INVITED_AGAIN admin");
            assertThat(passwords.whose(links.newest(member.username()), INVITATION))
                    .isEmpty();
        }

        accounts.enable(ADMIN, "zanele");
        accounts.inviteAgain(ADMIN, "zanele");
        assertThat(passwords.whose(links.newest("zanele"), INVITATION)).contains(ZANELE);
    }

    @Test
    void letsComplianceManagersKeepTheirOwnStaffAndAdministratorsEverybody() {
        List.of(ADMIN, JOHAN, NALEDI, ZANELE).forEach(this::hire);

        assertThat(accounts.keptBy(ADMIN))
                .extracting(one -> one.member().username())
                .containsExactly("admin", "johan", "naledi", "zanele");
        assertThat(accounts.keptBy(JOHAN))
                .extracting(one -> one.member().username())
                .containsExactly("naledi");
        assertThat(accounts.get(JOHAN, "naledi").member()).isEqualTo(NALEDI);
        for (var other : List.of("zanele", "johan", "admin", "nobody", "no\u0000body")) {
            assertThatThrownBy(() -> accounts.get(JOHAN, other)).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(() -> accounts.disable(JOHAN, other)).isInstanceOf(NoSuchElementException.class);
        }
        assertThatThrownBy(() -> accounts.endSessions(NALEDI, "naledi")).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void letsComplianceManagersMakeAndPromoteNobodyBeyondTheirStaff() {
        hire(NALEDI);

        for (var member : List.of(
                Hires.member("thabo", "Thabo", Role.COMPLIANCE_MANAGER, ABC),
                Hires.member("thabo", "Thabo", Role.ADMINISTRATOR, null),
                Hires.member("thabo", "Thabo", Role.DEALERSHIP_STAFF, SEA_POINT))) {
            assertThatThrownBy(() -> accounts.invite(JOHAN, member)).isInstanceOf(AccountRefused.class);
        }
        for (var role : List.of(Role.COMPLIANCE_MANAGER, Role.ADMINISTRATOR)) {
            var promoted = Hires.member("naledi", "Naledi Khumalo", role, role == Role.ADMINISTRATOR ? null : ABC);
            assertThatThrownBy(() -> change(JOHAN, promoted)).isInstanceOf(AccountRefused.class);
        }
        assertThat(staff.find("naledi")).contains(NALEDI);
    }

    @Test
    void letsNobodyKeepTheirOwnAccount() {
        hire(ADMIN);

        assertThatThrownBy(() -> accounts.disable(ADMIN, "admin")).isInstanceOf(AccountRefused.class);
        assertThatThrownBy(() -> accounts.resetSecondFactor(ADMIN, "admin")).isInstanceOf(AccountRefused.class);
        assertThatThrownBy(() -> change(ADMIN, Hires.member("admin", "Ops", Role.DEALERSHIP_STAFF, ABC)))
                .isInstanceOf(AccountRefused.class);
    }

    /** The first has not finished when the second begins. */
    @Test
    void keepsOneAdministratorWhenTwoCloseEachOthersAccounts() throws Exception {
        var ops = Hires.member("ops", "Ops Two", Role.ADMINISTRATOR, null);
        hire(ADMIN);
        hire(ops);
        // cannot sign in yet
        accounts.invite(ADMIN, Hires.member("new-ops", "Ops Three", Role.ADMINISTRATOR, null));

        var other = new CompletableFuture<Void>();
        transactions.executeWithoutResult(open -> {
            accounts.disable(ADMIN, "ops");
            sql.sql("select 1").query().listOfRows();
            other.completeAsync(() -> {
                accounts.disable(ops, "admin");
                return null;
            });
            await().until(() -> other.isDone() || somebodyWaits());
            assertThat(other).isNotDone();
        });

        assertThatThrownBy(() -> other.get(10, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(AccountRefused.class)
                .hasMessageContaining("No other administrator");
        assertThat(staff.find("admin")).contains(ADMIN);
    }

    @Test
    void leavesTheLastAdministratorTheirRole() {
        var ops = Hires.member("ops", "Ops Two", Role.ADMINISTRATOR, null);
        hire(ADMIN);

        assertThatThrownBy(() -> change(ops, Hires.member("admin", "Ops", Role.COMPLIANCE_MANAGER, ABC)))
                .isInstanceOf(AccountRefused.class);
        hire(ops);
        change(ops, Hires.member("admin", "Ops", Role.COMPLIANCE_MANAGER, ABC));

        assertThat(staff.find("admin").orElseThrow().role()).isEqualTo(Role.COMPLIANCE_MANAGER);
    }

    @Test
    void givesNoUserNameTwiceAndNoneThatMeansSomethingElse() {
        hire(NALEDI);

        for (var name : List.of("naledi", "system", "person", "nobody", "new")) {
            assertThatThrownBy(() ->
                            accounts.invite(ADMIN, Hires.member(name, "Naledi", Role.DEALERSHIP_STAFF, SEA_POINT)))
                    .isInstanceOf(AccountRefused.class)
                    .hasMessageContaining("taken");
        }
        assertThat(staff.find("naledi")).contains(NALEDI);
    }

    @Test
    void closesAnAccountWithAllThatIsOpenAndOnItsWay() {
        accounts.invite(ADMIN, NALEDI);
        var link = links.newest("naledi");
        var before = staff.sessionsOver("naledi");

        accounts.disable(ADMIN, "naledi");

        assertThat(state(NALEDI)).isEqualTo(CLOSED);
        assertThat(staff.find("naledi")).isEmpty();
        assertThat(staff.sessionsOver("naledi")).isGreaterThan(before);
        assertThat(passwords.choose(link, INVITATION, GOOD)).isFalse();
    }

    @Test
    void opensAClosedAccountWithoutItsFormerPassword() {
        join(NALEDI);
        accounts.disable(ADMIN, "naledi");

        accounts.enable(ADMIN, "naledi");

        assertThat(state(NALEDI)).isEqualTo(INVITED);
        assertThat(staff.authenticate("naledi", GOOD)).isEmpty();
        assertThat(passwords.choose(links.newest("naledi"), INVITATION, GOOD)).isTrue();
        assertThat(staff.authenticate("naledi", GOOD)).isPresent();
    }

    @Test
    void endsSessionsOfWhoIsMovedElsewhereAndTellsOnlyWhatKindOfThingChanged() {
        join(NALEDI);
        var before = staff.sessionsOver("naledi");
        var married = new StaffMember(
                "naledi", "Naledi Dlamini", new EmailAddress("n.dlamini@pi-desk.example"), Role.DEALERSHIP_STAFF, ABC);

        change(ADMIN, married);
        assertThat(staff.sessionsOver("naledi")).isEqualTo(before);
        change(ADMIN, Hires.member("naledi", "Naledi Dlamini", Role.COMPLIANCE_MANAGER, SEA_POINT));

        assertThat(staff.sessionsOver("naledi")).isGreaterThan(before);
        assertThat(activity.of(accounts.get(ADMIN, "naledi").reference()))
                .extracting(Entry::fact)
                .extracting(fact -> fact.kind() + fact.detail())
                .contains(
                        "STAFF_CHANGED{changed=NAME,EMAIL}",
                        "STAFF_CHANGED{changed=EMAIL,ROLE,ORGANISATION}",
                        "STAFF_PLACED{role=COMPLIANCE_MANAGER}");
        assertThat(sql.sql("select string_agg(detail || actor || reference, ' ') from fact")
                        .query(String.class)
                        .single())
                .doesNotContain("Dlamini", "@");
    }

    /** Both have read the same. */
    @Test
    void letsOneOfTwoChangeAnAccountAtATime() throws Exception {
        hire(NALEDI);
        var read = edition(ADMIN, NALEDI);
        var moved = Hires.member("naledi", "Naledi Khumalo", Role.DEALERSHIP_STAFF, SEA_POINT);
        var married = Hires.member("naledi", "Naledi Dlamini", Role.DEALERSHIP_STAFF, ABC);

        var other = new CompletableFuture<Void>();
        transactions.executeWithoutResult(open -> {
            accounts.change(ADMIN, read, moved);
            other.completeAsync(() -> {
                accounts.change(ADMIN, read, married);
                return null;
            });
            await().until(() -> other.isDone() || somebodyWaits());
        });

        assertThatThrownBy(() -> other.get(10, TimeUnit.SECONDS)).hasRootCauseInstanceOf(AccountChangedMeanwhile.class);
        assertThat(staff.find("naledi")).contains(moved);
    }

    @Test
    void makesLinksToAFormerAddressVoid() {
        accounts.invite(ADMIN, NALEDI);
        var link = links.newest("naledi");

        change(ADMIN, atTheRightAddress());

        assertThat(passwords.whose(link, INVITATION)).isEmpty();
    }

    /** Their address was mistyped: the only link that is out would be void, and nobody would know. */
    @Test
    void invitesAgainWhoHasAnotherAddressBeforeTheyChoseAPassword() {
        accounts.invite(ADMIN, NALEDI);

        change(ADMIN, Hires.member("naledi", "Naledi Dlamini", NALEDI.role(), ABC));
        assertThat(trail(NALEDI)).doesNotContain("STAFF_INVITED_AGAIN admin");
        change(ADMIN, atTheRightAddress());

        assertThat(trail(NALEDI)).containsOnlyOnce("STAFF_INVITED_AGAIN admin");
        assertThat(passwords.whose(links.newest("naledi"), INVITATION)).contains(atTheRightAddress());
    }

    @Test
    void invitesNobodyForAnotherAddressWhoHasAPasswordOrWhoseAccountIsClosed() {
        join(NALEDI);
        change(ADMIN, atTheRightAddress());
        assertThat(trail(NALEDI)).doesNotContain("STAFF_INVITED_AGAIN admin");

        accounts.invite(ADMIN, ZANELE);
        accounts.disable(ADMIN, "zanele");
        change(
                ADMIN,
                new StaffMember(
                        "zanele",
                        ZANELE.name(),
                        new EmailAddress("other@pi-desk.example"),
                        ZANELE.role(),
                        ZANELE.organisation()));
        assertThat(trail(ZANELE)).doesNotContain("STAFF_INVITED_AGAIN admin");
        assertThat(passwords.whose(links.newest("zanele"), INVITATION)).isEmpty();
    }

    private static StaffMember atTheRightAddress() {
        return new StaffMember(
                "naledi", "Naledi Khumalo", new EmailAddress("right@pi-desk.example"), NALEDI.role(), ABC);
    }

    @Test
    void demandsAnotherPasswordThanTheOneOfBefore() {
        join(NALEDI);

        accounts.demandNewPassword("naledi", "system");

        assertThat(passwords.mustChange("naledi")).isTrue();
        assertThatThrownBy(() -> passwords.replace("naledi", GOOD)).hasMessageContaining("have already");
        passwords.replace("naledi", "crimson tugboat parliament");
        assertThat(passwords.mustChange("naledi")).isFalse();
    }

    /** Twelve characters were enough with a second factor. */
    @Test
    void demandsAnotherPasswordOfWhoWorksWithoutASecondFactorNow() {
        hire(ZANELE);
        join(JOHAN);

        accounts.resetSecondFactor(ADMIN, "zanele");
        accounts.resetSecondFactor(ADMIN, "johan");

        assertThat(passwords.mustChange("zanele")).isTrue();
        // has to set up another factor first
        assertThat(passwords.mustChange("johan")).isFalse();
    }

    /** A session that began between the two would else live on. */
    @Test
    void countsTwiceWhenTwoEndAllSessionsAtATime() throws Exception {
        hire(NALEDI);
        var before = staff.sessionsOver("naledi");

        var other = new CompletableFuture<Void>();
        transactions.executeWithoutResult(open -> {
            accounts.endSessions("naledi", "admin");
            other.completeAsync(() -> {
                accounts.endSessions("naledi", "johan");
                return null;
            });
            await().until(() -> other.isDone() || somebodyWaits());
        });
        other.get(10, TimeUnit.SECONDS);

        assertThat(staff.sessionsOver("naledi")).isEqualTo(before + 2);
    }

    /** What another ends after that is over for the session of the change, too. */
    @Test
    void saysUnderWhichNumberASessionOutlivesTheChangeOfItsPassword() {
        join(NALEDI);

        var own = passwords.replace("naledi", "crimson tugboat parliament");

        assertThat(own).isEqualTo(staff.sessionsOver("naledi"));
        accounts.endSessions("naledi", "admin");
        assertThat(own).isLessThan(staff.sessionsOver("naledi"));
    }

    @Test
    void keepsAddressesSealed() {
        hire(NALEDI);
        hire(ZANELE);

        assertThat(sql.sql("select count(*) from staff_member where position('@pi-desk'::bytea in address) > 0")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(staff.find("naledi").orElseThrow().email().value()).isEqualTo("naledi@pi-desk.example");
    }

    private void change(StaffMember keeper, StaffMember changed) {
        accounts.change(keeper, edition(keeper, changed), changed);
    }

    private String edition(StaffMember keeper, StaffMember member) {
        return accounts.get(keeper, member.username()).member().edition();
    }

    private boolean somebodyWaits() {
        return sql.sql("select count(*) from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock'")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private void hire(StaffMember member) {
        staff.register(member, "any password of a sample");
    }

    private void join(StaffMember member) {
        accounts.invite(ADMIN, member);
        passwords.choose(links.newest(member.username()), INVITATION, GOOD);
    }

    private Account.State state(StaffMember member) {
        return accounts.get(ADMIN, member.username()).state();
    }

    private List<String> trail(StaffMember member) {
        return activity.of(accounts.get(ADMIN, member.username()).reference()).stream()
                .map(entry -> entry.fact().kind() + " " + entry.fact().actor())
                .toList();
    }
}

package org.pidesk.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@PiDeskTest
class StaffMembersTest {
    private static final OrganisationId ABC = new OrganisationId("abc-motors");
    private static final StaffMember NALEDI = Hires.member("naledi", "Naledi Khumalo", Role.DEALERSHIP_STAFF, ABC);

    @Autowired
    Organisations organisations;

    @Autowired
    StaffMembers staff;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    JdbcTemplate database;

    @Autowired
    LightPasswords passwords;

    @AfterEach
    void lightly() {
        passwords.setInEarnest(false);
    }

    @BeforeEach
    void naledi() {
        organisations.register(new Organisation(
                ABC, "ABC Motors", "1 Main Road, Cape Town", "privacy@abc-motors.example", "021 555 0100"));
        staff.register(NALEDI, "correct horse");
    }

    @Test
    void knowsAMemberByTheirPassword() {
        assertThat(staff.authenticate("naledi", "correct horse"))
                .map(Recognised::member)
                .contains(NALEDI);
        assertThat(staff.authenticate(" Naledi ", "correct horse"))
                .map(Recognised::member)
                .contains(NALEDI);
        assertThat(staff.authenticate("naledi", "correct horse ")).isEmpty();
        assertThat(staff.authenticate("nobody", "correct horse")).isEmpty();
        assertThat(staff.authenticate("naledi", "x".repeat(1_000_000))).isEmpty();
        assertThat(staff.authenticate("naledi", "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"naledi\u0000", "na\u0000ledi", "naledi\ud800", "\u202enaledi", "", "naledi'--"})
    void knowsNobodyByWhatCannotBeAUserName(String username) {
        assertThat(staff.authenticate(username, "correct horse")).isEmpty();
    }

    @Test
    void keepsPasswordsAsArgon2idWithASaltEach() {
        staff.register(Hires.member("zanele", "Zanele Dube", Role.DEALERSHIP_STAFF, ABC), "correct horse");

        var kept = database.queryForList("select password from staff_member", String.class);
        assertThat(kept).allSatisfy(hash -> assertThat(hash).startsWith("$argon2id$v=19$"));
        assertThat(kept).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void renewsPasswordRoleAndName() {
        staff.register(Hires.member("naledi", "Naledi K.", Role.COMPLIANCE_MANAGER, ABC), "battery staple");

        assertThat(staff.authenticate("naledi", "correct horse")).isEmpty();
        assertThat(staff.find("naledi").orElseThrow().role()).isEqualTo(Role.COMPLIANCE_MANAGER);
        assertThat(staff.all()).hasSize(1);
    }

    @Test
    void letsNobodyInByAClosedAccount() {
        accounts.disable(Hires.ADMIN, "naledi");

        assertThat(staff.authenticate("naledi", "correct horse")).isEmpty();
        assertThat(staff.find("naledi")).isEmpty();
        assertThat(staff.all()).isEmpty();
    }

    @Test
    void opensAClosedAccountByRegisteringAgain() {
        accounts.disable(Hires.ADMIN, "naledi");
        staff.register(NALEDI, "correct horse");

        assertThat(staff.authenticate("naledi", "correct horse"))
                .map(Recognised::member)
                .contains(NALEDI);
    }

    /** A look-up alone takes a hundredth of a check. */
    @Test
    @Tag("compares-times")
    void worksAsLongForANameThatNobodyHas() {
        passwords.setInEarnest(true);
        staff.register(Hires.member("zanele", "Zanele Dube", Role.DEALERSHIP_STAFF, ABC), "correct horse");
        staff.authenticate("zanele", "warm up");
        var known = shortest(() -> staff.authenticate("zanele", "wrong"));
        var unknown = shortest(() -> staff.authenticate("nobody", "wrong"));
        var impossible = shortest(() -> staff.authenticate("zanele\u0000", "wrong"));

        assertThat(unknown).isBetween(known / 2, known * 2);
        assertThat(impossible).isBetween(known / 2, known * 2);
    }

    @Test
    void refusesUserNamesThatTheEngineOrAPersonCouldMisread() {
        for (var name : new String[] {"", "n", "Naledi", "na ledi", "naledi@abc", "NOBODY", "-naledi", "1naledi"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new StaffMember(name, "Naledi", NALEDI.email(), Role.DEALERSHIP_STAFF, ABC));
        }
    }

    @Test
    void givesEverybodyButAdministratorsAnOrganisation() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hires.member("naledi", "Naledi", Role.DEALERSHIP_STAFF, null));
        assertThatIllegalArgumentException().isThrownBy(() -> Hires.member("ops", "Ops", Role.ADMINISTRATOR, ABC));
    }

    private static long shortest(Runnable work) {
        return LongStream.range(0, 5)
                .map(again -> {
                    var start = System.nanoTime();
                    work.run();
                    return System.nanoTime() - start;
                })
                .min()
                .orElseThrow();
    }
}

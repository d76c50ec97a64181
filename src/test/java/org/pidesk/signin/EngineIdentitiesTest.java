package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.signin.Dealerships.ABC;
import static org.pidesk.signin.Dealerships.PASSWORD;
import static org.pidesk.signin.Dealerships.SEA_POINT;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffAccounts;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@PiDeskTest
class EngineIdentitiesTest {
    @Autowired
    Organisations organisations;

    @Autowired
    StaffMembers staff;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    EngineIdentities mirror;

    @Autowired
    IdentityService identities;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    FilterService filters;

    @Autowired
    JdbcTemplate database;

    @BeforeEach
    void twoDealerships() {
        Dealerships.open(organisations, staff);
    }

    @Test
    void putsStaffInTheGroupAndTheTenantOfTheirDealership() {
        assertThat(groupsOf("naledi")).containsExactly("abc-motors-staff");
        assertThat(tenantsOf("naledi")).containsExactly("abc-motors");
        assertThat(groupsOf("imran")).containsExactly("sea-point-cars-compliance");
        assertThat(tenantsOf("imran")).containsExactly("sea-point-cars");
    }

    @Test
    void putsAdministratorsInTheTenantOfEveryDealership() {
        assertThat(groupsOf("admin")).containsExactly("pidesk-administrators");
        assertThat(tenantsOf("admin")).containsExactlyInAnyOrder("abc-motors", "sea-point-cars");
    }

    @Test
    void takesAwayWhatAnotherRoleOrDealershipNoLongerGives() {
        staff.register(Hires.member("naledi", "Naledi Khumalo", Role.COMPLIANCE_MANAGER, SEA_POINT), PASSWORD);

        assertThat(groupsOf("naledi")).containsExactly("sea-point-cars-compliance");
        assertThat(tenantsOf("naledi")).containsExactly("sea-point-cars");
    }

    @Test
    void takesEverythingFromWhoseAccountIsClosed() {
        accounts.disable(Hires.ADMIN, "naledi");

        assertThat(groupsOf("naledi")).isEmpty();
        assertThat(tenantsOf("naledi")).isEmpty();
    }

    @Test
    void givesTheEngineNoPasswordAndNoAddress() {
        assertThat(database.queryForObject(
                        "select count(*) from act_id_user where pwd_ is not null or salt_ is not null"
                                + " or email_ is not null",
                        Integer.class))
                .isZero();
        assertThat(identities.createUserQuery().userId("naledi").singleResult().getLastName())
                .isEqualTo("Khumalo");
    }

    @Test
    void letsNobodyChangeOrDeleteThemselves() {
        assertThat(authorizations
                        .createAuthorizationQuery()
                        .userIdIn("naledi")
                        .resourceType(Resources.USER)
                        .list())
                .singleElement()
                .satisfies(own -> assertThat(own.getPermissions(Permissions.values()))
                        .containsExactlyInAnyOrder(Permissions.NONE, Permissions.READ));
    }

    @Test
    void hasNobodyButNobodyAmongCamundasAdministrators() {
        assertThat(identities.createUserQuery().memberOfGroup("camunda-admin").list())
                .extracting("id")
                .containsExactly(EngineIdentities.NOBODY);
        assertThat(staff.authenticate(EngineIdentities.NOBODY, "")).isEmpty();
    }

    @Test
    void makesEverythingOnceHoweverOftenItStarts() {
        var before = authorizations.createAuthorizationQuery().count();

        mirror.mirrorAll();
        mirror.mirrorAll();

        assertThat(authorizations.createAuthorizationQuery().count()).isEqualTo(before);
        assertThat(filters.createFilterQuery().list())
                .extracting("name")
                .containsExactlyInAnyOrder(
                        "My organisation's tasks",
                        "Support",
                        "My tasks",
                        "Overdue",
                        "Due this week",
                        "Waiting for operators");
    }

    @Test
    void findsAgainWhatTheEngineHasForgotten() {
        for (var table : List.of("act_id_membership", "act_id_tenant_member", "act_id_user", "act_id_tenant")) {
            database.update("delete from " + table);
        }

        mirror.mirrorAll();

        assertThat(groupsOf("johan")).containsExactly("abc-motors-compliance");
        assertThat(tenantsOf("johan")).containsExactly(ABC.value());
        assertThat(tenantsOf("admin")).hasSize(2);
    }

    private List<String> groupsOf(String username) {
        return identities.createGroupQuery().groupMember(username).list().stream()
                .map(Group::getId)
                .toList();
    }

    private List<String> tenantsOf(String username) {
        return identities.createTenantQuery().userMember(username).includingGroupsOfUser(true).list().stream()
                .map(Tenant::getId)
                .toList();
    }
}

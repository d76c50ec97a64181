package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pidesk.signin.Dealerships.ABC;
import static org.pidesk.signin.Dealerships.PASSWORD;
import static org.pidesk.signin.Dealerships.SEA_POINT;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
import org.springframework.transaction.support.TransactionTemplate;

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

    @Autowired
    TransactionTemplate transactions;

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

    @Test
    void givesNothingBackThatWasTakenWhileAnotherNodeStarted() throws Exception {
        whileAnotherNodeStarts(
                () -> Hires.change(accounts, Hires.member("johan", "Johan Botha", Role.DEALERSHIP_STAFF, SEA_POINT)));

        assertThat(groupsOf("johan")).containsExactly("sea-point-cars-staff");
        assertThat(tenantsOf("johan")).containsExactly("sea-point-cars");
    }

    @Test
    void givesNothingBackToWhoseAccountWasClosedWhileAnotherNodeStarted() throws Exception {
        whileAnotherNodeStarts(() -> accounts.disable(Hires.ADMIN, "johan"));

        assertThat(groupsOf("johan")).isEmpty();
        assertThat(tenantsOf("johan")).isEmpty();
    }

    /** It has read everybody, and cannot go on with the first of them before this is done, or waits for it in turn. */
    private void whileAnotherNodeStarts(Runnable change) throws Exception {
        database.update("update act_id_user set first_ = 'Former' where id_ = 'admin'");
        var start = new CompletableFuture<Void>();
        var meanwhile = new CompletableFuture<Void>();
        transactions.executeWithoutResult(open -> {
            database.queryForList("select id_ from act_id_user where id_ = 'admin' for update");
            start.completeAsync(done(mirror::mirrorAll));
            await().until(() -> somebodyWaitsFor("transactionid"));
            meanwhile.completeAsync(done(change));
            await().until(() -> meanwhile.isDone() || somebodyWaitsFor("advisory"));
        });
        start.get(10, TimeUnit.SECONDS);
        meanwhile.get(10, TimeUnit.SECONDS);
    }

    private static Supplier<Void> done(Runnable work) {
        return () -> {
            work.run();
            return null;
        };
    }

    private boolean somebodyWaitsFor(String lock) {
        return database.queryForObject(
                        "select count(*) from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock' and wait_event = ?",
                        Integer.class,
                        lock)
                > 0;
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

package org.pidesk.signin;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.OrganisationRegistered;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMemberDisabled;
import org.pidesk.staff.StaffMemberRegistered;
import org.pidesk.staff.StaffMembers;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the engine's own tables of users, groups and tenants as our accounts and organisations are: it has to know who
 * is in which group of which organisation. No password and no address goes there, so nobody signs in by them.
 */
@Component
class EngineIdentities {
    /**
     * The only member of {@code camunda-admin}. As long as that group is empty Camunda offers whoever comes by to make
     * its first administrator. No account can have this name, which is not in lower case, so nobody can sign in as it.
     */
    static final String NOBODY = "NOBODY";

    private static final long ONE_NODE_AT_A_TIME = 6_019_202_611L;

    private final IdentityService identities;
    private final EngineRights rights;
    private final TasklistFilters filters;
    private final FittingTasks fitting;
    private final Organisations organisations;
    private final StaffMembers staff;
    private final JdbcTemplate database;

    EngineIdentities(
            IdentityService identities,
            EngineRights rights,
            TasklistFilters filters,
            FittingTasks fitting,
            Organisations organisations,
            StaffMembers staff,
            JdbcTemplate database) {
        this.identities = identities;
        this.rights = rights;
        this.filters = filters;
        this.fitting = fitting;
        this.organisations = organisations;
        this.staff = staff;
        this.database = database;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Transactional
    public void mirrorAll() {
        alone();
        closeSetUp();
        filters.make();
        group(Role.ADMINISTRATOR, "pi-desk", "");
        organisations.all().forEach(this::mirror);
        staff.all().forEach(this::mirror);
    }

    @EventListener
    @Transactional
    public void on(OrganisationRegistered event) {
        alone();
        closeSetUp();
        mirror(organisations.get(event.organisation()));
    }

    @EventListener
    @Transactional
    public void on(StaffMemberRegistered event) {
        alone();
        mirror(event.member());
    }

    @EventListener
    @Transactional
    public void on(StaffMemberDisabled event) {
        alone();
        keepIn(event.username(), Set.of(), Set.of());
        fitting.keep(event.username(), Optional.empty());
    }

    private void mirror(Organisation organisation) {
        var id = organisation.id().value();
        var tenant = identities.createTenantQuery().tenantId(id).singleResult();
        if (tenant == null) {
            tenant = identities.newTenant(id);
        }
        tenant.setName(organisation.name());
        identities.saveTenant(tenant);
        group(Role.DEALERSHIP_STAFF, organisation.name(), id);
        group(Role.COMPLIANCE_MANAGER, organisation.name(), id);
        var administrators = group(Role.ADMINISTRATOR, "pi-desk", id);
        if (identities
                        .createTenantQuery()
                        .tenantId(id)
                        .groupMember(administrators)
                        .count()
                == 0) {
            identities.createTenantGroupMembership(id, administrators);
        }
    }

    private void mirror(StaffMember member) {
        user(member.username(), member.name());
        var group = member.role().groupIn(String.valueOf(member.organisation()));
        keepIn(
                member.username(),
                Set.of(group),
                Stream.ofNullable(member.organisation())
                        .map(OrganisationId::value)
                        .collect(Collectors.toSet()));
        fitting.keep(member.username(), Optional.of(member));
    }

    private void user(String id, String name) {
        var user = identities.createUserQuery().userId(id).singleResult();
        if (user == null) {
            user = identities.newUser(id);
        }
        var space = name.lastIndexOf(' ');
        user.setFirstName(name.substring(0, Math.max(space, 0)));
        user.setLastName(name.substring(space + 1));
        identities.saveUser(user);
    }

    private String group(Role role, String of, String organisation) {
        var id = role.groupIn(organisation);
        var group = identities.createGroupQuery().groupId(id).singleResult();
        if (group == null) {
            group = identities.newGroup(id);
        }
        group.setName(of + ": "
                + switch (role) {
                    case DEALERSHIP_STAFF -> "staff";
                    case COMPLIANCE_MANAGER -> "compliance";
                    case ADMINISTRATOR -> "administrators";
                });
        group.setType("WORKFLOW");
        identities.saveGroup(group);
        rights.grant(role, id);
        return id;
    }

    /** In these groups and tenants, and in no other. */
    private void keepIn(String user, Set<String> groups, Set<String> tenants) {
        var inGroups = ids(identities.createGroupQuery().groupMember(user).list(), Group::getId);
        change(
                inGroups,
                groups,
                group -> identities.deleteMembership(user, group),
                group -> identities.createMembership(user, group));
        var inTenants = ids(identities.createTenantQuery().userMember(user).list(), Tenant::getId);
        change(
                inTenants,
                tenants,
                tenant -> identities.deleteTenantUserMembership(tenant, user),
                tenant -> identities.createTenantUserMembership(tenant, user));
    }

    private static void change(Set<String> from, Set<String> to, Consumer<String> leave, Consumer<String> join) {
        from.stream().filter(one -> !to.contains(one)).forEach(leave);
        to.stream().filter(one -> !from.contains(one)).forEach(join);
    }

    private static <T> Set<String> ids(java.util.List<T> all, java.util.function.Function<T, String> id) {
        return all.stream().map(id).collect(Collectors.toSet());
    }

    private void closeSetUp() {
        if (identities.createGroupQuery().groupId(Groups.CAMUNDA_ADMIN).count() == 0) {
            var group = identities.newGroup(Groups.CAMUNDA_ADMIN);
            group.setName("Nobody");
            group.setType(Groups.GROUP_TYPE_SYSTEM);
            identities.saveGroup(group);
        }
        user(NOBODY, "Nobody");
        keepIn(NOBODY, Set.of(Groups.CAMUNDA_ADMIN), Set.of());
        identities.createUserQuery().memberOfGroup(Groups.CAMUNDA_ADMIN).list().stream()
                .filter(user -> !user.getId().equals(NOBODY))
                .forEach(user -> identities.deleteMembership(user.getId(), Groups.CAMUNDA_ADMIN));
    }

    /**
     * Two nodes that start at once, or an organisation registered twice at once, make one of everything; and a node that
     * starts gives nobody back what was taken from them after it has read who is who.
     */
    private void alone() {
        database.query("select pg_advisory_xact_lock(?)", row -> {}, ONE_NODE_AT_A_TIME);
    }
}

package org.pidesk.desk;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMemberRegistered;
import org.pidesk.staff.StaffMembers;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Sets the stage for a rehearsal: the models under {@code desk/rehearsal.bpmn} and two dealerships' staff. */
@Component
class Rehearsing {
    static final String BERTHA = "bertha";
    static final String BONGANI = "bongani";
    static final String ADA = "ada";
    static final String CARA = "cara";
    static final String PASSWORD = "correct horse battery";
    static final String OTTO_OF_THE_OTHER = "otto";

    private static final List<StaffMember> STAFF = List.of(
            member(BERTHA, "Bertha Nkosi", Role.DEALERSHIP_STAFF, "abc-motors"),
            member(BONGANI, "Bongani Zulu", Role.DEALERSHIP_STAFF, "abc-motors"),
            member(CARA, "Cara Jacobs", Role.COMPLIANCE_MANAGER, "abc-motors"),
            member(OTTO_OF_THE_OTHER, "Otto Vos", Role.DEALERSHIP_STAFF, "other-motors"),
            Hires.member(ADA, "Ada Pillay", Role.ADMINISTRATOR, null));

    static final List<String> FORMS = List.of(
            "userTask_sayWhoseRecordItIs",
            "userTask_decideWhatMustStay",
            "userTask_releaseDeIdentification",
            "userTask_deIdentifyAtSystem",
            "userTask_stopMarketingAtSystem",
            "userTask_settleWhatCannot",
            "userTask_chaseSilentSystems",
            "userTask_lookInSystem",
            "userTask_chaseSilentSystem",
            "userTask_contactPerson",
            "userTask_settleWhatIsInTheWay",
            "userTask_makeSameChanges",
            "userTask_settleRefusedFields");

    private final ProcessEngine engine;
    private final Organisations organisations;
    private final StaffMembers staff;
    private final ApplicationEventPublisher events;
    private final JdbcTemplate database;
    private String deployment;

    Rehearsing(
            ProcessEngine engine,
            Organisations organisations,
            StaffMembers staff,
            ApplicationEventPublisher events,
            JdbcTemplate database) {
        this.events = events;
        this.engine = engine;
        this.organisations = organisations;
        this.staff = staff;
        this.database = database;
    }

    void begin() {
        var models = engine.getRepositoryService()
                .createDeployment()
                .tenantId("abc-motors")
                .addClasspathResource("desk/rehearsal.bpmn");
        FORMS.forEach(form -> models.addClasspathResource("forms/" + form + ".html"));
        deployment = models.deploy().getId();
        open("abc-motors", "ABC Motors");
        open("other-motors", "Other Motors");
        mayRead("abc-motors-staff", Permissions.READ);
        mayRead("abc-motors-compliance", Permissions.READ, Permissions.READ_TASK);
        STAFF.forEach(member -> events.publishEvent(new StaffMemberRegistered(member)));
    }

    /** What staff may do with every process of cases; those of a rehearsal have other names. */
    private void mayRead(String group, Permission... permissions) {
        var grant = engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setGroupId(group);
        grant.setResource(Resources.PROCESS_DEFINITION);
        grant.setResourceId(Authorization.ANY);
        grant.setPermissions(permissions);
        engine.getAuthorizationService().saveAuthorization(grant);
    }

    /** Makes accounts to sign in with, which takes its time: a password is made slow to try. */
    void hire(String... usernames) {
        STAFF.stream()
                .filter(member -> List.of(usernames).contains(member.username()))
                .forEach(member -> staff.register(member, PASSWORD));
    }

    void end() {
        engine.getIdentityService().clearAuthentication();
        engine.getRepositoryService().deleteDeployment(deployment, true, true, true);
        var rights = engine.getAuthorizationService();
        rights.createAuthorizationQuery().userIdIn(BERTHA).resourceType(Resources.TASK).list().stream()
                .map(Authorization::getId)
                .forEach(rights::deleteAuthorization);
    }

    private static StaffMember member(String username, String name, Role role, String organisation) {
        return Hires.member(username, name, role, new OrganisationId(organisation));
    }

    private void open(String id, String name) {
        organisations.register(new Organisation(
                new OrganisationId(id), name, "1 Main Road, Cape Town", "privacy@" + id + ".example", "021 555 0100"));
    }

    /** @return the id of its task */
    String rehearse() {
        return rehearse("rehearsal", Map.of());
    }

    /** A task with one of our forms. @return its id */
    String rehearseForm(String task) {
        return rehearse(task.replace("userTask", "rehearsal"), Map.of());
    }

    /** @return the id of its task, after which the process fails */
    String rehearseInVain(Object system) {
        return rehearse("rehearsalThatBreaks", Map.of("systems", List.of(system)));
    }

    private String rehearse(String process, Map<String, Object> variables) {
        var started = engine.getRuntimeService().startProcessInstanceByKey(process, Rehearsal.CASE.value(), variables);
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(started.getId())
                .singleResult()
                .getId();
    }

    /** What the web API does, once somebody is signed in. */
    <T> T as(String user, Supplier<T> action) {
        var organisation = OTTO_OF_THE_OTHER.equals(user) ? "other-motors" : "abc-motors";
        engine.getIdentityService().setAuthentication(user, List.of(organisation + "-staff"), List.of(organisation));
        try {
            return action.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    /** Somebody with every right of an administrator in the engine. */
    void empower(String user) {
        var grant = engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setUserId(user);
        grant.setResource(Resources.TASK);
        grant.setResourceId("*");
        grant.addPermission(Permissions.ALL);
        engine.getAuthorizationService().saveAuthorization(grant);
    }

    boolean waits(String taskId) {
        return engine.getTaskService().createTaskQuery().taskId(taskId).count() == 1;
    }

    /** What was recorded: the notes, with who wrote them. */
    List<String> recorded() {
        return database.queryForList(
                "select name || ' by ' || physical_address from organisation where id = 'recorded'", String.class);
    }

    int drafts() {
        return database.queryForObject("select count(*) from answer_draft", Integer.class);
    }
}

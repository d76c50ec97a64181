package org.pidesk.desk;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.pidesk.kernel.Reference;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Sets the stage for a rehearsal: the models under {@code desk/rehearsal.bpmn} and two dealerships' staff. */
@Component
class Rehearsing {
    static final String BERTHA = "bertha";
    static final String BONGANI = "bongani";
    static final String OTTO_OF_THE_OTHER = "otto";

    private final ProcessEngine engine;
    private final JdbcTemplate database;
    private String deployment;

    Rehearsing(ProcessEngine engine, JdbcTemplate database) {
        this.engine = engine;
        this.database = database;
    }

    void begin() {
        deployment = engine.getRepositoryService()
                .createDeployment()
                .tenantId("abc-motors")
                .addClasspathResource("desk/rehearsal.bpmn")
                .deploy()
                .getId();
        hire(BERTHA, "abc-motors");
        hire(BONGANI, "abc-motors");
        hire(OTTO_OF_THE_OTHER, "other-motors");
    }

    void end() {
        engine.getIdentityService().clearAuthentication();
        engine.getRepositoryService().deleteDeployment(deployment, true, true, true);
        List.of(BERTHA, BONGANI, OTTO_OF_THE_OTHER).forEach(engine.getIdentityService()::deleteUser);
        var rights = engine.getAuthorizationService();
        rights.createAuthorizationQuery()
                .userIdIn(BERTHA, BONGANI, OTTO_OF_THE_OTHER)
                .list()
                .forEach(right -> rights.deleteAuthorization(right.getId()));
    }

    private void hire(String username, String organisation) {
        var identity = engine.getIdentityService();
        if (identity.createTenantQuery().tenantId(organisation).count() == 0) {
            identity.saveTenant(identity.newTenant(organisation));
        }
        var group = organisation + "-staff";
        if (identity.createGroupQuery().groupId(group).count() == 0) {
            identity.saveGroup(identity.newGroup(group));
        }
        identity.saveUser(identity.newUser(username));
        identity.createMembership(username, group);
        identity.createTenantUserMembership(organisation, username);
    }

    /** @return the id of its task */
    String rehearse() {
        var process = engine.getRuntimeService()
                .startProcessInstanceByKey("rehearsal", Reference.random().value());
        return taskOf(process.getId());
    }

    /** @return the id of its task */
    String rehearseInVain(Object system) {
        var process = engine.getRuntimeService()
                .startProcessInstanceByKey(
                        "rehearsalThatBreaks", Reference.random().value(), Map.of("systems", List.of(system)));
        return taskOf(process.getId());
    }

    private String taskOf(String process) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(process)
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

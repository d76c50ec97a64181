package org.pidesk.signin;

import static org.camunda.bpm.engine.authorization.Permissions.ACCESS;
import static org.camunda.bpm.engine.authorization.Permissions.READ;
import static org.camunda.bpm.engine.authorization.Permissions.READ_HISTORY;
import static org.camunda.bpm.engine.authorization.Permissions.READ_INSTANCE;
import static org.camunda.bpm.engine.authorization.Permissions.READ_TASK;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.RETRY_JOB;
import static org.camunda.bpm.engine.authorization.Resources.APPLICATION;
import static org.camunda.bpm.engine.authorization.Resources.DECISION_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.DEPLOYMENT;
import static org.camunda.bpm.engine.authorization.Resources.FILTER;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_DEFINITION;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Resource;
import org.pidesk.staff.Role;
import org.springframework.stereotype.Component;

/**
 * What each role may do in the engine. Rights on single tasks come from the task's candidate group
 * ({@link OwnTasksOnly}); tenants fence off what belongs to another organisation, whatever is granted here.
 */
@Component
class EngineRights {
    private static final String ALL = Authorization.ANY;

    private static final List<Right> OF_STAFF = List.of(
            new Right(APPLICATION, "tasklist", ACCESS),
            new Right(FILTER, ALL, READ),
            // the name and the picture
            new Right(PROCESS_DEFINITION, ALL, READ));

    private static final List<Right> OF_COMPLIANCE_MANAGERS = List.of(
            new Right(APPLICATION, "tasklist", ACCESS),
            new Right(APPLICATION, "cockpit", ACCESS),
            new Right(FILTER, ALL, READ),
            new Right(PROCESS_DEFINITION, ALL, READ, READ_INSTANCE, READ_HISTORY, READ_TASK),
            new Right(DECISION_DEFINITION, ALL, READ, READ_HISTORY),
            new Right(DEPLOYMENT, ALL, READ));

    private static final List<Right> OF_ADMINISTRATORS = List.of(
            // for the tasks of support
            new Right(APPLICATION, "tasklist", ACCESS),
            new Right(FILTER, ALL, READ),
            new Right(APPLICATION, "cockpit", ACCESS),
            new Right(PROCESS_DEFINITION, ALL, READ, READ_INSTANCE, READ_HISTORY, RETRY_JOB),
            new Right(DECISION_DEFINITION, ALL, READ),
            new Right(DEPLOYMENT, ALL, READ));

    private final AuthorizationService authorizations;

    EngineRights(AuthorizationService authorizations) {
        this.authorizations = authorizations;
    }

    /** Gives a group the rights of a role. */
    void grant(Role role, String group) {
        var granted = switch (role) {
            case DEALERSHIP_STAFF -> OF_STAFF;
            case COMPLIANCE_MANAGER -> OF_COMPLIANCE_MANAGERS;
            case ADMINISTRATOR -> OF_ADMINISTRATORS;
        };
        granted.forEach(right -> grant(right, group));
    }

    private void grant(Right right, String group) {
        var authorization = authorizations
                .createAuthorizationQuery()
                .groupIdIn(group)
                .resourceType(right.resource)
                .resourceId(right.id)
                .singleResult();
        if (authorization == null) {
            authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            authorization.setGroupId(group);
            authorization.setResource(right.resource);
            authorization.setResourceId(right.id);
        }
        authorization.setPermissions(right.permissions);
        authorizations.saveAuthorization(authorization);
    }

    private record Right(Resource resource, String id, Permission... permissions) {}
}

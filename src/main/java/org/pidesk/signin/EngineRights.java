package org.pidesk.signin;

import static java.util.Comparator.comparing;
import static org.camunda.bpm.engine.authorization.Permissions.ACCESS;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE_INSTANCE;
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
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_INSTANCE;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.pidesk.engine.CaseModels;
import org.pidesk.staff.Role;
import org.springframework.stereotype.Component;

/**
 * What each role may do in the engine. Rights on single tasks come from the task's candidate group
 * ({@link OwnTasksOnly}); tenants fence off the cases of another organisation, whatever is granted here. What belongs to no
 * organisation, as the tasks of support, is behind no such fence: only administrators have a right to it.
 */
@Component
class EngineRights {
    private static final String ALL = Authorization.ANY;
    private static final Set<Integer> TAKEN_BACK = Set.of(PROCESS_DEFINITION.resourceType(), FILTER.resourceType());

    private static final List<Right> OF_STAFF =
            List.of(new Right(APPLICATION, "tasklist", ACCESS), new Right(PROCESS_INSTANCE, ALL, CREATE));

    /** The name and the picture. */
    private static final Permission[] OF_STAFF_IN_CASES = {READ};

    private static final List<Right> OF_COMPLIANCE_MANAGERS = List.of(
            new Right(APPLICATION, "tasklist", ACCESS),
            new Right(APPLICATION, "cockpit", ACCESS),
            new Right(DECISION_DEFINITION, ALL, READ, READ_HISTORY),
            new Right(DEPLOYMENT, ALL, READ),
            new Right(PROCESS_INSTANCE, ALL, CREATE));

    private static final Permission[] OF_COMPLIANCE_MANAGERS_IN_CASES = {READ, READ_INSTANCE, READ_HISTORY, READ_TASK};

    private static final List<Right> OF_ADMINISTRATORS = List.of(
            // for the tasks of support
            new Right(APPLICATION, "tasklist", ACCESS),
            new Right(APPLICATION, "cockpit", ACCESS),
            new Right(PROCESS_DEFINITION, ALL, READ, READ_INSTANCE, READ_HISTORY, RETRY_JOB),
            new Right(DECISION_DEFINITION, ALL, READ),
            new Right(DEPLOYMENT, ALL, READ));

    private final AuthorizationService authorizations;
    private final List<CaseModels> models;
    private final TasklistFilters filters;

    EngineRights(AuthorizationService authorizations, List<CaseModels> models, TasklistFilters filters) {
        this.authorizations = authorizations;
        this.models = models;
        this.filters = filters;
    }

    /**
     * Gives a group the rights of a role, and takes back to which processes and lists it once had more. Where it has them
     * already, as at most starts, one query is all.
     */
    void grant(Role role, String group) {
        var wanted = Stream.concat(of(role).stream(), lists(role)).toList();
        var given = authorizations.createAuthorizationQuery().groupIdIn(group).list();
        for (var right : wanted) {
            var former = given.stream().filter(right::isAbout).findFirst();
            if (former.filter(right::isGivenBy).isEmpty()) {
                authorizations.saveAuthorization(right.in(former.orElseGet(() -> begin(group))));
            }
        }
        given.stream()
                .filter(one -> TAKEN_BACK.contains(one.getResourceType()))
                .filter(one -> wanted.stream().noneMatch(right -> right.isAbout(one)))
                .map(Authorization::getId)
                .forEach(authorizations::deleteAuthorization);
    }

    private Authorization begin(String group) {
        var authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        authorization.setGroupId(group);
        return authorization;
    }

    private Stream<Right> lists(Role role) {
        return filters.of(role).stream().map(filter -> new Right(FILTER, filter, READ));
    }

    private List<Right> of(Role role) {
        return switch (role) {
            case DEALERSHIP_STAFF -> withCases(OF_STAFF, OF_STAFF_IN_CASES);
            case COMPLIANCE_MANAGER -> withCases(OF_COMPLIANCE_MANAGERS, OF_COMPLIANCE_MANAGERS_IN_CASES);
            case ADMINISTRATOR -> OF_ADMINISTRATORS;
        };
    }

    /** Each process of cases by itself: those of support have no tenant that would fence them off. */
    private List<Right> withCases(List<Right> rights, Permission... inCases) {
        var ofCases = models.stream()
                .flatMap(of -> of.keys().stream()
                        .map(key -> new Right(
                                PROCESS_DEFINITION, key, of.begunByStaff().contains(key) ? begin(inCases) : inCases)));
        return Stream.concat(rights.stream(), ofCases.sorted(comparing(Right::id)))
                .toList();
    }

    private static Permission[] begin(Permission... others) {
        return Stream.concat(Stream.of(CREATE_INSTANCE), Stream.of(others)).toArray(Permission[]::new);
    }

    private record Right(Resource resource, String id, Permission... permissions) {
        boolean isAbout(Authorization given) {
            return resource.resourceType() == given.getResourceType() && id.equals(given.getResourceId());
        }

        /** These permissions, and no further one. */
        boolean isGivenBy(Authorization given) {
            var bits = Stream.of(permissions).mapToInt(Permission::getValue).reduce(0, (a, b) -> a | b);
            return ((AuthorizationEntity) given).getPermissions() == bits;
        }

        Authorization in(Authorization authorization) {
            authorization.setResource(resource);
            authorization.setResourceId(id);
            authorization.setPermissions(permissions);
            return authorization;
        }
    }
}

package org.pidesk.signin;

import static org.pidesk.staff.Role.ADMINISTRATOR;
import static org.pidesk.staff.Role.COMPLIANCE_MANAGER;
import static org.pidesk.staff.Role.DEALERSHIP_STAFF;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.OPTIONS;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.List;
import java.util.Set;
import org.pidesk.staff.Role;
import org.springframework.http.HttpMethod;

/**
 * Every door of Camunda's web applications and of their programming interface that is open, and to whom. What is not
 * on this list is closed to everybody: who adds a line opens a door.
 *
 * <p>An open door is not yet a right. Behind it the engine asks for the authorizations of {@link EngineRights} and
 * shows nothing of another organisation. The list is there for what the engine would let through: its own sign-in and
 * set-up, filters whose expressions run as code, deployments, comments, the names of tasks.
 */
final class CamundaDoors {
    private static final Set<Role> EVERYBODY = Set.of(Role.values());
    /** Administrators too: the tasks of support are theirs, and no others. */
    private static final Set<Role> WHO_WORKS_TASKS = EVERYBODY;

    private static final Set<Role> WHO_BEGINS = Set.of(DEALERSHIP_STAFF, COMPLIANCE_MANAGER);
    private static final Set<Role> WHO_WATCHES = Set.of(COMPLIANCE_MANAGER, ADMINISTRATOR);
    private static final Set<Role> WHO_REPAIRS = Set.of(ADMINISTRATOR);

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    static final List<Door> OPEN = List.of(
            // the pages and what they are made of
            new Door(GET, "/camunda/favicon.ico", EVERYBODY),
            new Door(GET, "/camunda/lib/**", EVERYBODY),
            new Door(GET, "/camunda/assets/**", EVERYBODY),
            new Door(GET, "/camunda/app/tasklist/**", WHO_WORKS_TASKS),
            new Door(GET, "/camunda/app/cockpit/**", WHO_WATCHES),
            new Door(GET, "/camunda/api/tasklist/plugin/**", WHO_WORKS_TASKS),
            new Door(GET, "/camunda/api/cockpit/plugin/**", WHO_WATCHES),

            // these only lead to one's own place of work
            new Door(GET, "/camunda", EVERYBODY),
            new Door(GET, "/camunda/", EVERYBODY),
            new Door(GET, "/camunda/app", EVERYBODY),
            new Door(GET, "/camunda/app/", EVERYBODY),
            new Door(GET, "/camunda/app/welcome/**", EVERYBODY),

            // who is signed in, and what the engine is
            new Door(GET, "/camunda/api/admin/auth/user/default", EVERYBODY),
            new Door(GET, "/camunda/api/engine/engine", EVERYBODY),
            new Door(GET, "/camunda/api/engine/engine/", EVERYBODY),
            new Door(GET, ENGINE + "/version", EVERYBODY),
            new Door(GET, ENGINE + "/identity/groups", EVERYBODY),
            new Door(GET, ENGINE + "/user", EVERYBODY),
            new Door(GET, ENGINE + "/user/count", EVERYBODY),
            new Door(GET, ENGINE + "/user/{id}/profile", EVERYBODY),
            new Door(GET, ENGINE + "/group", EVERYBODY),
            new Door(GET, ENGINE + "/group/count", EVERYBODY),
            new Door(POST, ENGINE + "/group", EVERYBODY),
            new Door(POST, ENGINE + "/group/count", EVERYBODY),
            new Door(GET, ENGINE + "/tenant", EVERYBODY),
            new Door(GET, ENGINE + "/tenant/count", EVERYBODY),
            new Door(GET, ENGINE + "/authorization/check", EVERYBODY),

            // reading tasks, cases and their pictures
            new Door(GET, ENGINE + "/filter/**", WHO_WORKS_TASKS),
            // Tasklist asks whether it may offer to write one, and is told no
            new Door(OPTIONS, ENGINE + "/filter", WHO_WORKS_TASKS),
            new Door(OPTIONS, ENGINE + "/filter/{id}", WHO_WORKS_TASKS),
            new Door(POST, ENGINE + "/filter/{id}/list", WHO_WORKS_TASKS),
            new Door(POST, ENGINE + "/filter/{id}/count", WHO_WORKS_TASKS),
            new Door(POST, ENGINE + "/filter/{id}/singleResult", WHO_WORKS_TASKS),
            new Door(GET, ENGINE + "/task/**", EVERYBODY),
            new Door(POST, ENGINE + "/task", EVERYBODY),
            new Door(POST, ENGINE + "/task/count", EVERYBODY),
            new Door(GET, ENGINE + "/process-definition/**", EVERYBODY),
            new Door(GET, ENGINE + "/process-instance/**", EVERYBODY),
            new Door(POST, ENGINE + "/process-instance", EVERYBODY),
            new Door(POST, ENGINE + "/process-instance/count", EVERYBODY),
            new Door(GET, ENGINE + "/deployment/**", EVERYBODY),
            new Door(GET, ENGINE + "/variable-instance/**", EVERYBODY),
            new Door(POST, ENGINE + "/variable-instance", EVERYBODY),
            new Door(POST, ENGINE + "/variable-instance/count", EVERYBODY),
            // not its definitions and reports of what can be cleaned: those count the cases of every organisation
            new Door(GET, ENGINE + "/history/process-instance/**", EVERYBODY),
            new Door(GET, ENGINE + "/history/activity-instance/**", EVERYBODY),
            new Door(GET, ENGINE + "/history/variable-instance/**", EVERYBODY),
            new Door(GET, ENGINE + "/history/task/**", EVERYBODY),
            new Door(GET, ENGINE + "/history/user-operation/**", EVERYBODY),
            new Door(GET, ENGINE + "/history/detail/**", EVERYBODY),
            new Door(GET, ENGINE + "/history/identity-link-log/**", EVERYBODY),
            new Door(GET, ENGINE + "/history/incident/**", EVERYBODY),
            new Door(POST, ENGINE + "/history/task", EVERYBODY),
            new Door(POST, ENGINE + "/history/task/count", EVERYBODY),
            new Door(POST, ENGINE + "/history/process-instance", EVERYBODY),
            new Door(POST, ENGINE + "/history/process-instance/count", EVERYBODY),
            new Door(POST, ENGINE + "/history/activity-instance", EVERYBODY),
            new Door(POST, ENGINE + "/history/activity-instance/count", EVERYBODY),

            // working a task: nobody sets another's name, an answer is required by the gate before completion
            new Door(POST, ENGINE + "/task/{id}/claim", WHO_WORKS_TASKS),
            new Door(POST, ENGINE + "/task/{id}/unclaim", WHO_WORKS_TASKS),
            new Door(POST, ENGINE + "/task/{id}/submit-form", WHO_WORKS_TASKS),
            new Door(POST, ENGINE + "/task/{id}/complete", WHO_WORKS_TASKS),

            // beginning what a form in Tasklist begins: a gate asks whose it is, and the engine which process may
            new Door(POST, ENGINE + "/process-definition/{id}/submit-form", WHO_BEGINS),
            new Door(POST, ENGINE + "/process-definition/key/{key}/submit-form", WHO_BEGINS),

            // watching in Cockpit
            new Door(GET, ENGINE + "/decision-definition/**", WHO_WATCHES),
            new Door(GET, ENGINE + "/decision-requirements-definition/**", WHO_WATCHES),
            new Door(GET, ENGINE + "/case-definition/**", WHO_WATCHES),
            new Door(GET, ENGINE + "/case-instance/**", WHO_WATCHES),
            new Door(GET, ENGINE + "/execution/**", WHO_WATCHES),
            new Door(GET, ENGINE + "/external-task/**", WHO_WATCHES),
            new Door(GET, ENGINE + "/incident/**", WHO_WATCHES),
            new Door(GET, ENGINE + "/history/job-log/**", WHO_WATCHES),
            new Door(GET, ENGINE + "/history/external-task-log/**", WHO_WATCHES),
            new Door(GET, ENGINE + "/history/decision-instance/**", WHO_WATCHES),
            new Door(GET, ENGINE + "/history/batch", WHO_WATCHES),
            new Door(GET, ENGINE + "/history/batch/count", WHO_WATCHES),
            new Door(GET, ENGINE + "/job/**", WHO_WATCHES),
            new Door(GET, ENGINE + "/job-definition/**", WHO_WATCHES),
            new Door(GET, ENGINE + "/batch/**", WHO_WATCHES),
            new Door(POST, ENGINE + "/job", WHO_WATCHES),
            new Door(POST, ENGINE + "/job/count", WHO_WATCHES),
            new Door(POST, ENGINE + "/job-definition", WHO_WATCHES),
            new Door(POST, ENGINE + "/job-definition/count", WHO_WATCHES),
            new Door(POST, ENGINE + "/execution", WHO_WATCHES),
            new Door(POST, ENGINE + "/execution/count", WHO_WATCHES),
            new Door(POST, ENGINE + "/history/job-log", WHO_WATCHES),
            new Door(POST, ENGINE + "/history/job-log/count", WHO_WATCHES),
            new Door(POST, "/camunda/api/cockpit/plugin/base/default/process-instance/**", WHO_WATCHES),
            new Door(POST, "/camunda/api/cockpit/plugin/base/default/process-definition/**", WHO_WATCHES),
            new Door(POST, "/camunda/api/cockpit/plugin/base/default/incident/**", WHO_WATCHES),

            // trying a failed step again, and nothing else that the engine takes there
            new Door(PUT, ENGINE + "/job/{id}/retries", WHO_REPAIRS),
            new Door(POST, ENGINE + "/job/retries", WHO_REPAIRS),
            new Door(PUT, ENGINE + "/job-definition/{id}/retries", WHO_REPAIRS));

    private CamundaDoors() {}

    /** Behind these {@link OnlyRetries} stands. */
    static List<Door> ofRetries() {
        return OPEN.stream().filter(door -> door.path().endsWith("/retries")).toList();
    }

    /** @param path as Spring's path patterns have it */
    record Door(HttpMethod method, String path, Set<Role> openTo) {
        String[] roles() {
            return openTo.stream().map(Role::name).toArray(String[]::new);
        }
    }
}

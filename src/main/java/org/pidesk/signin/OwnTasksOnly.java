package org.pidesk.signin;

import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.task.Task;

/** The rights that the engine gives by itself, cut to what staff need. */
final class OwnTasksOnly extends DefaultAuthorizationProvider {

    /** A user may see themselves; Camunda would let them change and delete themselves too. */
    @Override
    public AuthorizationEntity[] newUser(User user) {
        return once(
                Resources.USER,
                createGrantAuthorization(user.getId(), null, Resources.USER, user.getId(), Permissions.READ));
    }

    @Override
    public AuthorizationEntity[] newGroup(Group group) {
        return once(Resources.GROUP, super.newGroup(group));
    }

    @Override
    public AuthorizationEntity[] tenantMembershipCreated(Tenant tenant, User user) {
        return once(Resources.TENANT, super.tenantMembershipCreated(tenant, user));
    }

    @Override
    public AuthorizationEntity[] tenantMembershipCreated(Tenant tenant, Group group) {
        return once(Resources.TENANT, super.tenantMembershipCreated(tenant, group));
    }

    /** Those that are not there yet: who comes back still has what they had. */
    private AuthorizationEntity[] once(Resource resource, AuthorizationEntity... rights) {
        return Stream.of(rights)
                .filter(right -> getAuthorizationManager()
                                .findAuthorization(
                                        right.getAuthorizationType(),
                                        right.getUserId(),
                                        right.getGroupId(),
                                        resource,
                                        right.getResourceId())
                        == null)
                .toArray(AuthorizationEntity[]::new);
    }

    /** Nobody takes a task in another's name, and no stray text becomes the name of somebody in the engine. */
    @Override
    public AuthorizationEntity[] newTaskAssignee(Task task, String before, String now) {
        var somebody = Context.getCommandContext().getAuthenticatedUserId();
        if (now != null && somebody != null && !now.equals(somebody)) {
            throw new AuthorizationException(
                    somebody, TaskPermissions.TASK_ASSIGN.getName(), Resources.TASK.resourceName(), task.getId());
        }
        return super.newTaskAssignee(task, before, now);
    }

    /**
     * Whoever may work a task may also give it back, which Camunda takes for assigning. As a right on whole processes
     * it would let staff give themselves the compliance manager's tasks.
     */
    @Override
    protected Permission[] getRuntimePermissions(boolean mayReadVariables) {
        return Stream.concat(
                        Stream.of(super.getRuntimePermissions(mayReadVariables)),
                        Stream.of(TaskPermissions.TASK_ASSIGN))
                .toArray(Permission[]::new);
    }
}

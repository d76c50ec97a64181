package org.pidesk.engine;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.core.variable.CoreVariableInstance;
import org.camunda.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityCache;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;

/** What came along with the completion of a task: the engine has written it already, but not yet to the database. */
final class Submission {
    private Submission() {}

    static boolean carriesVariables(DelegateTask task) {
        var cache = Context.getCommandContext().getDbEntityManager().getDbEntityCache();
        for (var scope = (AbstractVariableScope) task; scope != null; scope = scope.getParentVariableScope()) {
            if (scope.getVariableInstancesLocal().stream().anyMatch(variable -> isNew(variable, cache))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNew(CoreVariableInstance variable, DbEntityCache cache) {
        if (!(variable instanceof VariableInstanceEntity stored) || stored.isTransient()) {
            return true;
        }
        var cached = cache.getCachedEntity(stored);
        return cached == null || cached.getEntityState() == DbEntityState.TRANSIENT || cached.isDirty();
    }
}

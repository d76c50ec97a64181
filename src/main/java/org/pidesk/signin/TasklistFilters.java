package org.pidesk.signin;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.TaskQuery;
import org.pidesk.engine.QueryExpressions;
import org.springframework.stereotype.Component;

/**
 * The lists that Tasklist offers, the same for everybody: their expressions are answered for whoever looks. Nobody can
 * write one, for the expressions of a filter run as code.
 */
@Component
class TasklistFilters {
    private final FilterService filters;
    private final TaskService tasks;

    TasklistFilters(FilterService filters, TaskService tasks) {
        this.filters = filters;
        this.tasks = tasks;
    }

    void make() {
        keep(
                "My tasks",
                "What you have taken on",
                "#1b6e53",
                2,
                tasks.createTaskQuery().taskAssigneeExpression(QueryExpressions.ME));
        keep("My organisation's tasks", "What you can take on, and who works on what", "#234b7a", 1, ofMyGroups());
        keep(
                "Due soon",
                "Due within three days, or overdue",
                "#a3361f",
                3,
                ofMyGroups().dueBeforeExpression(QueryExpressions.SOON));
    }

    private TaskQuery ofMyGroups() {
        return tasks.createTaskQuery()
                .taskCandidateGroupInExpression(QueryExpressions.MY_GROUPS)
                .includeAssignedTasks();
    }

    private void keep(String name, String description, String colour, int place, TaskQuery query) {
        var filter = filters.createTaskFilterQuery().filterName(name).singleResult();
        if (filter == null) {
            filter = filters.newTaskFilter(name);
        }
        filter.setQuery(query.orderByDueDate().asc().orderByTaskCreateTime().asc());
        filter.setProperties(Map.of(
                "description",
                description,
                "color",
                colour,
                "priority",
                place,
                "refresh",
                true,
                "showUndefinedVariable",
                false,
                "variables",
                List.of(Map.of("name", "reference", "label", "Reference"))));
        filters.saveFilter(filter);
    }
}

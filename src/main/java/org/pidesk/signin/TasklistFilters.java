package org.pidesk.signin;

import static java.util.stream.Collectors.toMap;
import static org.pidesk.staff.Role.ADMINISTRATOR;
import static org.pidesk.staff.Role.COMPLIANCE_MANAGER;
import static org.pidesk.staff.Role.DEALERSHIP_STAFF;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.pidesk.engine.QueryExpressions;
import org.pidesk.staff.Role;
import org.springframework.stereotype.Component;

/**
 * The lists that Tasklist offers to each role, the same for all who have it: their expressions are answered for whoever
 * looks. Nobody can write one, for the expressions of a filter run as code.
 */
@Component
class TasklistFilters {
    private static final Set<Role> EVERYBODY = Set.of(Role.values());
    private static final Set<Role> OF_AN_ORGANISATION = Set.of(DEALERSHIP_STAFF, COMPLIANCE_MANAGER);

    private static final String GREEN = "#1b6e53";
    private static final String BLUE = "#234b7a";
    private static final String RED = "#a3361f";
    private static final String BROWN = "#7a4d00";
    private static final String GREY = "#4d5561";

    /** What is asked of one system, and what follows from its silence or its no. */
    private static final String[] AT_SYSTEMS = {
        "userTask_lookInSystem",
        "userTask_chaseSilentSystem",
        "userTask_makeSameChanges",
        "userTask_stopMarketingAtSystem",
        "userTask_deIdentifyAtSystem",
        "userTask_chaseSilentSystems",
        "userTask_settleWhatCannot",
        "userTask_settleRefusedFields"
    };

    private final FilterService filters;
    private final List<Offer> offers;

    TasklistFilters(FilterService filters, TaskService tasks) {
        this.filters = filters;
        this.offers = List.of(
                new Offer(
                        "My organisation's tasks",
                        "What you can take on, and who works on what",
                        BLUE,
                        OF_AN_ORGANISATION,
                        mostUrgentFirst(ofMyGroups(tasks))),
                new Offer(
                        "Support",
                        "What administrators look into: sign-ins that went wrong",
                        BLUE,
                        Set.of(ADMINISTRATOR),
                        mostUrgentFirst(ofMyGroups(tasks))),
                new Offer(
                        "My tasks",
                        "What you have taken on",
                        GREEN,
                        EVERYBODY,
                        mostUrgentFirst(tasks.createTaskQuery().taskAssigneeExpression(QueryExpressions.ME))),
                new Offer(
                        "Overdue",
                        "Whose day is over: the longest first",
                        RED,
                        EVERYBODY,
                        mostUrgentFirst(ofMyGroups(tasks).dueBeforeExpression(QueryExpressions.NOW))),
                new Offer(
                        "Due this week",
                        "Whose last day is in this week, until Sunday",
                        BROWN,
                        EVERYBODY,
                        mostUrgentFirst(ofMyGroups(tasks)
                                .dueAfterExpression(QueryExpressions.NOW)
                                .dueBeforeExpression(QueryExpressions.END_OF_WEEK))),
                new Offer(
                        "Waiting for operators",
                        "What a system has still to answer, and what came of those that did not: ask again on the"
                                + " follow-up day",
                        GREY,
                        OF_AN_ORGANISATION,
                        mostUrgentFirst(ofMyGroups(tasks)
                                .taskDefinitionKeyIn(AT_SYSTEMS)
                                .orderByFollowUpDate()
                                .asc())));
    }

    /** As they are now, whatever an earlier version had. */
    void make() {
        var standing = filters.createTaskFilterQuery().list();
        standing.stream()
                .filter(filter -> offers.stream().noneMatch(offer -> offer.name.equals(filter.getName())))
                .map(Filter::getId)
                .forEach(filters::deleteFilter);
        var byName = standing.stream().collect(toMap(Filter::getName, Function.identity(), (one, twin) -> one));
        for (var offer : offers) {
            var filter = byName.containsKey(offer.name) ? byName.get(offer.name) : filters.newTaskFilter(offer.name);
            filter.setQuery(offer.query);
            filter.setProperties(offer.properties(offers.indexOf(offer)));
            filters.saveFilter(filter);
        }
    }

    /** The ids of those that a role finds. */
    List<String> of(Role role) {
        var names = offers.stream()
                .filter(offer -> offer.readers.contains(role))
                .map(Offer::name)
                .toList();
        return filters.createTaskFilterQuery().list().stream()
                .filter(filter -> names.contains(filter.getName()))
                .map(Filter::getId)
                .toList();
    }

    private static TaskQuery ofMyGroups(TaskService tasks) {
        return tasks.createTaskQuery()
                .taskCandidateGroupInExpression(QueryExpressions.MY_GROUPS)
                .includeAssignedTasks();
    }

    private static TaskQuery mostUrgentFirst(TaskQuery query) {
        return query.orderByTaskPriority()
                .desc()
                .orderByDueDate()
                .asc()
                .orderByTaskCreateTime()
                .asc();
    }

    private record Offer(String name, String description, String colour, Set<Role> readers, TaskQuery query) {
        Map<String, Object> properties(int place) {
            return Map.of("description", description, "color", colour, "priority", place, "refresh", true);
        }
    }
}

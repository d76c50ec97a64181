package org.pidesk.cockpit;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.pidesk.engine.CaseModels;
import org.pidesk.kernel.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the time of an organisation's cases goes: the activities at which a process waits, and for how long it did. */
@Component
class Activities {
    /** So many of each activity, the latest, say how long it takes; more would make the page slower and no truer. */
    static final int ENOUGH = 500;

    static final Duration BACK = Duration.ofDays(CaseFigures.DAYS);

    static final String TIMES = """
            select a.id, t.number, t.median, t.longest
            from unnest(cast(:activities as varchar[])) a(id) cross join lateral (
                select count(*) as number, percentile_cont(0.5) within group (order by duration_) as median,
                max(duration_) as longest
                from (select duration_ from act_hi_actinst
                    where tenant_id_ = :of and proc_def_key_ = :process and act_id_ = a.id and end_time_ > :since
                    and act_type_ in ('userTask', 'receiveTask', 'intermediateTimer', 'intermediateMessageCatch')
                    order by end_time_ desc limit :enough) latest) t
            where t.number > 0 order by t.median desc""";

    private final RepositoryService repository;
    private final List<CaseModels> models;
    private final JdbcClient jdbc;
    private final Clock clock;

    Activities(RepositoryService repository, List<CaseModels> models, JdbcClient jdbc, Clock clock) {
        this.repository = repository;
        this.models = models;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param name as the picture has it
     * @param number how often it was left, and no more than {@link #ENOUGH}
     * @param median in seconds, as is the longest
     */
    record Spent(String activity, String name, long number, long median, long longest) {}

    /** The slowest first. Times are of all versions of the process; the picture is of one. */
    List<Spent> of(OrganisationId organisation, String definition) {
        var process = repository
                .createProcessDefinitionQuery()
                .processDefinitionId(definition)
                .singleResult();
        if (process == null || models.stream().noneMatch(of -> of.keys().contains(process.getKey()))) {
            throw Watchers.nothingThere();
        }
        var names = waiting(definition);
        return jdbc.sql(TIMES)
                .param("activities", names.keySet().toArray(String[]::new))
                .param("of", organisation.value())
                .param("process", process.getKey())
                .param("since", Timestamp.from(clock.instant().minus(BACK)))
                .param("enough", ENOUGH)
                .query((row, number) -> new Spent(
                        row.getString("id"),
                        names.get(row.getString("id")),
                        row.getLong("number"),
                        Math.round(row.getDouble("median") / 1000),
                        row.getLong("longest") / 1000))
                .list();
    }

    private Map<String, String> waiting(String definition) {
        var model = repository.getBpmnModelInstance(definition);
        return Stream.of(UserTask.class, ReceiveTask.class, IntermediateCatchEvent.class)
                .flatMap(kind -> model.getModelElementsByType(kind).stream())
                .map(FlowElement.class::cast)
                .filter(activity -> !isClockBeside(activity))
                .collect(Collectors.toMap(FlowElement::getId, FlowElement::getName));
    }

    /** The ladder runs beside the case: nothing waits for its timer. */
    private static boolean isClockBeside(FlowElement activity) {
        return activity instanceof IntermediateCatchEvent
                && activity.getParentElement() instanceof SubProcess around
                && around.triggeredByEvent();
    }
}

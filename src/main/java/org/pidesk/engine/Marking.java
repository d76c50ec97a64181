package org.pidesk.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.pidesk.engine.CaseMarks.Mark;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Puts the mark of a case at each activity where it waits, as an incident, and takes it from those that it has left. It
 * looks once per transaction, when the case has come to rest; of a case that has no mark it only asks whether it has one.
 */
@Component
public class Marking {
    private static final Set<String> WHERE_ONE_WAITS = Set.of(
            "userTask", "receiveTask", "intermediateTimer", "intermediateMessageCatch", "intermediateSignalCatch");

    private final RuntimeService runtime;
    private final AsNobody asNobody;
    private final ProcessEngineConfigurationImpl engine;
    private final ObjectProvider<CaseModels> models;
    private final ObjectProvider<CaseMarks> marks;

    Marking(
            RuntimeService runtime,
            AsNobody asNobody,
            ProcessEngineConfigurationImpl engine,
            ObjectProvider<CaseModels> models,
            ObjectProvider<CaseMarks> marks) {
        this.runtime = runtime;
        this.asNobody = asNobody;
        this.engine = engine;
        this.models = models;
        this.marks = marks;
    }

    /** The mark of a case is another one, or none any more. */
    public void changed(String businessKey) {
        atTheEnd().changed(businessKey);
    }

    /** A case has come to an activity where it waits, or left one. */
    void moved(String process, String businessKey) {
        if (businessKey != null && models.stream().anyMatch(one -> one.keys().contains(process))) {
            atTheEnd().moved(businessKey);
        }
    }

    private Moves atTheEnd() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Moves.class::isInstance)
                .map(Moves.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    var moves = new Moves();
                    TransactionSynchronizationManager.registerSynchronization(moves);
                    return moves;
                });
    }

    /** What happened in one transaction. By its end the engine has written where each case waits. */
    private final class Moves implements TransactionSynchronization {
        private final Set<String> moved = new HashSet<>();
        private final Set<String> changed = new HashSet<>();

        void moved(String businessKey) {
            moved.add(businessKey);
        }

        void changed(String businessKey) {
            changed.add(businessKey);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            Stream.concat(moved.stream(), changed.stream()).distinct().forEach(businessKey -> {
                var mark = marks.stream()
                        .flatMap(one -> one.of(businessKey).stream())
                        .findFirst();
                if (mark.isPresent() || changed.contains(businessKey)) {
                    // who finished a task may not see incidents; the mark goes with the case all the same
                    asNobody.run(() -> renew(businessKey, mark));
                }
            });
        }
    }

    private void renew(String businessKey, Optional<Mark> mark) {
        engine.getCommandExecutorTxRequired().execute(context -> {
            runtime.createProcessInstanceQuery()
                    .processInstanceBusinessKey(businessKey)
                    .list()
                    .forEach(process -> renew(context, process, mark));
            return null;
        });
    }

    private void renew(CommandContext context, ProcessInstance process, Optional<Mark> mark) {
        var places = mark.isPresent() ? places(context, process) : Map.<String, ExecutionEntity>of();
        var here = new HashSet<String>();
        marksOf(process).forEach(incident -> {
            if (mark.isPresent() && stands(incident, mark.get(), places)) {
                here.add(incident.getExecutionId());
            } else {
                ((IncidentEntity) incident).resolve();
            }
        });
        places.forEach((id, place) -> {
            if (!here.contains(id)) {
                place.createIncident(mark.get().incidentType(), null, mark.get().message());
            }
        });
    }

    /** Those that stand here; one at a called process stands at its caller, too, and goes when it goes. */
    private List<Incident> marksOf(ProcessInstance process) {
        var types = marks.stream().flatMap(one -> one.types().stream()).toList();
        return runtime.createIncidentQuery().processInstanceId(process.getId()).list().stream()
                .filter(incident -> types.contains(incident.getIncidentType()))
                .filter(incident -> incident.getId().equals(incident.getCauseIncidentId()))
                .toList();
    }

    private static boolean stands(Incident incident, Mark mark, Map<String, ExecutionEntity> places) {
        var place = places.get(incident.getExecutionId());
        return place != null
                && place.getActivityId().equals(incident.getActivityId())
                && incident.getIncidentType().equals(mark.incidentType());
    }

    private Map<String, ExecutionEntity> places(CommandContext context, ProcessInstance process) {
        var places = new HashMap<String, ExecutionEntity>();
        leaves(runtime.getActivityInstance(process.getId()))
                .filter(leaf -> WHERE_ONE_WAITS.contains(leaf.getActivityType()))
                .forEach(leaf -> Stream.of(leaf.getExecutionIds())
                        .map(context.getExecutionManager()::findExecutionById)
                        .filter(execution -> leaf.getActivityId().equals(execution.getActivityId()))
                        .filter(execution -> !isBeside(execution.getActivity()))
                        .findFirst()
                        .ifPresent(execution -> places.put(execution.getId(), execution)));
        return places;
    }

    private static Stream<ActivityInstance> leaves(ActivityInstance at) {
        var inside = at.getChildActivityInstances();
        return inside.length == 0 ? Stream.of(at) : Stream.of(inside).flatMap(Marking::leaves);
    }

    /** What an event has begun beside the case is not where the case waits. */
    private static boolean isBeside(ActivityImpl activity) {
        return activity.getFlowScope() instanceof ActivityImpl around && around.isTriggeredByEvent();
    }
}

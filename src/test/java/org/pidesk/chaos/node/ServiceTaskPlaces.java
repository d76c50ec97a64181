package org.pidesk.chaos.node;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Four places at each service task, at which something can happen to whoever comes by. */
public abstract class ServiceTaskPlaces extends AbstractProcessEnginePlugin {

    /** Where. */
    public enum Point {
        BEFORE_WORK,
        AFTER_OWN_SQL,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    /** How a place is named. */
    public static String name(String process, String activity, Point point) {
        return process + "." + activity + "." + point;
    }

    /** Somebody comes by. */
    protected abstract void pass(String place);

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        // the product sets its own for afterwards
        var listeners = engine.getCustomPreBPMNParseListeners();
        var ours = new AtServiceTasks();
        if (listeners == null) {
            engine.setCustomPreBPMNParseListeners(new ArrayList<>(List.of(ours)));
        } else {
            listeners.add(ours);
        }
    }

    private final class AtServiceTasks extends AbstractBpmnParseListener {
        @Override
        public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            activity.addListener(
                    ExecutionListener.EVENTNAME_START, (ExecutionListener) at -> pass(nameOf(at, Point.BEFORE_WORK)));
            activity.addListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) at -> {
                pass(nameOf(at, Point.AFTER_OWN_SQL));
                TransactionSynchronizationManager.registerSynchronization(
                        new AtCommit(nameOf(at, Point.BEFORE_COMMIT), nameOf(at, Point.AFTER_COMMIT)));
            });
        }
    }

    private final class AtCommit implements TransactionSynchronization {
        private final String before;
        private final String after;

        AtCommit(String before, String after) {
            this.before = before;
            this.after = after;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            pass(before);
        }

        @Override
        public void afterCommit() {
            pass(after);
        }
    }

    private static String nameOf(DelegateExecution at, Point point) {
        var process = at.getProcessDefinitionId();
        return name(process.substring(0, process.indexOf(':')), at.getCurrentActivityId(), point);
    }
}

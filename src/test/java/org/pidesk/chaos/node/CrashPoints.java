package org.pidesk.chaos.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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

/**
 * Four places at each service task. Whoever comes to one for which a file lies in the folder takes the file away and stays
 * there until the node is dead, at once or in the company of others: so each is hit once, by whichever node comes first,
 * and one death serves all who stand somewhere.
 */
public final class CrashPoints extends AbstractProcessEnginePlugin {
    public static final String FOLDER = "crash";

    /** Where a node may halt. */
    public enum Point {
        BEFORE_WORK,
        AFTER_OWN_SQL,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    private final Path folder;
    private final Duration company;
    private final AtomicInteger standing = new AtomicInteger();

    /** @param company how long who comes first waits for others to stand at such a place, too, before all are dead */
    public CrashPoints(Path folder, Duration company) {
        this.folder = folder;
        this.company = company;
    }

    /** How the file is named that makes a node halt. */
    public static String name(String process, String activity, Point point) {
        return process + "." + activity + "." + point;
    }

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
                    ExecutionListener.EVENTNAME_START, (ExecutionListener) at -> pass(at, Point.BEFORE_WORK));
            activity.addListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) at -> {
                pass(at, Point.AFTER_OWN_SQL);
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

    private void pass(DelegateExecution at, Point point) {
        pass(nameOf(at, point));
    }

    private void pass(String name) {
        try {
            if (Files.deleteIfExists(folder.resolve(name))) {
                stand();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Nobody goes on from here. */
    private void stand() {
        if (standing.getAndIncrement() == 0) {
            var end = new Thread(this::halt, "end");
            end.setDaemon(true);
            end.start();
        }
        for (; ; ) {
            LockSupport.park();
        }
    }

    private void halt() {
        LockSupport.parkNanos(company.toNanos());
        Runtime.getRuntime().halt(137);
    }
}

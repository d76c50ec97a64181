package org.pidesk.chaos.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

/** The case that comes first to a service task halts each node that takes it there, until it is cured. */
public final class PoisonousCase extends AbstractProcessEnginePlugin {
    /** Its reference, in a line for each node that it has halted. */
    public static final String HALTS = "poison";

    /** Once this is there, it halts nobody. */
    public static final String CURE = "cure";

    private final Path folder;
    private final String task;

    public PoisonousCase(Path folder, String task) {
        this.folder = folder;
        this.task = task;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        // the product sets its own for afterwards
        var listeners = engine.getCustomPreBPMNParseListeners();
        var ours = new AtTheTask();
        if (listeners == null) {
            engine.setCustomPreBPMNParseListeners(new ArrayList<>(List.of(ours)));
        } else {
            listeners.add(ours);
        }
    }

    private final class AtTheTask extends AbstractBpmnParseListener {
        @Override
        public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            if (activity.getId().equals(task)) {
                activity.addListener(ExecutionListener.EVENTNAME_START, (ExecutionListener) PoisonousCase.this::come);
            }
        }
    }

    private void come(DelegateExecution at) {
        try {
            if (!Files.exists(folder.resolve(CURE)) && isPoisonous(at.getProcessBusinessKey())) {
                Runtime.getRuntime().halt(137);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private boolean isPoisonous(String reference) throws IOException {
        var halts = folder.resolve(HALTS);
        try {
            Files.writeString(halts, reference + "\n", StandardOpenOption.CREATE_NEW);
            return true;
        } catch (FileAlreadyExistsException another) {
            if (!Files.readString(halts).startsWith(reference)) {
                return false;
            }
            Files.writeString(halts, reference + "\n", StandardOpenOption.APPEND);
            return true;
        }
    }
}

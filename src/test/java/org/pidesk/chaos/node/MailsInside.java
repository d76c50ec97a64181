package org.pidesk.chaos.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
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

/**
 * The crooked twin: a step that mails while it runs, before anything is committed. What it would have mailed stands in a
 * file; it takes as long as a mail server does.
 */
public final class MailsInside extends AbstractProcessEnginePlugin {
    public static final String FILE = "mails-inside";

    private static final Duration A_MAIL_TAKES = Duration.ofMillis(400);

    private final Path file;

    public MailsInside(Path folder) {
        this.file = folder.resolve(FILE);
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
            activity.addListener(ExecutionListener.EVENTNAME_START, (ExecutionListener) MailsInside.this::mail);
        }
    }

    private void mail(DelegateExecution at) {
        try {
            var mail = at.getProcessBusinessKey() + " " + at.getCurrentActivityId() + " " + at.getId() + "\n";
            Files.writeString(file, mail, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Thread.sleep(A_MAIL_TAKES.toMillis());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

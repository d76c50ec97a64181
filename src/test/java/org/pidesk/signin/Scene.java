package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.pidesk.kernel.Token;
import org.pidesk.notice.Sender;
import org.pidesk.organisation.Organisations;
import org.pidesk.sandbox.Received;
import org.pidesk.staff.StaffMembers;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** Where a test plays a sign-in: what was mailed to Naledi, and how far the processes are. */
@Component
public class Scene {
    static final String NALEDIS_ADDRESS = "naledi@pi-desk.example";

    private static final String SUPPORTS_ADDRESS = "admin@pi-desk.example";
    private static final Pattern LINK = Pattern.compile("/login/device/([\\w-]{43})\\s");
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{4} [0-9]{4}\\b");

    private final Organisations organisations;
    private final StaffMembers staff;
    private final Sender sender;
    private final RuntimeService engine;
    private final TaskService tasks;
    private final ManagementService management;
    private final SignInAlerts alerts;
    private final AttemptCounts counts;
    private final DeviceVerifications verifications;
    private final ApplicationContext application;
    /** Mails of the tests before: the mail server keeps them. */
    private long earlier;

    Scene(
            Organisations organisations,
            StaffMembers staff,
            Sender sender,
            RuntimeService engine,
            TaskService tasks,
            ManagementService management,
            SignInAlerts alerts,
            AttemptCounts counts,
            DeviceVerifications verifications,
            ApplicationContext application) {
        this.organisations = organisations;
        this.staff = staff;
        this.sender = sender;
        this.engine = engine;
        this.tasks = tasks;
        this.management = management;
        this.alerts = alerts;
        this.counts = counts;
        this.verifications = verifications;
        this.application = application;
    }

    public void open() {
        earlier = Received.by(application).count(NALEDIS_ADDRESS);
        Dealerships.open(organisations, staff);
    }

    String mailed() {
        sender.sendDue();
        return Received.by(application).newest(NALEDIS_ADDRESS).orElseThrow();
    }

    String mailedToSupport() {
        sender.sendDue();
        return Received.by(application).newest(SUPPORTS_ADDRESS).orElseThrow();
    }

    /** How many since the scene was opened. */
    long mails() {
        sender.sendDue();
        return Received.by(application).count(NALEDIS_ADDRESS) - earlier;
    }

    /** The secret part of the link in the newest mail. */
    String link() {
        return first(LINK, 1);
    }

    String code() {
        return first(CODE, 0);
    }

    private String first(Pattern what, int group) {
        var found = what.matcher(mailed());
        assertThat(found.find()).isTrue();
        return found.group(group);
    }

    /** Lets support know what happened, as the chore does every other second. */
    public void raiseAlerts() {
        alerts.raise();
    }

    /** Support has a task of each of its processes, both about Naledi. @return the tasks */
    public List<Task> callSupport() {
        var stranger =
                new Attempt("naledi", Optional.empty(), "203.0.113.7", new Origin("NG", "Another browser"), null);
        for (int i = 0; i < 10; i++) {
            counts.take(stranger);
            counts.failed(stranger);
        }
        alerts.raise();
        verifications.begin(staff.find("naledi").orElseThrow(), stranger.origin());
        verifications.deny(new Token(link()));
        return List.of(task("userTask_investigateSignInAttempts"), task("userTask_lookIntoSignInByAStranger"));
    }

    /** The one that runs. */
    ProcessInstance process(String id) {
        return engine.createProcessInstanceQuery().processDefinitionKey(id).singleResult();
    }

    long running() {
        return engine.createProcessInstanceQuery().count();
    }

    Task task(String key) {
        return tasks.createTaskQuery().taskDefinitionKey(key).singleResult();
    }

    /** The half hour of the process is over. */
    void fireTimer() {
        management.executeJob(
                management.createJobQuery().timers().singleResult().getId());
    }
}

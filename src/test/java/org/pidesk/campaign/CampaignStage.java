package org.pidesk.campaign;

import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.pidesk.consent.Interest;
import org.pidesk.consent.Interests;
import org.pidesk.desk.Answering;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.Sender;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.staff.Role;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where a test plays a campaign: who begins it, who approves it, and when time passes. */
@Component
public class CampaignStage {
    public static final String NALEDI = "naledi";
    public static final String JOHAN = "johan";
    public static final String HEAD = "email,mobile,first_name,last_name,id_number,source\n";
    /** Nobody of these is on record. */
    public static final String THREE_STRANGERS = HEAD
            + "nomsa@example.org,,Nomsa,Mahlangu,,EVENT\n"
            + "kagiso@example.org,072 555 0401,Kagiso,Molefe,,ENQUIRY\n"
            + "lindiwe@example.org,,Lindiwe,Zuma,,WEBSITE\n";

    private static final String WORKSHOP = "Workshop";
    private static final String PROCESS = "optInCampaign";
    private static final Pattern LINK = Pattern.compile("http://localhost(?::\\d+)?(/abc-motors/pi/asked/[\\w-]{43})");

    private final SamplePeople people;
    private final CampaignDrafts drafts;
    private final Interests interests;
    private final CampaignStore campaigns;
    private final BulkMails mails;
    private final WaveSender waves;
    private final LawfulHours hours;
    private final Sender sender;
    private final Answering answering;
    private final FormService forms;
    private final IdentityService identity;
    private final RepositoryService models;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;
    private final JdbcClient database;
    private final ApplicationContext application;
    private final MovableClock clock;
    /** What was mailed before it rose, belongs to another test. */
    private long curtain;

    CampaignStage(
            SamplePeople people,
            CampaignDrafts drafts,
            Interests interests,
            CampaignStore campaigns,
            BulkMails mails,
            WaveSender waves,
            LawfulHours hours,
            Sender sender,
            Answering answering,
            FormService forms,
            IdentityService identity,
            RepositoryService models,
            RuntimeService runtime,
            TaskService tasks,
            ManagementService management,
            JdbcClient database,
            ApplicationContext application,
            MovableClock clock) {
        this.people = people;
        this.drafts = drafts;
        this.interests = interests;
        this.campaigns = campaigns;
        this.mails = mails;
        this.waves = waves;
        this.hours = hours;
        this.sender = sender;
        this.answering = answering;
        this.forms = forms;
        this.identity = identity;
        this.models = models;
        this.runtime = runtime;
        this.tasks = tasks;
        this.management = management;
        this.database = database;
        this.application = application;
        this.clock = clock;
    }

    /** Everybody lives here, and it is an hour in which people may be approached, with some left after it. */
    public void open() {
        people.moveIn();
        curtain = Received.by(application).latest();
        passUntilALawfulHour();
        clock.advance(Duration.ofMinutes(1));
    }

    public void passUntilALawfulHour() {
        var now = clock.instant();
        // less than two hours before the end is late: then another day is better
        var next = hours.from(now);
        while (!hours.include(next.plus(Duration.ofHours(2)))) {
            next = hours.from(next.plus(Duration.ofHours(1)));
        }
        clock.advance(Duration.between(now, next));
    }

    public static InputStream csv(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A draft of Naledi's that could begin. */
    public Reference draft(String list) {
        return draft(list, NALEDI);
    }

    public Reference draft(String list, String by) {
        var draft = drafts.of(ABC_MOTORS, by).reference();
        drafts.load(draft, Channel.EMAIL, csv(list));
        drafts.describe(
                draft,
                Map.of(
                        "title",
                        "Spring question",
                        "offers",
                        "servicing, parts and new models",
                        "channel",
                        "EMAIL",
                        "interest",
                        workshop()));
        return draft;
    }

    /** The group that people are asked to join. */
    public String workshop() {
        return interests.of(ABC_MOTORS).stream()
                .filter(interest -> interest.name().equals(WORKSHOP))
                .findFirst()
                .map(Interest::code)
                .orElseGet(() -> interests.add(ABC_MOTORS, WORKSHOP, "News of our workshop, twice a year.", JOHAN));
    }

    /** What Tasklist does when somebody presses Start. */
    public ProcessInstance begin(Reference draft, String by, Role role) {
        return begin(draft, by, role, Map.of("reference", draft.value()));
    }

    ProcessInstance begin(Reference draft, String by, Role role, Map<String, Object> variables) {
        var model = models.createProcessDefinitionQuery()
                .processDefinitionKey(PROCESS)
                .latestVersion()
                .singleResult();
        identity.setAuthentication(by, List.of(role.groupIn(ABC_MOTORS.value())), List.of(ABC_MOTORS.value()));
        try {
            return forms.submitStartForm(model.getId(), draft.value(), variables);
        } finally {
            identity.clearAuthentication();
        }
    }

    /** Begun by Naledi and screened: it waits for a second person, or has ended. */
    public ProcessInstance begin(String list) {
        var process = begin(draft(list), NALEDI, Role.DEALERSHIP_STAFF);
        work();
        return process;
    }

    /** Approved, and the first wave is out. */
    public ProcessInstance ask(String list) {
        var process = begin(list);
        approve(process);
        work();
        return process;
    }

    public void approve(ProcessInstance process) {
        answering.answer(
                task(process, "userTask_approveCampaign"),
                JOHAN,
                Role.COMPLIANCE_MANAGER,
                Map.of("verdict", "APPROVE", "isAQuestion", true, "reason", "Read it to the end."));
    }

    /** Written by Naledi, approved by Johan, and on its way to all who agreed. */
    public void mailToMany(String interest) {
        var reference = mails.propose(
                ABC_MOTORS,
                Map.of(
                        "title", "Winter check",
                        "channel", "EMAIL",
                        "subject", "Our workshop in winter",
                        "words", "Our workshop opens on Saturdays.\n\nBook by telephone.",
                        "interest", interest,
                        "similar", false),
                NALEDI);
        mails.approve(campaigns.get(reference), "Read it to the end.", true, JOHAN);
        work();
    }

    void refuse(ProcessInstance process) {
        answering.answer(
                task(process, "userTask_approveCampaign"),
                JOHAN,
                Role.COMPLIANCE_MANAGER,
                Map.of("verdict", "REFUSE", "reason", "Nobody knows these people."));
    }

    public void decide(ProcessInstance process, String outcome) {
        answering.answer(
                task(process, "userTask_decideWhetherToGoOn"),
                JOHAN,
                Role.COMPLIANCE_MANAGER,
                Map.of("outcome", outcome, "reason", "The list was an old one."));
    }

    public Task task(ProcessInstance process, String key) {
        return tasks.createTaskQuery()
                .processInstanceId(process.getId())
                .taskDefinitionKey(key)
                .singleResult();
    }

    /** Everything that is due now happens: steps of the engine, waves, and sending. */
    public void work() {
        List<Job> due;
        do {
            due = management.createJobQuery().executable().list().stream()
                    .filter(job -> PROCESS.equals(job.getProcessDefinitionKey()))
                    .toList();
            due.forEach(job -> management.executeJob(job.getId()));
            waves.sendDue();
        } while (!due.isEmpty());
        sender.sendDue();
    }

    /** What the engine does by itself now, and nothing is sent yet. */
    void screen() {
        management.createJobQuery().executable().list().stream()
                .filter(job -> PROCESS.equals(job.getProcessDefinitionKey()))
                .forEach(job -> management.executeJob(job.getId()));
    }

    /** Until the next timer of the process, and what is due then. */
    public void passUntilTheNextTimer(ProcessInstance process) {
        var timer = management
                .createJobQuery()
                .processInstanceId(process.getId())
                .timers()
                .singleResult();
        pass(Duration.between(clock.instant(), timer.getDuedate().toInstant()).plusSeconds(1));
    }

    /** Time passes, and whatever is due then happens. */
    void pass(Duration time) {
        clock.advance(time);
        work();
    }

    public Campaign campaign(ProcessInstance process) {
        return campaigns.get(new Reference(process.getBusinessKey()));
    }

    boolean hasEnded(ProcessInstance process) {
        return runtime.createProcessInstanceQuery()
                        .processInstanceId(process.getId())
                        .count()
                == 0;
    }

    /** How many mails went to an address. */
    public long mailsTo(String address) {
        return Received.by(application).countSince(curtain, address);
    }

    public String mailTo(String address) {
        return Received.by(application).newest(address).orElseThrow();
    }

    public String htmlTo(String address) {
        return Received.by(application).newestHtml(address).orElseThrow();
    }

    public String textTo(String mobile) {
        return Received.by(application).newestText(mobile).orElseThrow();
    }

    /** The path of the page on which an address answers. */
    public String answerPageOf(String address) {
        var link = LINK.matcher(mailTo(address));
        if (!link.find()) {
            throw new AssertionError("no link to the answer");
        }
        return link.group(1);
    }

    public int campaigns() {
        return database.sql("select count(*) from campaign")
                .query(Integer.class)
                .single();
    }

    public int count(String condition) {
        return database.sql("select count(*) from campaign_recipient where " + condition)
                .query(Integer.class)
                .single();
    }

    String reasonOf(int line) {
        return database.sql("select coalesce(reason, status) from campaign_recipient where line = ?")
                .param(line)
                .query(String.class)
                .single();
    }

    /** A list of so many people whom nobody knows. */
    static String strangers(int many) {
        var list = new StringBuilder(HEAD);
        for (int i = 0; i < many; i++) {
            list.append("stranger").append(i).append("@example.org,,Stranger,,,EVENT\n");
        }
        return list.toString();
    }
}

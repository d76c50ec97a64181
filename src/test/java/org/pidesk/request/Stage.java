package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.desk.Answering;
import org.pidesk.identity.Proof;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Sender;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.staff.Role;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where a test plays a case: it says who does what, and when time passes. */
@Component
public class Stage {
    public static final String NALEDI = "naledi";
    public static final String JOHAN = "johan";
    private static final String EVIDENCE = "Ticket 4711, closed this morning.";

    private final SamplePeople people;
    private final Withdrawals withdrawals;
    private final DeIdentifications deIdentifications;
    private final RequestRepository requests;
    private final Trail trail;
    private final ApplicationEventPublisher events;
    private final Alterations alterations;
    private final LookUps lookUps;
    private final LookUpAlerts lookUpAlerts;
    private final DueReviews dueReviews;
    private final LateMails lateMails;
    private final LeftOutCases leftOutCases;
    private final Contacts contacts;
    private final Answering answering;
    private final Sender sender;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;
    private final JdbcClient jdbc;
    private final MovableClock clock;

    Stage(
            SamplePeople people,
            Withdrawals withdrawals,
            DeIdentifications deIdentifications,
            RequestRepository requests,
            Trail trail,
            ApplicationEventPublisher events,
            Alterations alterations,
            LookUps lookUps,
            LookUpAlerts lookUpAlerts,
            DueReviews dueReviews,
            LateMails lateMails,
            LeftOutCases leftOutCases,
            Contacts contacts,
            Answering answering,
            Sender sender,
            RuntimeService runtime,
            TaskService tasks,
            ManagementService management,
            JdbcClient jdbc,
            MovableClock clock) {
        this.people = people;
        this.withdrawals = withdrawals;
        this.deIdentifications = deIdentifications;
        this.requests = requests;
        this.alterations = alterations;
        this.trail = trail;
        this.events = events;
        this.lookUps = lookUps;
        this.lookUpAlerts = lookUpAlerts;
        this.dueReviews = dueReviews;
        this.lateMails = lateMails;
        this.leftOutCases = leftOutCases;
        this.contacts = contacts;
        this.answering = answering;
        this.sender = sender;
        this.runtime = runtime;
        this.tasks = tasks;
        this.management = management;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Proof proofOf(Address address) {
        people.moveIn();
        return new Proof(ABC_MOTORS, address, clock.instant());
    }

    public ProcessInstance withdraw(Address address) {
        return processOf(withdrawals.receive(proofOf(address), "test"));
    }

    /** Somebody who has proven this address, and every new one, has something altered. */
    public ProcessInstance alter(Address address, Map<Field, String> changed) {
        return alter(address, changed, null);
    }

    ProcessInstance alter(Address address, Map<Field, String> changed, String statement) {
        var asked = new AlterationAsked(changed, statement);
        var proof = new Proof(ABC_MOTORS, address, proofOf(address).provenAt(), asked.newAddresses(), false);
        return processOf(alterations.ask(proof, asked, "test"));
    }

    /** Answers one system: for every field the same. */
    void answerFields(Task system, Map<String, String> outcomes) {
        answering.answer(
                system,
                NALEDI,
                Role.DEALERSHIP_STAFF,
                Map.of("evidence", EVIDENCE, "fields", fields(outcomes, "because", EVIDENCE)));
    }

    /** Answers every system, and carries the alteration to its end. */
    public void answerEverywhere(ProcessInstance process, Map<String, String> outcomes) {
        tasks(process, "userTask_makeSameChanges").forEach(task -> answerFields(task, outcomes));
        work();
        work();
    }

    void settleFields(Task system, Map<String, String> outcomes, String words) {
        settle(system, Map.of("fields", fields(outcomes, "words", words)));
    }

    void settleWhatIsInTheWay(ProcessInstance process, Map<String, String> outcomes, String words) {
        answering.answer(
                task(process, "userTask_settleWhatIsInTheWay"),
                NALEDI,
                Role.DEALERSHIP_STAFF,
                Map.of("evidence", EVIDENCE, "fields", fields(outcomes, "words", words)));
    }

    private static List<Map<String, String>> fields(Map<String, String> outcomes, String name, String words) {
        return outcomes.entrySet().stream()
                .map(one -> Map.of("field", one.getKey(), "outcome", one.getValue(), name, words))
                .toList();
    }

    /** Somebody proves an address where nothing is held, and the first steps are done. */
    public ProcessInstance lookUp(Address address) {
        var proof = proofOf(address);
        lookUps.lookedUp(proof);
        work();
        return processOf(lookUps.of(proof).open().reference());
    }

    public void lookIn(Task system, String outcome) {
        var answer = new HashMap<String, Object>(Map.of("outcome", outcome, "evidence", EVIDENCE));
        if (outcome.equals("FOUND")) {
            answer.put("holds", "name and mobile number");
            answer.put("origin", "2024, from the service desk");
        }
        answering.answer(system, NALEDI, Role.DEALERSHIP_STAFF, answer);
    }

    public void lookInAll(ProcessInstance process, String outcome) {
        tasks(process, "userTask_lookInSystem").forEach(task -> lookIn(task, outcome));
    }

    void chase(Task task, String outcome) {
        answering.answer(task, JOHAN, Role.COMPLIANCE_MANAGER, Map.of("outcome", outcome, "note", EVIDENCE));
    }

    void contact(ProcessInstance process, Map<String, Object> answer) {
        answering.answer(task(process, "userTask_contactPerson"), NALEDI, Role.DEALERSHIP_STAFF, answer);
    }

    /** What the chore does every few minutes. */
    void tellOfTheRest() {
        lookUpAlerts.tellOfTheRest();
    }

    /** What the chore does every night. */
    public void remindOfDueReviews() {
        dueReviews.remind();
    }

    /** So many cases are late within this hour that this reader is told of no single one any more. */
    public void floodWithReminders(EmailAddress to) {
        var reminder = Notice.of(Kind.CASE_AT_RISK, ABC_MOTORS, to)
                .with("link", "https://desk.example.com/")
                .with("due", "20 March 2027");
        IntStream.rangeClosed(0, LateMails.AN_HOUR).forEach(n -> lateMails.send(reminder, ABC_MOTORS, to));
    }

    public ProcessInstance deIdentify(Address address) {
        return processOf(deIdentifications.receive(proofOf(address), "test"));
    }

    /** Nobody asked: staff say that the purpose has ended. */
    public ProcessInstance beginAbout(Address address) {
        proofOf(address);
        return processOf(deIdentifications.begin(record(address).id(), NALEDI, "Sold the car years ago."));
    }

    /**
     * Another request of a person is open. Its own process is no matter here, and does not even start: it is as if it
     * stood at a desk.
     */
    public Reference opens(String type, Address address) {
        var proof = proofOf(address);
        var request = Request.received(
                RequestType.valueOf(type),
                proof.organisation(),
                clock.instant(),
                LocalDate.now(clock).plusDays(30));
        requests.saveAndFlush(request);
        trail.knows(request.reference(), proof.organisation(), address, true);
        return request.reference();
    }

    /** It is answered, and closed. */
    void closes(Reference reference) {
        closes(reference, () -> {});
    }

    void closes(Reference reference, Runnable meanwhile) {
        jdbc.sql("update request set status = 'FULFILLED', closed_at = received_at where reference = ?")
                .param(reference.value())
                .update();
        meanwhile.run();
        events.publishEvent(new RequestClosed(reference));
    }

    /** The process that the case began; one that it calls has the same reference. */
    public ProcessInstance processOf(Reference reference) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(reference.value())
                .rootProcessInstances()
                .singleResult();
    }

    /** The process that another one calls. */
    ProcessInstance calledBy(ProcessInstance process) {
        return runtime.createProcessInstanceQuery()
                .superProcessInstanceId(process.getId())
                .singleResult();
    }

    public static Reference reference(ProcessInstance process) {
        return new Reference(process.getBusinessKey());
    }

    Contact record(Address address) {
        return contacts.heldAt(ABC_MOTORS, address).get(0);
    }

    public List<Task> tasks(ProcessInstance process, String activity) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(process.getBusinessKey())
                .taskDefinitionKey(activity)
                .orderByTaskName()
                .asc()
                .list();
    }

    Task task(ProcessInstance process, String activity) {
        var open = tasks(process, activity);
        assertThat(open).as(activity).hasSize(1);
        return open.get(0);
    }

    /** One person decides what must stay; nothing comes of it until a second one releases it. */
    public void decide(ProcessInstance process, Map<String, Object> answer) {
        answering.answer(task(process, "userTask_decideWhatMustStay"), NALEDI, Role.DEALERSHIP_STAFF, answer);
    }

    public void release(ProcessInstance process) {
        releaseBy(JOHAN, process, "RELEASE");
    }

    void sendBack(ProcessInstance process) {
        releaseBy(JOHAN, process, "SEND_BACK");
    }

    void releaseBy(String user, ProcessInstance process, String verdict) {
        answering.answer(
                task(process, "userTask_releaseDeIdentification"),
                user,
                Role.COMPLIANCE_MANAGER,
                Map.of("verdict", verdict, "reason", "The tax records are missing in this."));
    }

    /** Decided by one and released by another. */
    public void decideThatNothingHolds(ProcessInstance process) {
        decide(process, Map.of("decision", "NOTHING_HOLDS", "reason", "No deal, no dispute, no record by law."));
        release(process);
    }

    /** Decided by one and released by another: it is refused. */
    public void decideThatAllHolds(ProcessInstance process) {
        decide(process, Map.of("decision", "ALL_HOLDS", "ground", "OPEN_DEAL", "reason", "A deal is still open."));
        release(process);
    }

    /** A withdrawal in which everything stays goes to its end: each system stops its marketing, and the person is told. */
    public void endThatAllHolds(ProcessInstance process) {
        decideThatAllHolds(process);
        tasks(process, "userTask_stopMarketingAtSystem").forEach(task -> answer(task, "DONE"));
        work();
        work();
    }

    void say(ProcessInstance process, List<Contact> records) {
        var ids = records.stream().map(record -> record.id().toString()).toList();
        answering.answer(
                task(process, "userTask_sayWhoseRecordItIs"),
                NALEDI,
                Role.DEALERSHIP_STAFF,
                Map.of("records", ids, "evidence", EVIDENCE));
    }

    void answer(Task system, String outcome) {
        answering.answer(system, NALEDI, Role.DEALERSHIP_STAFF, Map.of("outcome", outcome, "evidence", EVIDENCE));
    }

    public void answerAll(ProcessInstance process, String outcome) {
        tasks(process, "userTask_deIdentifyAtSystem").forEach(task -> answer(task, outcome));
    }

    /** The system that a task asks. */
    UUID systemOf(Task task) {
        return UUID.fromString((String) runtime.getVariable(task.getExecutionId(), "system"));
    }

    void settle(Task task, Map<String, Object> answer) {
        answering.answer(task, JOHAN, Role.COMPLIANCE_MANAGER, answer);
    }

    /** Time passes, and whatever is due then happens. */
    public void pass(Duration time) {
        clock.advance(time);
        work();
    }

    public void passThePause() {
        pass(Duration.ofHours(25));
    }

    /** The one timer of the ladder of a case. */
    Optional<Job> ladder(ProcessInstance process) {
        return Stream.of("startEvent_theFirstRungIsReached", "event_theNextRungIsReached")
                .flatMap(event ->
                        management
                                .createJobQuery()
                                .processInstanceId(process.getId())
                                .activityId(event)
                                .list()
                                .stream())
                .reduce((one, another) -> {
                    throw new AssertionError("two timers of one ladder");
                });
    }

    /** Everything that is due now happens: steps of the engine, sending, and cases that go on. */
    public void work() {
        List<Job> due;
        do {
            leftOutCases.goOn();
            sender.sendDue();
            due = dueJobs();
            due.forEach(job -> management.executeJob(job.getId()));
        } while (!due.isEmpty());
    }

    private List<Job> dueJobs() {
        return management.createJobQuery().executable().list().stream()
                .filter(job -> job.getProcessDefinitionKey() != null)
                .toList();
    }

    /** Carries a withdrawal to its end, as it usually goes. */
    public ProcessInstance carryThrough(Address address) {
        return carryThrough(withdraw(address));
    }

    ProcessInstance carryThrough(ProcessInstance process) {
        work();
        decideThatNothingHolds(process);
        passThePause();
        answerAll(process, "DONE");
        work();
        work();
        return process;
    }

    /** What was sent turns out not to have arrived, and never will. */
    public void doesNotArrive(ProcessInstance process, String kind) {
        jdbc.sql("update notice set status = 'FAILED', tell_at = settled_at where reference = ? and kind = ?")
                .params(process.getBusinessKey(), kind)
                .update();
        work();
        // and what is written because of it
        work();
    }

    /** How often a kind of notice was written in a case. */
    int notices(ProcessInstance process, String kind) {
        return jdbc.sql("select count(*) from notice where reference = ? and kind = ?")
                .params(process.getBusinessKey(), kind)
                .query(Integer.class)
                .single();
    }

    RequestStatus status(ProcessInstance process) {
        return RequestStatus.valueOf(jdbc.sql("select status from request where reference = ?")
                .param(process.getBusinessKey())
                .query(String.class)
                .single());
    }

    Clock clock() {
        return clock;
    }
}

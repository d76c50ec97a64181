package org.pidesk.complaint;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.desk.Answering;
import org.pidesk.engine.AnswerRefused;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.ComplaintLinks.Recipient;
import org.pidesk.notice.ComplaintReceived;
import org.pidesk.notice.ComplaintReceived.About;
import org.pidesk.notice.Sender;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.staff.Role;
import org.pidesk.suppression.Suppressions;
import org.pidesk.task.AskedTask;
import org.pidesk.task.InvalidAnswer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A complaint from its receipt to each of its ends. */
@Tag("cut-short")
@PiDeskTest
class MarketingComplaintTest {
    private static final String TASK = "userTask_lookIntoComplaint";
    private static final String WORDS = "You wrote to me five times this week.";
    private static final String ANSWER = "The address came from a list that we have destroyed. We are sorry.";

    @Autowired
    MarketingComplaints complaints;

    @Autowired
    SamplePeople people;

    @Autowired
    Contacts contacts;

    @Autowired
    Suppressions suppressions;

    @Autowired
    Answering answering;

    @Autowired
    ComplaintTasks questions;

    @Autowired
    Sender sender;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    ProcessEngine engine;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationContext application;

    private final Recipient thandi = new Recipient(ABC_MOTORS, THANDI, null, null);
    private final Map<Reference, ProcessInstance> running = new HashMap<>();

    @BeforeEach
    void everybodyHasMovedIn() {
        AbstractAssertions.init(engine);
        people.moveIn();
    }

    @Test
    void stopsMarketingAtOnceAndAsksStaff() {
        complain(true);

        assertThat(process())
                .isWaitingAt(TASK)
                .hasPassedInOrder("serviceTask_stopMarketing", "serviceTask_acknowledgeComplaint");
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isTrue();
        Assertions.assertThat(contacts.heldAt(ABC_MOTORS, THANDI))
                .allSatisfy(
                        held -> Assertions.assertThat(held.consentToMarket()).isFalse())
                .allSatisfy(
                        held -> Assertions.assertThat(held.consentToProcess()).isTrue());
        assertThat(task()).hasCandidateGroup("abc-motors-staff");
        Assertions.assertThat(task().getTenantId()).isEqualTo("abc-motors");
        Assertions.assertThat(task().getDueDate()).isNotNull();
    }

    @Test
    void stopsMarketingAnewWhereTheyComplainAgainAfterANewYes() {
        complain(false);
        var thandis = contacts.heldAt(ABC_MOTORS, THANDI).get(0).id();
        contacts.change(thandis, Field.CONSENT_TO_MARKET, Field.YES);
        suppressions.lift(ABC_MOTORS, THANDI);

        complain(false);

        Assertions.assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isTrue();
        Assertions.assertThat(contacts.get(thandis).consentToMarket()).isFalse();
        Assertions.assertThat(rows("marketing_complaint")).isOne();
    }

    @Test
    void endsWithAnAnswerToWhoAwaitsOne() {
        var complaint = complain(true);
        Assertions.assertThat(mailed())
                .contains("We have your complaint", complaint.reference().value());

        answer("UPHELD", ANSWER);

        assertThat(process(complaint))
                .isEnded()
                .hasPassed("serviceTask_answerPerson", "endEvent_complaintAnswered")
                .hasNotPassed("endEvent_complaintLookedInto");
        Assertions.assertThat(mailed()).contains(ANSWER, "stays stopped");
        Assertions.assertThat(complaints.get(complaint.reference()).upheld()).isTrue();
    }

    @Test
    void showsTheAnswerBeforeItIsSent() {
        var complaint = complain(true);
        var asked = new AskedTask(TASK, complaint.reference(), null);

        var shown = questions.letters(
                asked, Map.of("outcome", "UPHELD", "note", "The list was an old one.", "answer", ANSWER), "naledi");

        Assertions.assertThat(shown).singleElement().satisfies(letter -> {
            Assertions.assertThat(letter.get("subject").toString())
                    .contains(complaint.reference().value());
            Assertions.assertThat(letter.get("text").toString())
                    .contains(ANSWER)
                    .doesNotContain("old one");
        });
        Assertions.assertThat(mailed()).doesNotContain(ANSWER);
        Assertions.assertThatThrownBy(() -> questions.letters(asked, Map.of("answer", "No."), "naledi"))
                .isInstanceOf(InvalidAnswer.class);
    }

    @Test
    void endsLookedIntoWhereNobodyAwaitsAnAnswer() {
        var complaint = complain(false);

        answer("NOT_UPHELD", "");

        assertThat(process(complaint))
                .isEnded()
                .hasPassed("endEvent_complaintLookedInto")
                .hasNotPassed(
                        "serviceTask_acknowledgeComplaint", "serviceTask_answerPerson", "endEvent_complaintAnswered");
        Assertions.assertThat(rows("notice")).isZero();
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isTrue();
    }

    @Test
    void writesToNobodyWhoOnlyToldTheProviderOfTheirMailbox() {
        transaction.executeWithoutResult(one -> events.publishEvent(new ComplaintReceived(
                ABC_MOTORS, THANDI, ComplaintReceived.Means.MAILBOX_PROVIDER, null, "", false, null, null)));

        assertThat(process()).isWaitingAt(TASK).hasNotPassed("serviceTask_acknowledgeComplaint");
        Assertions.assertThat(rows("notice")).isZero();
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isTrue();
    }

    @Test
    void isOneComplaintHoweverOftenItIsSaid() {
        var first = complain(false);
        var second = complaints.receive(thandi, About.OTHER, "And another thing.", true);

        Assertions.assertThat(second.reference()).isEqualTo(first.reference());
        Assertions.assertThat(second.times()).isEqualTo(2);
        Assertions.assertThat(second.awaitsAnswer()).isTrue();
        Assertions.assertThat(tasks.createTaskQuery().taskDefinitionKey(TASK).count())
                .isOne();
        Assertions.assertThat(questions
                        .sheet(new AskedTask(TASK, first.reference(), null), "naledi")
                        .toString())
                .contains(WORDS, "And another thing.", THANDI.value(), "Thandi Nkosi");
        answer("UPHELD", ANSWER);
        Assertions.assertThat(mailed()).contains(ANSWER);

        Assertions.assertThat(complain(false).reference()).isNotEqualTo(first.reference());
    }

    @Test
    void keepsNoMoreThanTwentySayingsAndCountsTheRest() {
        var complaint = complain(false);
        for (int i = 2; i <= 30; i++) {
            complaints.receive(thandi, About.TOO_MANY, "It was said as number " + i + ".", false);
        }

        var after = complaints.get(complaint.reference());
        Assertions.assertThat(after.times()).isEqualTo(30);
        Assertions.assertThat(after.isOnlyCounted()).isTrue();
        Assertions.assertThat(complaints.file(complaint.reference()).words())
                .contains(WORDS, "as number 2.", "as number 20.")
                .doesNotContain("as number 21.");
        Assertions.assertThat(facts(complaint.reference())).hasSize(20);
    }

    @Test
    void namesEveryRecordThatSharesTheAddress() {
        contacts.add(new Contact(ABC_MOTORS, "Sipho", "Nkosi", "Walked in").reachedAt(THANDI));
        var complaint = complain(false);

        var sheet = questions.sheet(new AskedTask(TASK, complaint.reference(), null), "naledi");

        var records = contacts.heldAt(ABC_MOTORS, THANDI).stream()
                .map(held -> held.name() + " (" + held.number() + ")")
                .toList();
        Assertions.assertThat(records).hasSizeGreaterThan(1);
        Assertions.assertThat(sheet.get("person")).isEqualTo(Map.of("email", THANDI.value(), "records", records));
    }

    @Test
    void remindsTheKeyContactsOnceFiveWorkingDaysAreOver() {
        clockTo("2027-02-18T07:00:00Z");
        var complaint = complain(false);

        // the Thursday after that, to its end
        clockTo("2027-02-25T21:59:00Z");
        fireWhatIsDue();
        assertThat(process(complaint)).isWaitingAt(TASK).hasNotPassed("endEvent_keyContactsReminded");

        clockTo("2027-02-25T22:00:01Z");
        fireWhatIsDue();

        assertThat(process(complaint)).isWaitingAt(TASK).hasPassed("endEvent_keyContactsReminded");
        sender.sendDue();
        Assertions.assertThat(Received.by(application).newest("lerato@abcmotors.example.com"))
                .hasValueSatisfying(mail -> Assertions.assertThat(mail)
                        .contains("Look into a complaint")
                        .doesNotContain(THANDI.value()));
    }

    @Test
    void countsTheDayAnewForWhoWantsAnAnswerLater() {
        clockTo("2027-02-18T07:00:00Z");
        var complaint = complain(false);
        Assertions.assertThat(complaint.due()).isEqualTo("2027-02-25");
        clockTo("2027-02-23T07:00:00Z");

        var wanted = complaints.receive(thandi, About.OTHER, "What came of it?", true);

        Assertions.assertThat(wanted.due()).isEqualTo("2027-03-02");
        Assertions.assertThat(mailed())
                .contains(
                        "We have your complaint",
                        "2 March 2027",
                        wanted.reference().value());
        Assertions.assertThat(task().getDueDate()).isEqualTo("2027-03-02T22:00:00Z");
        clockTo("2027-02-25T22:00:01Z");
        fireWhatIsDue();
        assertThat(process(complaint)).isWaitingAt(TASK).hasNotPassed("endEvent_keyContactsReminded");
        Assertions.assertThat(reminders()).isZero();

        clockTo("2027-03-02T22:00:01Z");
        fireWhatIsDue();
        assertThat(process(complaint)).isWaitingAt(TASK).hasPassed("endEvent_keyContactsReminded");
    }

    @Test
    void tellsWhoWasRemindedBeforeThatAnAnswerIsWantedNow() {
        clockTo("2027-02-18T07:00:00Z");
        transaction.executeWithoutResult(one -> events.publishEvent(new ComplaintReceived(
                ABC_MOTORS, THANDI, ComplaintReceived.Means.MAILBOX_PROVIDER, null, "", false, null, null)));
        clockTo("2027-02-25T22:00:01Z");
        fireWhatIsDue();
        var before = reminders();
        Assertions.assertThat(before).isPositive();
        complaints.receive(thandi, About.OTHER, "I never asked for it.", false);
        Assertions.assertThat(reminders()).isEqualTo(before);
        clockTo("2027-03-04T07:00:00Z");

        var wanted = complaints.receive(thandi, About.OTHER, "What came of it?", true);

        Assertions.assertThat(wanted.due()).isEqualTo("2027-03-11");
        Assertions.assertThat(task().getDueDate()).isEqualTo("2027-03-11T22:00:00Z");
        Assertions.assertThat(reminders()).isEqualTo(2 * before);
        clockTo("2027-03-05T07:00:00Z");
        Assertions.assertThat(complaints
                        .receive(thandi, About.OTHER, "And now?", true)
                        .due())
                .isEqualTo("2027-03-11");
        Assertions.assertThat(reminders()).isEqualTo(2 * before);
        Assertions.assertThat(rows("notice where kind = 'COMPLAINT_RECEIVED'")).isOne();
    }

    private int reminders() {
        return rows("notice where kind = 'TASK_IS_LATE'");
    }

    @Test
    void takesNoAnswerThatIsNotComplete() {
        complain(true);

        Assertions.assertThatThrownBy(() -> answer("UPHELD", ""))
                .isInstanceOf(AnswerRefused.class)
                .hasMessageContaining("Write to the person");
        Assertions.assertThatThrownBy(() -> answer("MAYBE", ANSWER)).isInstanceOf(AnswerRefused.class);
        assertThat(process()).isWaitingAt(TASK);
    }

    @Test
    void keepsNothingPersonalInTheOpen() {
        var complaint = complain(true);
        answer("UPHELD", ANSWER);

        var open = database.sql(
                        "select c::text from marketing_complaint c union all select f::text from fact f"
                                + " union all select v::text from vault_envelope v"
                                + " union all select t::text from act_hi_taskinst t union all select h::text from act_hi_varinst h")
                .query(String.class)
                .list();
        Assertions.assertThat(open).noneMatch(row -> row.contains(THANDI.value()) || row.contains("five times"));
        Assertions.assertThat(facts(complaint.reference()))
                .containsExactly("COMPLAINT_RECEIVED", "COMPLAINT_LOOKED_INTO");
    }

    private void clockTo(String moment) {
        clock.advance(Duration.between(clock.instant(), Instant.parse(moment)));
    }

    private void fireWhatIsDue() {
        management.createJobQuery().timers().executable().list().forEach(timer -> management.executeJob(timer.getId()));
    }

    private ComplaintCase complain(boolean awaitsAnswer) {
        var complaint = complaints.receive(thandi, About.TOO_MANY, WORDS, awaitsAnswer);
        running.put(complaint.reference(), process());
        return complaint;
    }

    private void answer(String outcome, String words) {
        var answer =
                new HashMap<String, Object>(Map.of("outcome", outcome, "note", "Spoke to the newsletter service."));
        answer.put("answer", words);
        answering.answer(task(), "naledi", Role.DEALERSHIP_STAFF, answer);
    }

    private String mailed() {
        sender.sendDue();
        return Received.by(application).newest(THANDI.value()).orElseThrow();
    }

    private Task task() {
        return tasks.createTaskQuery().taskDefinitionKey(TASK).singleResult();
    }

    private ProcessInstance process() {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("marketingComplaint")
                .singleResult();
    }

    /** Also one that is over. */
    private ProcessInstance process(ComplaintCase complaint) {
        return running.get(complaint.reference());
    }

    private List<String> facts(Reference reference) {
        return database.sql("select kind from fact where reference = ? and kind <> 'COMPLAINT_READ' order by number")
                .param(reference.value())
                .query(String.class)
                .list();
    }

    private int rows(String table) {
        return database.sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }
}

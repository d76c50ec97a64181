package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.request.ExtensionReason.CONSULTATION;
import static org.pidesk.request.ExtensionReason.MANY_RECORDS;
import static org.pidesk.request.Stage.JOHAN;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Field;
import org.pidesk.kernel.Reference;
import org.pidesk.sandbox.Received;
import org.pidesk.sla.Deadlines;
import org.pidesk.sla.Holidays;
import org.pidesk.sla.HolidaysChanged;
import org.pidesk.task.AskedTask;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What moves the dates of a case, what does not, and what follows from it. */
@PiDeskTest
class CaseClockTest {
    private static final String DECIDE = "userTask_decideWhatMustStay";
    private static final String CHASE = "userTask_chaseSilentSystem";
    private static final Set<ExtensionReason> BECAUSE = Set.of(MANY_RECORDS, CONSULTATION);

    /** A Thursday: thirty days later is the Saturday 20 March 2027. */
    private static final Instant RECEIVED = Instant.parse("2027-02-18T07:00:00Z");

    @Autowired
    Stage stage;

    @Autowired
    Requests requests;

    @Autowired
    RequestRepository repository;

    @Autowired
    ApplicationContext application;

    @Autowired
    CaseClock clocks;

    @Autowired
    RungDates rungs;

    @Autowired
    StaffTasks tasks;

    @Autowired
    Reviews reviews;

    @Autowired
    Holidays holidays;

    @Autowired
    ReckonOpenCases reckonOpenCases;

    @Autowired
    ApplicationEventMulticaster listeners;

    @Autowired
    Deadlines deadlines;

    @Autowired
    ManagementService engine;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcClient database;

    private ProcessInstance process;

    @BeforeEach
    void aRequestIsReceivedOnTheEighteenthOfFebruary() {
        stage.pass(Duration.between(stage.clock().instant(), RECEIVED));
        process = stage.withdraw(THANDI);
        stage.work();
    }

    @AfterEach
    void noDayIsDeclaredAnyMore() {
        database.sql("delete from declared_holiday where added_by is not null").update();
        holidays.refresh();
    }

    @Test
    void givesATaskTheTargetOfItsStage() {
        assertThat(due()).isEqualTo("2027-03-20");
        assertThat(lateOn(taskDue())).isEqualTo("2027-02-19");
        assertThat(lateOn(timer().getDuedate())).isEqualTo("2027-02-19");
    }

    @Test
    void givesNoTaskADayBeyondTheLastWorkingDayBeforeTheLawsLastDay() {
        stage.decideThatNothingHolds(process);
        stage.pass(Duration.ofDays(28));
        stage.work();

        assertThat(stage.tasks(process, "userTask_deIdentifyAtSystem"))
                .isNotEmpty()
                .allSatisfy(task -> assertThat(lateOn(task.getDueDate())).isEqualTo("2027-03-19"));
    }

    @Test
    void extendsAnAccessRequestOnceAndTellsThePerson() {
        lookUp();

        clocks.extend(reference(), 14, BECAUSE, JOHAN);

        assertThat(due()).isEqualTo("2027-04-03");
        assertThat(stage.notices(process, "EXTENSION")).isOne();
        assertThat(clocks.because(reference()))
                .contains("30 calendar days, extended by 14: 44 days end on Saturday 3 April 2027.");
        assertThat(facts()).contains("TIME_EXTENDED johan days=14;due=2027-04-03");
        refused(() -> clocks.extend(reference(), 1, BECAUSE, JOHAN), "only once");
        assertThat(stage.notices(process, "EXTENSION")).isOne();
    }

    @Test
    void letsTimersFollowAnExtension() {
        lookUp();
        stage.pass(Duration.ofDays(28));
        // they are silent, and waited for once more
        stage.tasks(process, CHASE).forEach(task -> stage.chase(task, "KEEP_WAITING"));
        assertThat(timers())
                .hasSize(3)
                .allSatisfy(timer -> assertThat(lateOn(timer.getDuedate())).isEqualTo("2027-03-19"));

        clocks.extend(reference(), 14, BECAUSE, JOHAN);

        // two working days from the 18th, past a weekend and Human Rights Day, which no last day caps any more
        assertThat(timers())
                .hasSize(3)
                .allSatisfy(timer -> assertThat(lateOn(timer.getDuedate())).isEqualTo("2027-03-23"));
    }

    @Test
    void letsOpenTasksFollowAnExtension() {
        lookUp();
        stage.pass(Duration.ofDays(28));
        stage.lookInAll(process, "FOUND");
        assertThat(lateOn(contact())).isEqualTo("2027-03-19");

        clocks.extend(reference(), 14, BECAUSE, JOHAN);

        assertThat(lateOn(contact())).isEqualTo("2027-03-23");
    }

    private Date contact() {
        return stage.task(process, "userTask_contactPerson").getDueDate();
    }

    @Test
    void extendsNoOtherRequest() {
        refused(() -> clocks.extend(reference(), 14, BECAUSE, JOHAN), "Regulation 3");

        assertThat(due()).isEqualTo("2027-03-20");
        assertThat(stage.notices(process, "EXTENSION")).isZero();
    }

    @Test
    void extendsByNoMoreThanTheLawAllowsAndForItsReasonsAlone() {
        lookUp();

        refused(() -> clocks.extend(reference(), 31, BECAUSE, JOHAN), "between 1 and 30");
        refused(() -> clocks.extend(reference(), 0, BECAUSE, JOHAN), "between 1 and 30");
        refused(() -> clocks.extend(reference(), 14, Set.of(), JOHAN), "no other reasons");
    }

    @Test
    void extendsByNothingThatLeadsToTheSameDay() {
        lookUp();
        // the Saturday is declared, so the Sunday of Human Rights Day and its Monday make it a Tuesday
        declare("2027-03-20");
        assertThat(due()).isEqualTo("2027-03-23");

        refused(() -> clocks.extend(reference(), 2, BECAUSE, JOHAN), "the same last day");
    }

    @Test
    void extendsNothingAfterTheLastDay() {
        lookUp();
        stage.pass(Duration.ofDays(31));

        refused(() -> clocks.extend(reference(), 14, BECAUSE, JOHAN), "last day is over");
        refused(() -> clocks.pause(reference(), PauseReason.PROOF, JOHAN), "last day is over");
    }

    @Test
    void changesNothingOnceTheAnswerIsWrittenHoweverLongItsMailTakes() {
        lookUp();
        stage.lookInAll(process, "NOT_FOUND");
        assertThat(clocks.dates(reference())).containsEntry("running", true).containsEntry("extensible", true);

        answerWithoutSending();

        assertThat(requestOf(process).isOpen()).isTrue();
        refused(() -> clocks.extend(reference(), 14, BECAUSE, JOHAN), "answer to the person is written");
        refused(() -> clocks.pause(reference(), PauseReason.PROOF, JOHAN), "answer to the person is written");
        assertThat(due()).isEqualTo("2027-03-20");
        assertThat(stage.notices(process, "EXTENSION")).isZero();
        assertThat(stage.notices(process, "WAITS_FOR_YOU")).isZero();
        assertThat(clocks.dates(reference())).containsEntry("running", false).containsEntry("extensible", false);
    }

    /** The next step of the engine alone: nothing is sent, so the answer lies written and not delivered. */
    private void answerWithoutSending() {
        var step = engine.createJobQuery()
                .processInstanceId(process.getId())
                .messages()
                .singleResult();
        engine.executeJob(step.getId());
        assertThat(stage.notices(process, "LOOK_UP_ANSWER")).isOne();
    }

    @Test
    void changesNothingOfAClosedCase() {
        requests.cancel(stage.proofOf(THANDI), reference());

        refused(() -> clocks.extend(reference(), 14, BECAUSE, JOHAN), "closed");
        refused(() -> clocks.pause(reference(), PauseReason.PROOF, JOHAN), "closed");
        refused(() -> clocks.resume(reference(), JOHAN), "closed");
        clocks.answered(reference());
        clocks.reckonAgain(reference());
        assertThat(facts()).noneMatch(fact -> fact.contains("CASE_") || fact.contains("LAST_DAY"));
    }

    @Test
    void extendsOnceWhenTwoManagersAskAtOnce() throws Exception {
        lookUp();
        Callable<String> extending = () -> {
            try {
                clocks.extend(reference(), 14, BECAUSE, JOHAN);
                return "extended";
            } catch (ClockRefused refused) {
                return "refused";
            }
        };
        var managers = Executors.newFixedThreadPool(2);
        try {
            var answers = managers.invokeAll(List.of(extending, extending));

            assertThat(List.of(answers.get(0).get(), answers.get(1).get()))
                    .containsExactlyInAnyOrder("extended", "refused");
        } finally {
            managers.shutdown();
        }
        assertThat(stage.notices(process, "EXTENSION")).isOne();
    }

    @Test
    void letsTargetsRestWhileItWaitsForThePersonButNotTheLastDay() {
        clocks.pause(reference(), PauseReason.CLARIFICATION, JOHAN);

        assertThat(due()).isEqualTo("2027-03-20");
        assertThat(lateOn(taskDue())).isEqualTo("2027-03-19");
        assertThat(lateOn(timer().getDuedate())).isEqualTo("2027-03-19");
        stage.pass(Duration.ofDays(6));
        assertThat(stage.notices(process, "TASK_IS_LATE")).isZero();
        refused(() -> clocks.pause(reference(), PauseReason.PROOF, JOHAN), "paused already");

        clocks.resume(reference(), JOHAN);

        // from the 18th, without the six days until the 24th: one working day is the 25th
        assertThat(lateOn(taskDue())).isEqualTo("2027-02-25");
        assertThat(lateOn(timer().getDuedate())).isEqualTo("2027-02-25");
        assertThat(due()).isEqualTo("2027-03-20");
        assertThat(facts())
                .contains("CASE_PAUSED johan reason=CLARIFICATION", "CASE_RESUMED johan days=6;reason=CLARIFICATION");
        refused(() -> clocks.resume(reference(), JOHAN), "not paused");
    }

    @Test
    void tellsThePersonForWhatItWaitsAndUntilWhenAtMost() {
        assertThat(stage.notices(process, "WAITS_FOR_YOU")).isZero();

        clocks.pause(reference(), PauseReason.CLARIFICATION, JOHAN);
        stage.work();

        assertThat(stage.notices(process, "WAITS_FOR_YOU")).isOne();
        assertThat(Received.by(application).newest(THANDI.value()).orElseThrow())
                .contains("We wait for you to say more clearly what you ask for.")
                .contains("until 20 March 2027 at most", "say on the page of your request that you have answered")
                .doesNotContain("Nkosi");

        clocks.resume(reference(), JOHAN);
        stage.work();

        assertThat(stage.notices(process, "WAITS_FOR_YOU")).isOne();
    }

    @Test
    void waitsForNobodyWhereNobodyAsked() {
        var begun = Stage.reference(stage.beginAbout(FRED));
        refused(() -> clocks.pause(begun, PauseReason.PROOF, JOHAN), "nobody to wait for");
        assertThat(database.sql("select count(*) from request_pause")
                        .query(Integer.class)
                        .single())
                .isZero();

        assertThat(database.sql("select count(*) from notice where kind = 'WAITS_FOR_YOU'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void resumesByItselfWhenThePersonHasAnswered() {
        clocks.pause(reference(), PauseReason.PROOF, JOHAN);
        stage.pass(Duration.ofDays(1));

        clocks.answered(reference());
        clocks.answered(reference());

        assertThat(facts().stream().filter(fact -> fact.startsWith("CASE_RESUMED")))
                .containsExactly("CASE_RESUMED person days=1;reason=PROOF");
    }

    @Test
    void goesOnWithTheReleaseAndWithNothingThatComesBeforeIt() {
        var nothingHolds = Map.<String, Object>of("decision", "NOTHING_HOLDS", "reason", "No deal and no dispute.");
        var release = Map.<String, Object>of("verdict", "RELEASE", "reason", "I have looked at every record.");
        clocks.pause(reference(), PauseReason.CLARIFICATION, JOHAN);
        stage.decide(process, nothingHolds);
        stage.sendBack(process);
        stage.decide(process, nothingHolds);
        stage.pass(Duration.ofDays(4));
        tasks.letters(new AskedTask("userTask_releaseDeIdentification", reference(), null), release, JOHAN);
        assertThat(isPaused()).isTrue();
        assertThat(facts()).noneMatch(fact -> fact.startsWith("CASE_RESUMED"));

        stage.release(process);

        assertThat(isPaused()).isFalse();
        assertThat(facts()).contains("CASE_RESUMED johan days=4;reason=CLARIFICATION");
        var half = rungs.of(requestOf(process), Rung.HALF);
        assertThat(half).isBefore("2027-03-19T22:00:00Z");
        assertThat(stage.ladder(process).orElseThrow().getDuedate()).isEqualTo(half);
    }

    @Test
    void goesOnOnceItIsSaidWhoseRecordItIs() {
        process = stage.alter(AISHA, Map.of(Field.EMAIL, "aisha@sea.example.com"));
        stage.work();
        clocks.pause(reference(), PauseReason.PROOF, JOHAN);
        stage.pass(Duration.ofDays(1));

        stage.say(process, List.of(stage.record(AISHA)));

        assertThat(isPaused()).isFalse();
        assertThat(facts()).contains("CASE_RESUMED naledi days=1;reason=PROOF");
        assertThat(requestOf(process).pauseEndsAt()).isNotNull();
    }

    @Test
    void goesOnOnceThePersonIsSpokenTo() {
        lookUp();
        stage.lookInAll(process, "FOUND");
        clocks.pause(reference(), PauseReason.CLARIFICATION, JOHAN);

        stage.contact(
                process,
                Map.of(
                        "outcome", "NOT_REACHED",
                        "evidence", "Phoned on Monday and on Wednesday, nobody answered.",
                        "record", "LEAVE",
                        "whyNot", "The newsletter is to forget the address."));

        assertThat(isPaused()).isFalse();
        assertThat(facts()).contains("CASE_RESUMED naledi days=0;reason=CLARIFICATION");
    }

    @Test
    void goesOnByItselfWhereTheAnswerIsWrittenAllTheSame() {
        lookUp();
        clocks.pause(reference(), PauseReason.CLARIFICATION, JOHAN);
        stage.lookInAll(process, "NOT_FOUND");
        assertThat(isPaused()).isTrue();

        answerWithoutSending();

        assertThat(isPaused()).isFalse();
        assertThat(facts()).contains("CASE_RESUMED system days=0;reason=CLARIFICATION");
    }

    private boolean isPaused() {
        return clocks.dates(reference()).get("pausedFor") != null;
    }

    @Test
    void saysOfNothingThatGoesOnByItselfThatItWaits() {
        stage.decideThatNothingHolds(process);
        stage.work();
        var before = timer().getDuedate();

        refused(
                () -> clocks.pause(reference(), PauseReason.PROOF, JOHAN),
                "until " + PersonalNotices.moment(requestOf(process).pauseEndsAt()) + ". Then it goes on by itself");

        assertThat(timer().getDuedate()).isEqualTo(before);
        stage.passThePause();
        refused(() -> clocks.pause(reference(), PauseReason.PROOF, JOHAN), "carried out already");
        assertThat(stage.notices(process, "WAITS_FOR_YOU")).isZero();
        assertThat(facts()).noneMatch(fact -> fact.startsWith("CASE_PAUSED"));
    }

    @Test
    void pausesNoAlterationThatOnlyItsTimeToUndoKeeps() {
        process = stage.alter(FRED, Map.of(Field.EMAIL, "fred.basset@sea.example.com"));
        stage.work();

        refused(() -> clocks.pause(reference(), PauseReason.PROOF, JOHAN), "goes on by itself");

        stage.passThePause();
        refused(() -> clocks.pause(reference(), PauseReason.PROOF, JOHAN), "carried out already");
        assertThat(stage.notices(process, "WAITS_FOR_YOU")).isZero();
    }

    @Test
    void saysOfARemovalThatWaitsForAnAnswerThatThePersonCanStillCancelIt() {
        stage.opens("LOOK_UP", THANDI);
        stage.decideThatNothingHolds(process);
        stage.passThePause();

        refused(
                () -> clocks.pause(reference(), PauseReason.PROOF, JOHAN),
                "waits for the answer to another request of the person",
                "can still cancel it");
        requests.cancel(stage.proofOf(THANDI), reference());
    }

    @Test
    void letsACaseGoOnThatAFormerVersionPausedThoughItGoesOnByItself() {
        clocks.pause(reference(), PauseReason.PROOF, JOHAN);
        clocks.reckonAgain(reference());
        assertThat(facts()).noneMatch(fact -> fact.startsWith("CASE_RESUMED"));

        stage.decideThatNothingHolds(process);
        database.sql("update request_pause set resumed_at = null").update();
        clocks.reckonAgain(reference());

        assertThat(database.sql("select count(*) from request_pause where resumed_at is null")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(facts()).contains("CASE_RESUMED system days=0;reason=PROOF");
    }

    @Test
    void movesALastDayThatIsDeclaredAHoliday() {
        stage.decideThatNothingHolds(process);
        stage.pass(Duration.ofDays(26));
        stage.work();

        declare("2027-03-20");

        assertThat(due()).isEqualTo("2027-03-23");
        assertThat(told()).isEqualTo("2027-03-20");
        assertThat(stage.tasks(process, "userTask_deIdentifyAtSystem"))
                .isNotEmpty()
                .allSatisfy(task -> assertThat(lateOn(task.getDueDate())).isEqualTo("2027-03-23"));
        assertThat(facts()).contains("LAST_DAY_MOVED system before=2027-03-20;due=2027-03-23");
        assertThat(clocks.because(reference()))
                .contains("Before a holiday was declared, we told you 20 March 2027.")
                .anyMatch(line -> line.contains("Saturday 20 March 2027 is Election Day (Government Gazette 54321)"));
    }

    @Test
    void leavesTheDayOfAReviewAndSaysWhy() {
        requests.cancel(stage.proofOf(THANDI), reference());
        stage.work();
        reviews.ask(reference(), "I did not cancel this myself.", Reviews.PERSON);
        assertThat(reviews.of(reference()).orElseThrow().because())
                .contains("So the last day is Saturday 20 March 2027.");

        declare("2027-03-20");

        var review = reviews.of(reference()).orElseThrow();
        assertThat(review.due()).isEqualTo("2027-03-20");
        assertThat(review.because())
                .contains("Before a holiday was declared, the last day was 20 March 2027; that stands.")
                .noneMatch(line -> line.startsWith("So the last day"));
    }

    @Test
    void movesTheTargetsThatAHolidayStandsBefore() {
        declare("2027-02-19");

        assertThat(due()).isEqualTo("2027-03-20");
        assertThat(lateOn(taskDue())).isEqualTo("2027-02-22");
        assertThat(lateOn(timer().getDuedate())).isEqualTo("2027-02-22");

        holidays.takeBack(LocalDate.parse("2027-02-19"), JOHAN);
        holidays.refresh();

        assertThat(lateOn(taskDue())).isEqualTo("2027-02-19");
    }

    @Test
    void neverShortensWhatThePersonWasTold() {
        declare("2027-03-27");
        stage.pass(Duration.ofDays(7));
        var late = stage.withdraw(MALLORY);
        assertThat(dueOf(late)).isEqualTo("2027-03-30");

        holidays.takeBack(LocalDate.parse("2027-03-27"), JOHAN);
        holidays.refresh();

        assertThat(dueOf(late)).isEqualTo("2027-03-30");
        assertThat(clocks.because(Stage.reference(late)))
                .contains("Before a holiday was taken back, we told you 30 March 2027; that stands.");
        assertThat(clocks.sheet(requestOf(late)).get("because").toString())
                .contains("the person was told 30 March 2027; that stands.")
                .doesNotContain(" you ");
    }

    @Test
    void movesTheOthersWhereOneIsBusyAndThatOneLater() {
        var second = stage.withdraw(MALLORY);
        var busy = new Busy();
        listeners.addApplicationListener(busy);
        try {
            declare("2027-03-20");

            assertThat(List.of(due(), dueOf(second))).containsExactlyInAnyOrder("2027-03-20", "2027-03-23");

            reckonOpenCases.reckonWhatIsLeft();

            assertThat(List.of(due(), dueOf(second))).containsOnly("2027-03-23");

            reckonOpenCases.reckonWhatIsLeft();

            assertThat(busy.heard).isEqualTo(3);
        } finally {
            listeners.removeApplicationListener(busy);
        }
    }

    @Test
    void tellsOfAHolidayAgainWhereSomebodyCouldNotListen() {
        var deaf = new Deaf();
        listeners.addApplicationListener(deaf);
        try {
            assertThatThrownBy(() -> declare("2027-03-20")).hasMessage("deaf");

            holidays.refresh();
            holidays.refresh();

            assertThat(deaf.heard).isEqualTo(2);
        } finally {
            listeners.removeApplicationListener(deaf);
        }
    }

    /** Somebody else changes the first case at the same moment. */
    private static final class Busy implements ApplicationListener<PayloadApplicationEvent<CaseDatesMoved>> {
        private int heard;

        @Override
        public void onApplicationEvent(PayloadApplicationEvent<CaseDatesMoved> moved) {
            if (heard++ == 0) {
                throw new OptimisticLockingFailureException("busy");
            }
        }
    }

    /** At first. */
    private static final class Deaf implements ApplicationListener<PayloadApplicationEvent<HolidaysChanged>> {
        private int heard;

        @Override
        public void onApplicationEvent(PayloadApplicationEvent<HolidaysChanged> changed) {
            if (heard++ == 0) {
                throw new IllegalStateException("deaf");
            }
        }
    }

    private Request requestOf(ProcessInstance which) {
        return repository.findById(which.getBusinessKey()).orElseThrow();
    }

    private void declare(String day) {
        holidays.declare(LocalDate.parse(day), "Election Day", "54321", JOHAN);
        holidays.refresh();
    }

    /** Received at the same moment; only this kind may be extended. */
    private void lookUp() {
        process = stage.lookUp(MALLORY);
        stage.work();
    }

    private void refused(Runnable change, String... because) {
        assertThatThrownBy(change::run).isInstanceOf(ClockRefused.class).hasMessageContainingAll(because);
    }

    private Reference reference() {
        return Stage.reference(process);
    }

    private String due() {
        return dueOf(process);
    }

    private String dueOf(ProcessInstance which) {
        return day(which, "due");
    }

    private String told() {
        return day(process, "told");
    }

    private String day(ProcessInstance which, String column) {
        return database.sql("select " + column + "::text from request where reference = ?")
                .param(which.getBusinessKey())
                .query(String.class)
                .single();
    }

    private Date taskDue() {
        return stage.task(process, DECIDE).getDueDate();
    }

    /** The one that runs beside the ladder, in the case's process or in one that it calls. */
    private Job timer() {
        assertThat(timers()).hasSize(1);
        return timers().get(0);
    }

    private List<Job> timers() {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(process.getBusinessKey()).list().stream()
                .flatMap(one -> engine.createJobQuery().processInstanceId(one.getId()).timers().list().stream())
                .filter(timer -> !stage.ladder(process).map(Job::getId).equals(Optional.of(timer.getId())))
                .toList();
    }

    /** The last day on which it is not late. */
    private static LocalDate lateOn(Date moment) {
        return Deadlines.dayOf(moment.toInstant()).minusDays(1);
    }

    private List<String> facts() {
        return database.sql("select kind || ' ' || actor || ' ' || detail from fact order by at, number")
                .query(String.class)
                .list();
    }
}

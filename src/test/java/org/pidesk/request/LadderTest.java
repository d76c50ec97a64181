package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.request.Rung.AT_RISK;
import static org.pidesk.request.Rung.BREACHED;
import static org.pidesk.request.Rung.HALF;
import static org.pidesk.request.Rung.WORKING_DEADLINE;
import static org.pidesk.request.Stage.JOHAN;
import static org.pidesk.request.Stage.NALEDI;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.PIETER;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Field;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MovableClock;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.sandbox.Received;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When a case climbs its rungs, who is told, what moves them, and where Cockpit shows that it is late. */
@Tag("cut-short")
@PiDeskTest
class LadderTest {
    private static final String DECIDE = "userTask_decideWhatMustStay";
    private static final String LOOK = "userTask_lookInSystem";
    private static final int FLOOD = LateMails.AN_HOUR + 5;
    private static final Set<ExtensionReason> BECAUSE = Set.of(ExtensionReason.MANY_RECORDS);

    /** A Thursday: thirty days later is the Saturday 20 March 2027. */
    private static final Instant RECEIVED = Instant.parse("2027-02-18T07:00:00Z");

    private static final String FOUR_FIFTHS = "a case may not be answered in time";
    private static final String LAST_DAY = "the last day of a case is over";
    private static final String OFFICER = "officer@abcmotors.example.com";
    private static final List<String> KEY_CONTACTS =
            List.of("lerato@abcmotors.example.com", "ruan@abcmotors.example.com");

    @Autowired
    Stage stage;

    @Autowired
    Ladder ladder;

    @Autowired
    RungDates dates;

    @Autowired
    CaseClock clocks;

    @Autowired
    Pauses pauses;

    @Autowired
    RequestRepository requests;

    @Autowired
    StaffMembers staff;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    ApplicationContext application;

    private String naledi;
    private String johan;
    private long before;

    @BeforeEach
    void staffWorkAndItIsTheEighteenthOfFebruary() {
        stage.proofOf(THANDI);
        staff.register(Hires.member(NALEDI, "Naledi Khumalo", Role.DEALERSHIP_STAFF, ABC_MOTORS), "a long password");
        staff.register(Hires.member(JOHAN, "Johan Botha", Role.COMPLIANCE_MANAGER, ABC_MOTORS), "a long password");
        naledi = staff.find(NALEDI).orElseThrow().email().value();
        johan = staff.find(JOHAN).orElseThrow().email().value();
        stage.pass(Duration.between(stage.clock().instant(), RECEIVED));
        before = mails().latest();
    }

    @ParameterizedTest
    @CsvSource({
        "HALF, 2027-03-05T14:30:00Z",
        "AT_RISK, 2027-03-14T19:00:00Z",
        "WORKING_DEADLINE, 2027-03-19T22:00:00Z",
        "BREACHED, 2027-03-20T22:00:00Z"
    })
    void reachesEachRungAtItsMomentFromReceiptToTheEndOfTheLastDay(Rung rung, Instant at) {
        assertThat(dates.of(received(), rung)).isEqualTo(at);
    }

    @Test
    void restsTheSharesWhileItWaitsForThePersonAndNothingElse() {
        var request = received();
        request.rest();
        requests.saveAndFlush(request);
        pauses.begin(request.reference(), PauseReason.PROOF, RECEIVED.plus(Duration.ofDays(1)));

        // nobody knows for how long: at the latest when the last working day is over
        assertThat(dates.of(request, HALF)).isEqualTo("2027-03-19T22:00:00Z");
        assertThat(dates.of(request, AT_RISK)).isEqualTo("2027-03-19T22:00:00Z");

        pauses.end(request.reference(), RECEIVED.plus(Duration.ofDays(3)));

        assertThat(dates.of(request, HALF)).isEqualTo("2027-03-07T14:30:00Z");
        assertThat(dates.of(request, AT_RISK)).isEqualTo("2027-03-16T19:00:00Z");
        assertThat(dates.of(request, WORKING_DEADLINE)).isEqualTo("2027-03-19T22:00:00Z");
        assertThat(dates.of(request, BREACHED)).isEqualTo("2027-03-20T22:00:00Z");
    }

    @Test
    void takesBackNoRungThatWasReachedBeforeThePause() {
        var request = received();
        request.rest();
        requests.saveAndFlush(request);
        pauses.begin(request.reference(), PauseReason.PROOF, RECEIVED.plus(Duration.ofDays(20)));

        assertThat(dates.of(request, HALF)).isEqualTo("2027-03-05T14:30:00Z");
        assertThat(dates.of(request, AT_RISK)).isEqualTo("2027-03-19T22:00:00Z");
    }

    private static Request received() {
        return Request.received(RequestType.WITHDRAWAL, ABC_MOTORS, RECEIVED, LocalDate.parse("2027-03-20"));
    }

    @ParameterizedTest
    @EnumSource
    void climbsARungNotBeforeItsTimeAndOnlyOnce(Rung rung) {
        var process = stage.withdraw(THANDI);
        var at = dates.of(requestOf(process), rung);

        passUntil(at.minus(Duration.ofMinutes(10)));
        assertThat(rungs(process)).doesNotContain(rung.name());

        passUntil(at.plusSeconds(1));
        var told = mails().latest();
        ladder.climb(Stage.reference(process));
        stage.work();

        assertThat(rungs(process)).last().isEqualTo(rung.name());
        assertThat(requestOf(process).rung()).isEqualTo(rung);
        assertThat(dueOf(process, rung)).isEqualTo(at);
        assertThat(mails().latest()).isEqualTo(told);
        assertThat(facts(process)).containsOnlyOnce("RUNG_REACHED due=" + at + ";rung=" + rung);
    }

    @ParameterizedTest
    @EnumSource
    void hasOneTimerAtATimeAndNoneOnceTheLastDayIsOver(RequestType type) {
        var process = begun(type);
        for (var rung : Rung.values()) {
            var at = dates.of(requestOf(process), rung);
            assertThat(stage.ladder(process).orElseThrow().getDuedate()).isEqualTo(at);
            passUntil(at.plusSeconds(1));
        }

        assertThat(stage.ladder(process)).isEmpty();
        BpmnAwareTests.assertThat(process).hasPassed("endEvent_lastDayIsOver").isNotEnded();
        assertThat(requestOf(process).isOpen()).isTrue();
        assertThat(breachedAt(process)).isEqualTo("2027-03-20T22:00:00Z");
    }

    private ProcessInstance begun(RequestType type) {
        return switch (type) {
            case LOOK_UP -> stage.lookUp(MALLORY);
            case ALTERATION -> stage.alter(THANDI, Map.of(Field.SURNAME, "Mokoena"));
            case WITHDRAWAL -> stage.withdraw(THANDI);
            case DE_IDENTIFICATION -> stage.deIdentify(THANDI);
        };
    }

    @Test
    void leavesTheLadderOfACalledProcessToItsCaller() {
        var process = stage.withdraw(THANDI);

        assertThat(stage.ladder(process)).isPresent();
        assertThat(stage.ladder(stage.calledBy(process))).isEmpty();
    }

    @Test
    void remindsWhoHasTheCaseOrElseTheKeyContacts() {
        var taken = stage.withdraw(THANDI);
        stage.work();
        tasks.setAssignee(stage.task(taken, DECIDE).getId(), NALEDI);
        passUntil(dates.of(requestOf(taken), HALF).plusSeconds(1));
        assertThat(toldSince(naledi)).isOne();
        assertThat(told(KEY_CONTACTS.get(0), taken)).isFalse();

        var left = stage.deIdentify(FRED);
        passUntil(dates.of(requestOf(left), HALF).plusSeconds(1));

        assertThat(KEY_CONTACTS).allMatch(contact -> told(contact, left));
        assertThat(told(naledi, left)).isFalse();
    }

    @Test
    void remindsNobodyOfAnotherOrganisation() {
        staff.register(
                Hires.member("thabo", "Thabo Mokoena", Role.DEALERSHIP_STAFF, SEA_POINT_CARS), "a long password");
        var process = stage.withdraw(THANDI);
        stage.work();
        tasks.setAssignee(stage.task(process, DECIDE).getId(), "thabo");

        passUntil(dates.of(requestOf(process), HALF).plusSeconds(1));

        assertThat(toldSince("thabo@pi-desk.example")).isZero();
        assertThat(told(KEY_CONTACTS.get(0), process)).isTrue();
    }

    @Test
    void tellsOfEachFurtherRungWhomItConcerns() {
        var process = stage.withdraw(THANDI);
        stage.work();
        tasks.setAssignee(stage.task(process, DECIDE).getId(), NALEDI);
        Stream.of(Rung.values())
                .forEach(rung -> passUntil(dates.of(requestOf(process), rung).plusSeconds(1)));

        assertThat(lateNotices(process))
                .containsExactly("CASE_AT_RISK 1", "HALF_OF_TIME_GONE 1", "LAST_DAY_OVER 2", "LAST_WORKING_DAY_OVER 2");
        assertThat(mails().newest(OFFICER).orElseThrow())
                .contains(process.getBusinessKey(), "20 March 2027", "/desk/requests/")
                .doesNotContain("Nkosi", "Thandi");
        assertThat(mails().newest(johan).orElseThrow()).contains("The last day for case");
        assertThat(mails().newest(naledi).orElseThrow()).contains("The last working day for case");
    }

    @Test
    void tellsTheInformationOfficerWhereThereIsNoComplianceManager() {
        var overseen = stage.withdraw(THANDI);
        stage.work();
        passUntil(dates.of(requestOf(overseen), AT_RISK).plusSeconds(1));
        assertThat(toldSince(johan, FOUR_FIFTHS)).isOne();
        assertThat(toldSince(OFFICER, FOUR_FIFTHS)).isZero();
        database.sql("update staff_member set disabled = true where username = ?")
                .param(JOHAN)
                .update();

        var alone = stage.deIdentify(FRED);
        passUntil(dates.of(requestOf(alone), AT_RISK).plusSeconds(1));
        assertThat(toldSince(johan, FOUR_FIFTHS)).isOne();
        assertThat(toldSince(OFFICER, FOUR_FIFTHS)).isOne();

        // for a breach, too, and no second time in the place of somebody else
        var until = mails().latest();
        passUntil(dates.of(requestOf(alone), BREACHED).plusSeconds(1));
        assertThat(mails().countSince(until, OFFICER, LAST_DAY)).isOne();
    }

    /** The law wants the answer in time; that the search for what is left behind takes longer makes nobody wait. */
    @Test
    void climbsNoFurtherOnceThePersonHasTheAnswer() {
        var process = answeredAndSearchedInVain();
        var climbed = rungs(process);
        assertThat(climbed).isNotEmpty().doesNotContain("BREACHED");
        assertThat(marks()).isEmpty();
        assertThat(requestOf(process).isOpen()).isTrue();
        before = mails().latest();

        for (var n = 0; n < 3; n++) {
            clockTo(Instant.parse("2027-03-25T07:00:00Z").plus(Duration.ofDays(40L * n)));
            climbAsTheTimerDoes(process);
        }

        assertThat(rungs(process)).isEqualTo(climbed);
        assertThat(count("request where breached_at is not null")).isZero();
        assertThat(marks()).isEmpty();
        assertThat(lateNotices(process)).noneMatch(notice -> notice.startsWith("LAST_"));
        assertThat(stage.ladder(process).orElseThrow().getDuedate())
                .isAfter(stage.clock().instant());
    }

    /** The same case without the answer. */
    @Test
    void climbsToTheLastRungWhileThePersonWaits() {
        var process = answeredAndSearchedInVain();
        database.sql("update request set answered_at = null where reference = ?")
                .param(process.getBusinessKey())
                .update();

        clockTo(Instant.parse("2027-03-25T07:00:00Z"));
        climbAsTheTimerDoes(process);

        assertThat(rungs(process)).last().isEqualTo("BREACHED");
        assertThat(breachedAt(process)).isEqualTo("2027-03-20T22:00:00Z");
    }

    private ProcessInstance answeredAndSearchedInVain() {
        var process = stage.deIdentify(THANDI);
        stage.work();
        passUntil(dates.of(requestOf(process), AT_RISK).plusSeconds(1));
        assertThat(marks()).isNotEmpty();
        stage.decideThatNothingHolds(process);
        stage.passThePause();
        assertThat(database.sql("update contact set notes = ? where mobile = ?")
                        .params("Forward to " + THANDI.value(), PIETER.value())
                        .update())
                .isOne();
        stage.answerAll(process, "DONE");
        assertThatThrownBy(stage::work).hasMessageContaining("Left behind");
        return process;
    }

    private void clockTo(Instant moment) {
        clock.advance(Duration.between(clock.instant(), moment));
    }

    private void climbAsTheTimerDoes(ProcessInstance process) {
        stage.ladder(process)
                .filter(timer ->
                        timer.getDuedate().toInstant().isBefore(stage.clock().instant()))
                .ifPresent(timer -> management.executeJob(timer.getId()));
    }

    @Test
    void takesBackWhatAnExtensionPutsAheadAndClimbsItWhenItsTimeComes() {
        var process = stage.lookUp(MALLORY);
        passUntil(Instant.parse("2027-03-15T07:00:00Z"));
        assertThat(rungs(process)).containsExactly("HALF", "AT_RISK");
        assertThat(marks()).isNotEmpty();

        clocks.extend(Stage.reference(process), 30, BECAUSE, JOHAN);

        assertThat(rungs(process)).isEmpty();
        assertThat(requestOf(process).rung()).isNull();
        assertThat(marks()).isEmpty();
        var half = dates.of(requestOf(process), HALF);
        assertThat(stage.ladder(process).orElseThrow().getDuedate()).isEqualTo(half);
        passUntil(half.plusSeconds(1));
        assertThat(rungs(process)).containsExactly("HALF");
        assertThat(facts(process)).contains("RUNG_TAKEN_BACK rung=AT_RISK");
    }

    @Test
    void letsItsTimerFollowAPause() {
        var process = stage.withdraw(THANDI);
        clocks.pause(Stage.reference(process), PauseReason.CLARIFICATION, JOHAN);

        assertThat(stage.ladder(process).orElseThrow().getDuedate()).isEqualTo("2027-03-19T22:00:00Z");

        stage.pass(Duration.ofDays(4));
        clocks.resume(Stage.reference(process), JOHAN);

        var half = dates.of(requestOf(process), HALF);
        assertThat(half).isBetween("2027-03-09T14:30:00Z", "2027-03-09T15:30:00Z");
        assertThat(stage.ladder(process).orElseThrow().getDuedate()).isEqualTo(half);
    }

    @Test
    void endsWithAWithdrawal() {
        endsWith(stage.carryThrough(late(stage.withdraw(THANDI))));
    }

    @Test
    void endsWithAWithdrawalInWhichEverythingStays() {
        var process = late(stage.withdraw(THANDI));
        stage.endThatAllHolds(process);
        endsWith(process);
    }

    @Test
    void endsWithADeIdentification() {
        endsWith(stage.carryThrough(late(stage.deIdentify(THANDI))));
    }

    @Test
    void endsWithAnAlteration() {
        var process = late(stage.alter(THANDI, Map.of(Field.SURNAME, "Mokoena")));
        stage.answerEverywhere(process, Map.of("SURNAME", "DONE"));
        endsWith(process);
    }

    @Test
    void endsWithALookUp() {
        var process = late(stage.lookUp(MALLORY));
        stage.lookInAll(process, "NOT_FOUND");
        stage.work();
        stage.work();
        endsWith(process);
    }

    /** The ladder is on its way, and waits for its next rung. */
    private ProcessInstance late(ProcessInstance process) {
        stage.work();
        passUntil(dates.of(requestOf(process), AT_RISK).plusSeconds(1));
        assertThat(marks()).isNotEmpty();
        return process;
    }

    private void endsWith(ProcessInstance process) {
        BpmnAwareTests.assertThat(process).isEnded().hasNotPassed("endEvent_lastDayIsOver");
        assertThat(count("act_ru_job")).isZero();
        assertThat(count("act_ru_execution")).isZero();
        assertThat(marks()).isEmpty();
        assertThat(rungs(process)).containsExactly("HALF", "AT_RISK");
    }

    @Test
    void notesWhatWasMissedInFortyDaysOnceAndFloodsNobody() {
        var cases = IntStream.range(0, FLOOD)
                .mapToObj(n -> stage.deIdentify(new EmailAddress("person" + n + "@sea.example.com")))
                .toList();
        stage.work();
        before = mails().latest();

        stage.pass(Duration.ofDays(40));
        stage.work();

        assertThat(database.sql("select rung || ' ' || count(*) from case_rung group by rung order by rung")
                        .query(String.class)
                        .list())
                .containsExactly("AT_RISK " + FLOOD, "BREACHED " + FLOOD, "HALF " + FLOOD, "WORKING_DEADLINE " + FLOOD);
        assertThat(database.sql("select distinct breached_at::text from request")
                        .query(String.class)
                        .list())
                .hasSize(1)
                .allMatch(breached -> breached.startsWith("2027-03-2"));
        assertThat(Stream.of(KEY_CONTACTS.get(0), KEY_CONTACTS.get(1), johan, OFFICER))
                .allMatch(to -> toldSince(to, "the last day of a case is over") == LateMails.AN_HOUR)
                .allMatch(to -> toldSince(to, "many cases are late") == 1);
        assertThat(facts(cases.get(7)).stream().filter(fact -> fact.startsWith("RUNG_REACHED")))
                .extracting(fact -> fact.replaceAll(".*rung=", ""))
                .containsExactly("HALF", "AT_RISK", "WORKING_DEADLINE", "BREACHED");
        assertThat(marks()).allMatch(mark -> mark.startsWith("breached "));
        assertThat(count("(select distinct proc_inst_id_ from act_ru_incident) late"))
                .isEqualTo(FLOOD);
    }

    @Test
    void tellsOfEachCaseAgainOnceTheHourOfAFloodIsOver() {
        var late = application.getBean(LateMails.class);
        var notice = Notice.of(Kind.CASE_AT_RISK, ABC_MOTORS, new EmailAddress(johan))
                .with("link", "https://desk.example.com/")
                .with("due", "20 March 2027");

        IntStream.range(0, 25).forEach(n -> late.send(notice, ABC_MOTORS, new EmailAddress(johan)));
        stage.pass(Duration.ofMinutes(59));
        late.forgetOld();
        late.send(notice, ABC_MOTORS, new EmailAddress(johan));
        assertThat(lateNotices()).containsExactly("CASE_AT_RISK 20", "MANY_CASES_LATE 1");

        stage.pass(Duration.ofMinutes(2));
        late.send(notice, ABC_MOTORS, new EmailAddress(johan));
        assertThat(lateNotices()).containsExactly("CASE_AT_RISK 21", "MANY_CASES_LATE 1");
    }

    @Test
    void tellsThatALastDayIsOverHoweverManyRemindersCameBefore() {
        var late = application.getBean(LateMails.class);
        var to = new EmailAddress(johan);
        var reminder = Notice.of(Kind.HALF_OF_TIME_GONE, ABC_MOTORS, to)
                .with("link", "https://desk.example.com/")
                .with("due", "20 March 2027");
        var lastDay = Notice.of(Kind.LAST_DAY_OVER, ABC_MOTORS, to)
                .with("link", "https://desk.example.com/")
                .with("due", "20 March 2027");

        IntStream.range(0, 25).forEach(n -> late.send(reminder, ABC_MOTORS, to));
        late.send(lastDay, ABC_MOTORS, to);
        assertThat(lateNotices()).containsExactly("HALF_OF_TIME_GONE 20", "LAST_DAY_OVER 1", "MANY_CASES_LATE 1");

        IntStream.range(0, 25).forEach(n -> late.send(lastDay, ABC_MOTORS, to));
        assertThat(lateNotices()).containsExactly("HALF_OF_TIME_GONE 20", "LAST_DAY_OVER 20", "MANY_CASES_LATE 2");
    }

    @Test
    void marksTheActivityThatIsLateAndTheCallerOfItsProcess() {
        var process = stage.withdraw(THANDI);
        passUntil(dates.of(requestOf(process), HALF).plusSeconds(1));
        assertThat(marks()).isEmpty();

        passUntil(dates.of(requestOf(process), AT_RISK).plusSeconds(1));
        assertThat(marks()).containsExactly("atRisk callActivity_deIdentifyPerson", "atRisk " + DECIDE);

        passUntil(dates.of(requestOf(process), BREACHED).plusSeconds(1));
        assertThat(marks()).containsExactly("breached callActivity_deIdentifyPerson", "breached " + DECIDE);
    }

    @Test
    void carriesTheMarkToWhereTheCaseWaitsNext() {
        var process = stage.withdraw(THANDI);
        stage.work();
        passUntil(dates.of(requestOf(process), AT_RISK).plusSeconds(1));

        stage.decide(process, Map.of("decision", "NOTHING_HOLDS", "reason", "No deal, no dispute, no record by law."));
        assertThat(marks())
                .containsExactly("atRisk callActivity_deIdentifyPerson", "atRisk userTask_releaseDeIdentification");

        stage.release(process);
        assertThat(marks()).containsExactly("atRisk callActivity_deIdentifyPerson", "atRisk event_pauseIsOver");
    }

    @Test
    void marksEachSystemThatIsWaitedForAndNoneThatHasAnswered() {
        var process = stage.lookUp(MALLORY);
        passUntil(dates.of(requestOf(process), AT_RISK).plusSeconds(1));
        var open = stage.tasks(process, LOOK).size();
        assertThat(marks().stream().filter(("atRisk " + LOOK)::equals)).hasSize(open);

        stage.lookIn(stage.tasks(process, LOOK).get(0), "NOT_FOUND");

        assertThat(marks().stream().filter(("atRisk " + LOOK)::equals)).hasSize(open - 1);
    }

    @Test
    void leavesAnIncidentOfTheEngineAlone() {
        var process = stage.withdraw(THANDI);
        stage.work();
        var called = stage.calledBy(process).getId();
        runtime.createIncident("failedJob", stage.task(process, DECIDE).getExecutionId(), null, "seven");
        passUntil(dates.of(requestOf(process), AT_RISK).plusSeconds(1));

        assertThat(runtime.createIncidentQuery()
                        .processInstanceId(called)
                        .incidentType("failedJob")
                        .count())
                .isOne();
    }

    private void passUntil(Instant moment) {
        stage.pass(Duration.between(stage.clock().instant(), moment));
        stage.work();
    }

    private Request requestOf(ProcessInstance process) {
        return requests.findById(process.getBusinessKey()).orElseThrow();
    }

    private List<String> rungs(ProcessInstance process) {
        return database.sql("select rung from case_rung where reference = ? order by due_at, array_position("
                        + "array['HALF', 'AT_RISK', 'WORKING_DEADLINE', 'BREACHED'], rung::text)")
                .param(process.getBusinessKey())
                .query(String.class)
                .list();
    }

    private Instant dueOf(ProcessInstance process, Rung rung) {
        return moment("select due_at from case_rung where rung = '" + rung + "' and reference = ?", process);
    }

    private Instant breachedAt(ProcessInstance process) {
        return moment("select breached_at from request where reference = ?", process);
    }

    private Instant moment(String select, ProcessInstance process) {
        return database.sql(select)
                .param(process.getBusinessKey())
                .query(java.sql.Timestamp.class)
                .single()
                .toInstant();
    }

    private List<String> facts(ProcessInstance process) {
        return database.sql("select kind || ' ' || detail from fact where reference = ? order by at, number")
                .param(process.getBusinessKey())
                .query(String.class)
                .list();
    }

    private List<String> lateNotices(ProcessInstance process) {
        return database.sql("select kind || ' ' || count(*) from notice where reference = ? and kind in"
                        + " ('HALF_OF_TIME_GONE', 'CASE_AT_RISK', 'LAST_WORKING_DAY_OVER', 'LAST_DAY_OVER')"
                        + " group by kind order by kind")
                .param(process.getBusinessKey())
                .query(String.class)
                .list();
    }

    private List<String> lateNotices() {
        return database.sql("select kind || ' ' || count(*) from notice group by kind order by kind")
                .query(String.class)
                .list();
    }

    private List<String> marks() {
        return database.sql("select incident_type_ || ' ' || activity_id_ from act_ru_incident"
                        + " where incident_type_ <> 'failedJob' order by 1")
                .query(String.class)
                .list();
    }

    private long count(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }

    private Received mails() {
        return Received.by(application);
    }

    private long toldSince(String to) {
        return mails().countSince(before, to);
    }

    private long toldSince(String to, String subject) {
        return mails().countSince(before, to, subject);
    }

    private boolean told(String to, ProcessInstance process) {
        return mails().newest(to)
                .filter(mail -> mail.contains(process.getBusinessKey()))
                .isPresent();
    }
}

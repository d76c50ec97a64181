package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.contact.Field.NAME;
import static org.pidesk.contact.Field.SURNAME;
import static org.pidesk.request.Stage.JOHAN;
import static org.pidesk.request.Stage.reference;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.AISHAS_MOBILE;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.FREDS_MOBILE;
import static org.pidesk.sandbox.SamplePeople.KLOOF_TRADERS;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.PIETER;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Register;
import org.pidesk.sandbox.Received;
import org.pidesk.suppression.Suppressions;
import org.pidesk.task.AskedTask;
import org.pidesk.task.InvalidAnswer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people, systems and moments do that nobody planned: each rule, in every process that it touches. */
@PiDeskTest
class BadInputTest {
    private static final Map<RequestType, String> ASK = Map.of(
            RequestType.LOOK_UP, "userTask_lookInSystem",
            RequestType.ALTERATION, "userTask_makeSameChanges",
            RequestType.WITHDRAWAL, "userTask_deIdentifyAtSystem",
            RequestType.DE_IDENTIFICATION, "userTask_deIdentifyAtSystem");

    private static final String NEWSLETTERS = "Cape Newsletters";

    @Autowired
    Stage stage;

    @Autowired
    Requests requests;

    @Autowired
    LookUps lookUps;

    @Autowired
    Alterations alterations;

    @Autowired
    Withdrawals withdrawals;

    @Autowired
    DeIdentifications deIdentifications;

    @Autowired
    TaskService engine;

    @Autowired
    Operators operators;

    @Autowired
    Register register;

    @Autowired
    StaffTasks questions;

    @Autowired
    Contacts contacts;

    @Autowired
    Suppressions suppressions;

    @Autowired
    JdbcClient database;

    @Autowired
    ApplicationContext application;

    @ParameterizedTest
    @EnumSource
    void aReplyAfterTheEndIsRefusedAndChangesNothing(RequestType type) {
        var process = ask(begin(type));
        var late = tasks(process).get(0);
        var system = stage.systemOf(late);
        answerAll(process);
        var before = operators.answer(reference(process), system);
        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);

        assertThatThrownBy(() -> reply(type, late)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> engine.complete(late.getId())).isInstanceOf(ProcessEngineException.class);

        assertThat(operators.answer(reference(process), system))
                .isEqualTo(before)
                .isPresent();
        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
    }

    @ParameterizedTest
    @EnumSource
    void anOperatorThatIsRemovedWhileItIsAskedStillHasToAnswer(RequestType type) {
        var process = ask(begin(type));

        remove(NEWSLETTERS);
        stage.work();

        assertThat(named(process, NEWSLETTERS)).isPresent();
        assertThat(notice(process, type)).asString().startsWith("This system has left the register since");
        tasks(process).stream()
                .filter(task -> !task.getName().endsWith(NEWSLETTERS))
                .forEach(task -> reply(type, task));
        stage.work();
        assertThat(stage.status(process).isOpen()).isTrue();

        reply(type, named(process, NEWSLETTERS).orElseThrow());
        stage.work();
        stage.work();
        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
        assertThat(operators.answers(reference(process))).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void anOperatorThatIsRemovedBeforeIsNotAsked(RequestType type) {
        stage.proofOf(FRED);
        remove(NEWSLETTERS);

        var process = ask(begin(type));

        assertThat(named(process, NEWSLETTERS)).isEmpty();
        answerAll(process);
        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
        assertThat(operators.answers(reference(process))).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"WITHDRAWAL", "DE_IDENTIFICATION"})
    void aPersonWithTwoRecordsIsRemovedFromBoth(RequestType type) {
        var process = begin(type, AISHA);
        var both = contacts.heldAt(ABC_MOTORS, AISHA);
        stage.say(process, both);
        answerAll(ask(process));

        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
        assertThat(both)
                .hasSize(2)
                .allSatisfy(
                        record -> assertThat(contacts.get(record.id()).state()).isEqualTo(Contact.State.DE_IDENTIFIED));
        assertThat(suppressions.covers(ABC_MOTORS, AISHAS_MOBILE)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"WITHDRAWAL", "DE_IDENTIFICATION"})
    void aRecordThatOnlySharesTheAddressStays(RequestType type) {
        var process = begin(type, AISHA);
        var hers = contacts.heldAt(ABC_MOTORS, AISHAS_MOBILE);
        stage.say(process, hers);
        answerAll(ask(process));

        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
        assertThat(contacts.get(hers.get(0).id()).state()).isEqualTo(Contact.State.DE_IDENTIFIED);
        assertThat(contacts.heldAt(ABC_MOTORS, AISHA)).singleElement().satisfies(other -> {
            assertThat(other.state()).isEqualTo(Contact.State.ACTIVE);
            assertThat(other.name()).isEqualTo("Aisha Khan");
        });
    }

    @Test
    void aPersonWithTwoRecordsIsLookedForNowhereElse() {
        lookUps.lookedUp(stage.proofOf(AISHA));

        assertThat(lookUps.of(stage.proofOf(AISHA)).open()).isNull();
        assertThat(lookUps.searchAgain(stage.proofOf(AISHA))).isEmpty();
    }

    @Test
    void aPersonWithTwoRecordsHasBothAlteredOrTheOneThatIsTheirs() {
        var process = stage.alter(AISHA, Map.of(SURNAME, "Patel"));
        stage.say(process, contacts.heldAt(ABC_MOTORS, AISHAS_MOBILE));
        answerAll(ask(process));

        assertThat(contacts.heldAt(ABC_MOTORS, AISHA))
                .extracting(Contact::lastName)
                .containsExactlyInAnyOrder("Patel", "Khan");
    }

    @ParameterizedTest
    @EnumSource(names = {"WITHDRAWAL", "DE_IDENTIFICATION"})
    void aCompanyIsRemovedLikeAnybody(RequestType type) {
        var process = begin(type, KLOOF_TRADERS);
        var company = stage.record(KLOOF_TRADERS).id();
        answerAll(ask(process));

        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
        assertThat(contacts.get(company).state()).isEqualTo(Contact.State.DE_IDENTIFIED);
        assertThat(contacts.get(company).name()).isEmpty();
        assertThat(suppressions.covers(ABC_MOTORS, KLOOF_TRADERS)).isTrue();
    }

    @Test
    void aCompanyIsAlteredEverywhereByItsRegisteredName() {
        var process = stage.alter(KLOOF_TRADERS, Map.of(NAME, "Kloof Street Holdings (Pty) Ltd"));
        stage.work();
        stage.answerEverywhere(process, Map.of("NAME", "DONE"));

        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
        assertThat(stage.record(KLOOF_TRADERS).name()).isEqualTo("Kloof Street Holdings (Pty) Ltd");
        assertThat(Received.by(application).newest(KLOOF_TRADERS.value()).orElseThrow())
                .contains("Name: ", "in our own record, at ABC dealer management system");
    }

    @Test
    void aCompanyThatIsFoundElsewhereGetsARecordOfItsOwn() {
        var process = stage.lookUp(MALLORY);
        stage.lookInAll(process, "FOUND");
        stage.contact(
                process,
                Map.of(
                        "outcome", "REACHED",
                        "why", "BUSINESS",
                        "evidence", "Their bookkeeper wants to know what we hold.",
                        "record", "CREATE_COMPANY",
                        "firstName", "Adams Transport CC",
                        "lastName", "",
                        "email", MALLORY.value(),
                        "mobile", ""));
        stage.work();

        var record = stage.record(MALLORY);
        assertThat(record.kind()).isEqualTo(Contact.Kind.JURISTIC);
        assertThat(record.name()).isEqualTo("Adams Transport CC");
        assertThat(record.lastName()).isNull();
        assertThat(record.consentToProcess()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            ,Mallory,firstName
            www.evil.example/x,Mallory,firstName
            Mallory,www.evil.example,lastName
            Mal\u200blory,O,firstName
            -,O,firstName
            """)
    void aPersonThatIsFoundElsewhereHasANameLikeAnybody(String first, String last, String wrong) {
        var process = stage.lookUp(MALLORY);
        stage.lookInAll(process, "FOUND");

        assertThatThrownBy(() -> check(process, named(first == null ? "" : first, last)))
                .isInstanceOfSatisfying(
                        InvalidAnswer.class,
                        refused -> assertThat(refused.fields()).containsOnlyKeys(wrong));
        assertThatThrownBy(() -> check(process, named("M", "x".repeat(101))))
                .isInstanceOfSatisfying(
                        InvalidAnswer.class,
                        refused -> assertThat(refused.fields())
                                .containsExactly(Map.entry("lastName", "Use 100 characters at most.")));
        check(process, named("J", "O"));
        check(process, named("x".repeat(100), ""));
    }

    /** The form shows no field of a record yet. */
    @Test
    void aRecordThatNobodyHasChosenToMakeLacksNothing() {
        var process = stage.lookUp(MALLORY);
        stage.lookInAll(process, "FOUND");

        assertThatThrownBy(() -> check(process, Map.of("outcome", "NOT_REACHED", "evidence", "Phoned twice in vain.")))
                .isInstanceOfSatisfying(
                        InvalidAnswer.class,
                        refused -> assertThat(refused.fields()).containsOnlyKeys("record"));
    }

    @Test
    void aPersonOfOneNameIsRecordedAndFound() {
        var process = stage.lookUp(MALLORY);
        stage.lookInAll(process, "FOUND");

        stage.contact(process, named("Zoe\u0308", ""));
        stage.work();

        var record = stage.record(MALLORY);
        assertThat(record.kind()).isEqualTo(Contact.Kind.INDIVIDUAL);
        assertThat(record.firstName()).isEqualTo("Zo\u00eb");
        assertThat(record.lastName()).isNull();
        assertThat(record.name()).isEqualTo("Zo\u00eb");
        assertThat(requests.heldFor(stage.proofOf(MALLORY)).records())
                .singleElement()
                .satisfies(row -> assertThat(row.lastName()).isNull());
    }

    private void check(ProcessInstance process, Map<String, Object> answer) {
        questions.check(new AskedTask("userTask_contactPerson", reference(process), null), answer, Stage.NALEDI);
    }

    private static Map<String, Object> named(String first, String last) {
        return Map.of(
                "outcome", "NOT_REACHED",
                "evidence", "Phoned on two days in vain.",
                "record", "CREATE",
                "firstName", first,
                "lastName", last,
                "email", MALLORY.value(),
                "mobile", "");
    }

    @ParameterizedTest
    @EnumSource
    void twoRequestsAtOnceAreOne(RequestType type) throws Exception {
        var address = type == RequestType.LOOK_UP ? MALLORY : FRED;
        stage.proofOf(address);

        var answers = atOnce(List.of(request(type, address), request(type, address), request(type, address)));

        assertThat(answers).hasSize(1);
        assertThat(openCases()).isOne();
    }

    @Test
    void aWithdrawalAndADeIdentificationAtOnceAreOne() throws Exception {
        stage.proofOf(FRED);

        var answers =
                atOnce(List.of(request(RequestType.WITHDRAWAL, FRED), request(RequestType.DE_IDENTIFICATION, FRED)));

        assertThat(answers).hasSize(1);
        assertThat(openCases()).isOne();
    }

    @Test
    void bothAddressesOfOneRecordAtOnceAreOne() throws Exception {
        stage.proofOf(FRED);

        var answers = atOnce(
                List.of(request(RequestType.DE_IDENTIFICATION, FRED), request(RequestType.WITHDRAWAL, FREDS_MOBILE)));

        assertThat(answers).hasSize(1);
        assertThat(openCases()).isOne();
    }

    @Test
    void bothAddressesOfARestrictedRecordAtOnceAreOne() throws Exception {
        var process = stage.deIdentify(FRED);
        stage.work();
        stage.decideThatAllHolds(process);
        stage.work();
        assertThat(openCases()).isZero();

        var answers = atOnce(
                List.of(request(RequestType.DE_IDENTIFICATION, FRED), request(RequestType.WITHDRAWAL, FREDS_MOBILE)));

        assertThat(answers).hasSize(1);
        assertThat(openCases()).isOne();
    }

    @Test
    void aLookUpAndAWithdrawalAtOnceAreTwo() throws Exception {
        stage.proofOf(MALLORY);

        var answers = atOnce(List.of(request(RequestType.LOOK_UP, MALLORY), request(RequestType.WITHDRAWAL, MALLORY)));

        // who comes second may find that the removal answers the look-up already
        assertThat(answers).hasSizeBetween(1, 2);
        assertThat(openCases()).isEqualTo(answers.size());
        assertThat(database.sql("select count(*) from request where type = 'WITHDRAWAL'")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void twoPeopleAtOnceAreTwo() throws Exception {
        stage.proofOf(FRED);

        var answers = atOnce(List.of(request(RequestType.WITHDRAWAL, FRED), request(RequestType.WITHDRAWAL, PIETER)));

        assertThat(answers).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "WITHDRAWAL, LOOK_UP",
        "WITHDRAWAL, ALTERATION",
        "DE_IDENTIFICATION, LOOK_UP",
        "DE_IDENTIFICATION, ALTERATION"
    })
    void aRemovalWaitsWhileAnAccessRequestIsOpen(RequestType removal, RequestType other) {
        var first = begin(other);
        stage.work();
        var address = other == RequestType.LOOK_UP ? MALLORY : FRED;
        var process = begin(removal, address);
        stage.work();
        decide(process);
        stage.passThePause();

        assertThat(tasks(process)).isEmpty();
        assertThat(begun(process)).isFalse();

        ask(first);
        answerAll(first);
        assertThat(stage.status(first)).isEqualTo(RequestStatus.FULFILLED);
        stage.work();
        assertThat(begun(process)).isTrue();
        assertThat(tasks(process)).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"WITHDRAWAL", "DE_IDENTIFICATION"})
    void aRemovalWaitsForNothingWhereNoAccessRequestIsOpen(RequestType removal) {
        var process = begin(removal);
        stage.work();
        decide(process);
        stage.passThePause();

        assertThat(begun(process)).isTrue();
    }

    private ProcessInstance begin(RequestType type) {
        return begin(type, type == RequestType.LOOK_UP ? MALLORY : FRED);
    }

    private ProcessInstance begin(RequestType type, Address address) {
        return switch (type) {
            case LOOK_UP -> stage.lookUp(address);
            case ALTERATION -> stage.alter(address, Map.of(SURNAME, "Hound"));
            case WITHDRAWAL -> stage.withdraw(address);
            case DE_IDENTIFICATION -> stage.deIdentify(address);
        };
    }

    /** Until the systems are asked. */
    private ProcessInstance ask(ProcessInstance process) {
        stage.work();
        decide(process);
        if (typeOf(process).removes()) {
            stage.passThePause();
        }
        return process;
    }

    /** Where no record is held there is nothing to decide. */
    private void decide(ProcessInstance process) {
        if (!stage.tasks(process, "userTask_decideWhatMustStay").isEmpty()) {
            stage.decideThatNothingHolds(process);
        }
    }

    private void answerAll(ProcessInstance process) {
        tasks(process).forEach(task -> reply(typeOf(process), task));
        stage.work();
        stage.work();
    }

    private void reply(RequestType type, Task task) {
        switch (type) {
            case LOOK_UP -> stage.lookIn(task, "NOT_FOUND");
            case ALTERATION -> stage.answerFields(task, Map.of("SURNAME", "DONE"));
            case WITHDRAWAL, DE_IDENTIFICATION -> stage.answer(task, "DONE");
        }
    }

    private List<Task> tasks(ProcessInstance process) {
        return stage.tasks(process, ASK.get(typeOf(process)));
    }

    private Optional<Task> named(ProcessInstance process, String system) {
        return tasks(process).stream()
                .filter(task -> task.getName().endsWith(system))
                .findFirst();
    }

    private Object notice(ProcessInstance process, RequestType type) {
        var system = stage.systemOf(named(process, NEWSLETTERS).orElseThrow());
        var sheet = questions.sheet(new AskedTask(ASK.get(type), reference(process), system), Stage.NALEDI);
        return ((Map<?, ?>) sheet.get("system")).get("notice");
    }

    private void remove(String name) {
        var system = register.of(ABC_MOTORS).stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        register.remove(ABC_MOTORS, system.id(), system.edition(), "The contract ended.", JOHAN);
    }

    private Callable<Reference> request(RequestType type, Address address) {
        var proof = stage.proofOf(address);
        return () -> switch (type) {
            case LOOK_UP -> {
                lookUps.lookedUp(proof);
                var open = lookUps.of(proof).open();
                yield open == null ? null : open.reference();
            }
            case ALTERATION ->
                alterations.ask(proof, new AlterationAsked(Map.<Field, String>of(SURNAME, "Hound"), null), "test");
            case WITHDRAWAL -> withdrawals.receive(proof, "test");
            case DE_IDENTIFICATION -> deIdentifications.receive(proof, "test");
        };
    }

    /** The cases that came of it; whoever is refused has none. */
    private static Set<Reference> atOnce(List<Callable<Reference>> requests) throws Exception {
        var people = Executors.newFixedThreadPool(requests.size());
        try {
            var references = new HashSet<Reference>();
            for (var one : people.invokeAll(requests)) {
                try {
                    if (one.get() != null) {
                        references.add(one.get());
                    }
                } catch (ExecutionException refused) {
                    assertThat(refused).hasCauseInstanceOf(AlterationRefused.class);
                }
            }
            return references;
        } finally {
            people.shutdown();
        }
    }

    private RequestType typeOf(ProcessInstance process) {
        return RequestType.valueOf(column(process, "type"));
    }

    private boolean begun(ProcessInstance process) {
        return column(process, "begun_at") != null;
    }

    private String column(ProcessInstance process, String name) {
        return database.sql("select " + name + "::text from request where reference = ?")
                .param(process.getBusinessKey())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private int openCases() {
        return database.sql("select count(*) from request where closed_at is null")
                .query(Integer.class)
                .single();
    }
}

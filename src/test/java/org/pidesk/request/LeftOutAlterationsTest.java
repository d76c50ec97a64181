package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.contact.Field.EMAIL;
import static org.pidesk.contact.Field.SURNAME;
import static org.pidesk.request.Suspensions.NEWSLETTERS;
import static org.pidesk.request.Suspensions.TEXTS;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.organisation.Organisations;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.suppression.Suppressions;
import org.pidesk.task.AskedTask;
import org.pidesk.vault.Vault;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A system that was not told of an alteration still knows the person by what stood there before. */
@PiDeskTest
class LeftOutAlterationsTest {
    private static final EmailAddress HILL = EmailAddress.parse("fred@hill.example.com");
    private static final EmailAddress LAKE = EmailAddress.parse("fred@lake.example.com");
    private static final String CHANGE = "userTask_makeSameChanges";

    @Autowired
    Stage stage;

    @Autowired
    SamplePeople people;

    @Autowired
    Suspensions suspensions;

    @Autowired
    StaffTasks questions;

    @Autowired
    Suppressions suppressions;

    @Autowired
    Organisations organisations;

    @Autowired
    Vault vault;

    @Autowired
    ApplicationContext application;

    @BeforeEach
    void suspendOne() {
        people.moveIn();
        suspensions.suspend(NEWSLETTERS);
    }

    @Test
    void areFoundByTheOldAddressWhenTheRecordIsRemovedMeanwhile() {
        move(FRED, HILL);
        rename(HILL, "Hound");
        var removed = stage.carryThrough(HILL);

        suspensions.takeUp(NEWSLETTERS);
        stage.work();

        assertThat(person(removed, stage.task(removed, DeIdentifyAtSystem.TASK)))
                .containsEntry("name", "Fred Hound, formerly Fred Basset")
                .containsEntry("email", HILL.value() + ", formerly " + FRED.value());
        assertThat(suppressions.covers(ABC_MOTORS, HILL)).isTrue();
        assertThat(suppressions.covers(ABC_MOTORS, FRED)).as("given up").isFalse();
    }

    @Test
    void areFoundByTheOldAddressWhenTheRecordIsRemovedWhileTheyAreTold() {
        move(FRED, HILL);
        suspensions.takeUp(NEWSLETTERS);
        stage.work();

        var removed = removal(HILL);

        assertThat(stage.tasks(removed, DeIdentifyAtSystem.TASK))
                .hasSize(3)
                .allSatisfy(task -> assertThat(person(removed, task))
                        .containsEntry("email", HILL.value() + ", formerly " + FRED.value()));
    }

    @Test
    void areNotFoundByTheOldAddressOnceEachSystemWasTold() {
        var altered = move(FRED, HILL);
        suspensions.takeUp(NEWSLETTERS);
        stage.work();
        stage.answerEverywhere(altered, Map.of("EMAIL", "DONE"));

        var removed = removal(HILL);

        assertThat(stage.tasks(removed, DeIdentifyAtSystem.TASK))
                .hasSize(3)
                .allSatisfy(task -> assertThat(person(removed, task)).containsEntry("email", HILL.value()));
    }

    @Test
    void areFoundByTheOldAddressWhereTheirMarketingIsToStop() {
        move(FRED, HILL);
        var refused = stage.withdraw(HILL);
        stage.work();
        stage.decideThatAllHolds(refused);

        assertThat(stage.tasks(refused, "userTask_stopMarketingAtSystem"))
                .isNotEmpty()
                .allSatisfy(task -> assertThat(person(refused, task))
                        .containsEntry("email", HILL.value() + ", formerly " + FRED.value()));
    }

    @Test
    void areToldOfOneAlterationAfterTheOther() {
        var first = move(FRED, HILL);
        var second = move(HILL, LAKE);

        suspensions.takeUp(NEWSLETTERS);
        stage.work();
        assertThat(stage.tasks(first, CHANGE)).hasSize(1);
        assertThat(stage.tasks(second, CHANGE)).isEmpty();

        stage.answerEverywhere(first, Map.of("EMAIL", "DONE"));
        stage.work();
        assertThat(stage.tasks(second, CHANGE)).hasSize(1);

        stage.answerEverywhere(second, Map.of("EMAIL", "DONE"));
        assertThat(stage.processOf(Stage.reference(second))).isNull();
    }

    @Test
    void areFoundByTheOldAddressWhereTheNextAlterationAsksThemMeanwhile() {
        move(FRED, HILL);
        suspensions.takeUp(NEWSLETTERS);
        stage.work();

        var next = stage.alter(HILL, Map.of(EMAIL, LAKE.value()));
        stage.passThePause();

        assertThat(stage.tasks(next, CHANGE))
                .hasSize(3)
                .allSatisfy(task -> assertThat(person(next, task))
                        .containsEntry("email", HILL.value() + ", formerly " + FRED.value()));
    }

    @Test
    void doNotHoldUpTheNextAlterationWhileAnotherSystemIsSuspendedStill() {
        suspensions.suspend(TEXTS);
        var first = move(FRED, HILL);
        var second = move(HILL, LAKE);

        suspensions.takeUp(NEWSLETTERS);
        stage.work();
        stage.answerEverywhere(first, Map.of("EMAIL", "DONE"));
        stage.work();

        assertThat(stage.tasks(second, CHANGE)).hasSize(1);
    }

    @Test
    void areAnsweredToWhereThePersonIsNow() {
        var first = move(FRED, HILL);
        assertThat(lettersOf(first)).containsExactlyInAnyOrder(FRED, HILL);
        move(HILL, LAKE);
        var soFar = received().latest();

        suspensions.takeUp(NEWSLETTERS);
        stage.work();
        stage.answerEverywhere(first, Map.of("EMAIL", "DONE"));

        assertThat(Stream.of(FRED, HILL, LAKE).filter(address -> received().countSince(soFar, address.value()) > 0))
                .containsExactly(LAKE);
        assertThat(received().newest(LAKE.value()).orElseThrow())
                .contains(Stage.reference(first).value(), "at " + NEWSLETTERS)
                .doesNotContain("we use them again");
    }

    @Test
    void areAnsweredToAtTheAddressThatIsLeftOfThoseKnown() {
        var altered = move(FRED, HILL);
        var soFar = received().latest();

        suspensions.takeUp(NEWSLETTERS);
        stage.work();
        stage.answerEverywhere(altered, Map.of("EMAIL", "DONE"));

        assertThat(Stream.of(FRED, HILL).filter(address -> received().countSince(soFar, address.value()) > 0))
                .containsExactly(HILL);
    }

    @Test
    void areToldHoweverLongTheyWereSuspended() {
        var altered = rename(FRED, "Hound");
        var years = organisations.get(ABC_MOTORS).evidenceYears();
        stage.pass(Duration.ofDays(366L * years + 60));
        vault.sweep();

        suspensions.takeUp(NEWSLETTERS);
        stage.work();
        assertThat(person(altered, stage.task(altered, CHANGE)).get("name")).isEqualTo("Fred Basset");
        stage.answerEverywhere(altered, Map.of("SURNAME", "DONE"));

        assertThat(received().newest(FRED.value()).orElseThrow())
                .contains("Surname: as you asked in our own record, ", "at " + NEWSLETTERS)
                .doesNotContain("not answered");
        var end = LocalDate.now(stage.clock()).plusYears(years);
        assertThat(endsOf(altered)).hasSize(4).containsOnly(end);
    }

    private List<LocalDate> endsOf(ProcessInstance process) {
        var reference = Stage.reference(process);
        var answers = Stream.of("ABC dealer management system", NEWSLETTERS, TEXTS)
                .map(name -> FieldAnswers.file(suspensions.system(name).id()));
        return Stream.concat(Stream.of(CaseFiles.ALTERATION), answers)
                .flatMap(name -> vault.keptUntil(reference, name).stream())
                .toList();
    }

    /** An address changes, and each system that is not suspended is told. */
    private ProcessInstance move(Address from, Address to) {
        var process = stage.alter(from, Map.of(EMAIL, to.value()));
        stage.passThePause();
        stage.answerEverywhere(process, Map.of("EMAIL", "DONE"));
        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
        return process;
    }

    private ProcessInstance rename(Address at, String surname) {
        var process = stage.alter(at, Map.of(SURNAME, surname));
        stage.work();
        stage.answerEverywhere(process, Map.of("SURNAME", "DONE"));
        return process;
    }

    /** The person is removed here, and each system is asked. */
    private ProcessInstance removal(Address address) {
        var process = stage.withdraw(address);
        stage.work();
        stage.decideThatNothingHolds(process);
        stage.passThePause();
        return process;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> person(ProcessInstance process, Task task) {
        var asked = new AskedTask(task.getTaskDefinitionKey(), Stage.reference(process), stage.systemOf(task));
        return (Map<String, Object>) questions.sheet(asked, Stage.NALEDI).get("person");
    }

    private Received received() {
        return Received.by(application);
    }

    private List<Address> lettersOf(ProcessInstance process) {
        return Stream.<Address>of(FRED, HILL, LAKE)
                .filter(address -> received()
                        .newest(address.value())
                        .filter(text -> text.contains("our written answer to your request "
                                + Stage.reference(process).value()))
                        .isPresent())
                .toList();
    }
}

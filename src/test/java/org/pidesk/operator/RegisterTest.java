package org.pidesk.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.InvalidEntry;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

@PiDeskTest
class RegisterTest {
    private static final String JOHAN = "johan";
    private static final String IMRAN = "imran";

    @Autowired
    Register register;

    @Autowired
    ActivityLog activity;

    @Autowired
    SamplePeople people;

    @Autowired
    JdbcTemplate sql;

    private ProcessingSystem newsletters;

    @BeforeEach
    void moveIn() {
        people.moveIn();
        newsletters = named("Cape Newsletters");
    }

    @Test
    void tellsWhoChangedWhatAndHowItStoodBefore() {
        change(Map.of("contactPhone", "021 555 0799", "region", "Cork, Ireland"), JOHAN);

        assertThat(changes())
                .extracting(Change::by, Change::field, Change::before, Change::after)
                .containsExactly(
                        tuple(Fact.SYSTEM, Change.ADDED, null, "Cape Newsletters"),
                        tuple(JOHAN, "contactPhone", "021 555 0710", "021 555 0799"),
                        tuple(JOHAN, "region", "Dublin, Ireland", "Cork, Ireland"));
        assertThat(entry().particulars().region()).isEqualTo("Cork, Ireland");
    }

    @Test
    void tellsTheActivityLogWhichFieldsWereChangedAndNotWhatIsInThem() {
        change(Map.of("contactName", "Fred Basset"), JOHAN);

        assertThat(facts())
                .last()
                .isEqualTo(Fact.of(entry().reference(), "SYSTEM_CHANGED")
                        .by(JOHAN)
                        .with("system", newsletters.id())
                        .with("contactName", "changed"));
    }

    @Test
    void writesNothingDownWhenNothingWasChanged() {
        change(Map.of(), JOHAN);

        assertThat(changes()).hasSize(1);
        assertThat(facts()).hasSize(1);
        assertThat(entry().edition()).isEqualTo(newsletters.edition());
    }

    @Test
    void tellsTheSecondWhatTheFirstChangedAndKeepsTheFirst() {
        change(Map.of("contactName", "Nomvula Radebe-Smith"), JOHAN);

        assertThatThrownBy(() -> change(Map.of("contactName", "Somebody else"), "lindiwe"))
                .asInstanceOf(type(ChangedMeanwhile.class))
                .extracting(ChangedMeanwhile::changes)
                .isEqualTo(List.of(changes().get(1)));
        assertThat(entry().particulars().contactName()).isEqualTo("Nomvula Radebe-Smith");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind",
                "name",
                "holds",
                "purpose",
                "contactName",
                "breachContact",
                "region",
                "transferGround",
                "lookUp",
                "change",
                "deIdentify"
            })
    void asksForWhatIsMissing(String field) {
        assertThat(complaints(() -> change(Map.of(field, "  "), JOHAN))).containsOnlyKeys(field);
        assertThat(changes()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "kind, SPACESHIP",
        "contractDate, 31/03/2026",
        "contractDate, 2026-02-30",
        "contractDate, ''",
        "contract, ''",
        "contactEmail, nobody",
        "contactPhone, call me",
        "transferGround, BECAUSE"
    })
    void refusesWhatCannotBe(String field, String typed) {
        assertThat(complaints(() -> change(Map.of(field, typed), JOHAN))).containsOnlyKeys(field);
    }

    @Test
    void refusesALineThatIsTooLong() {
        assertThat(complaints(() -> change(Map.of("name", "x".repeat(201)), JOHAN)))
                .containsEntry("name", "Use 200 characters at most.");
    }

    @Test
    void needsOneWayAtLeastToReachTheContact() {
        change(Map.of("contactEmail", ""), JOHAN);

        newsletters = entry();
        assertThat(complaints(() -> change(Map.of("contactEmail", "", "contactPhone", ""), JOHAN)))
                .containsOnlyKeys("contactEmail");
    }

    /** It holds information all the same, and cases must ask it. */
    @Test
    void takesAnOperatorThatHasNoContractYet() {
        var typed = with(Map.of("name", "Harbour Prints", "contract", "", "contractDate", ""));

        var id = register.add(ABC_MOTORS, typed, JOHAN);

        assertThat(register.get(ABC_MOTORS, id).particulars().contract()).isNull();
    }

    @Test
    void givesANameToOneSystemAtATime() {
        assertThat(complaints(() -> register.add(ABC_MOTORS, with(Map.of("name", "CAPE newsletters")), JOHAN)))
                .containsOnlyKeys("name");

        register.remove(ABC_MOTORS, newsletters.id(), newsletters.edition(), "The contract ended.", JOHAN);
        register.add(ABC_MOTORS, with(Map.of()), JOHAN);

        assertThat(register.of(ABC_MOTORS).stream()
                        .filter(system -> system.name().equals("Cape Newsletters")))
                .extracting(ProcessingSystem::isRemoved)
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void suspendsForAReasonAndTakesUpAgain() {
        assertThat(complaints(() -> register.suspend(ABC_MOTORS, newsletters.id(), 0, " ", JOHAN)))
                .containsOnlyKeys("because");

        register.suspend(ABC_MOTORS, newsletters.id(), 0, "It was broken into.", JOHAN);
        assertThat(entry().suspendedBecause()).isEqualTo("It was broken into.");

        register.takeUp(ABC_MOTORS, newsletters.id(), 1, JOHAN);
        assertThat(entry().isSuspended()).isFalse();
        assertThat(facts())
                .extracting(Fact::kind)
                .containsExactly("SYSTEM_ADDED", "SYSTEM_SUSPENDED", "SYSTEM_TAKEN_UP");
    }

    @Test
    void changesNothingThatHasLeft() {
        register.remove(ABC_MOTORS, newsletters.id(), 0, "The contract ended.", JOHAN);

        newsletters = entry();
        assertThatThrownBy(() -> change(Map.of("region", "Elsewhere"), JOHAN))
                .isInstanceOf(IllegalStateException.class);
        assertThat(facts()).extracting(Fact::kind).containsExactly("SYSTEM_ADDED", "SYSTEM_REMOVED");
    }

    @Test
    void hasNoEntryOfAnotherOrganisation() {
        assertThatThrownBy(() -> register.get(SEA_POINT_CARS, newsletters.id()))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> register.suspend(SEA_POINT_CARS, newsletters.id(), 0, "Out of spite.", IMRAN))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> register.get(ABC_MOTORS, UUID.randomUUID()))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void rewritesNoHistory() {
        assertThatThrownBy(() -> sql.update("update system_change set by = 'nobody'"))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> sql.update("delete from system_change")).isInstanceOf(DataAccessException.class);
    }

    private void change(Map<String, String> differently, String by) {
        register.change(ABC_MOTORS, newsletters.id(), newsletters.edition(), with(differently), by);
    }

    private Map<String, String> with(Map<String, String> differently) {
        var typed = new HashMap<>(newsletters.particulars().written());
        typed.putAll(differently);
        return typed;
    }

    private static Map<String, String> complaints(ThrowingCallable attempt) {
        var refused = catchThrowableOfType(InvalidEntry.class, attempt);
        assertThat(refused).isNotNull();
        return refused.fields();
    }

    private ProcessingSystem named(String name) {
        return register.of(ABC_MOTORS).stream()
                .filter(system -> system.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ProcessingSystem entry() {
        return register.get(ABC_MOTORS, newsletters.id());
    }

    private List<Change> changes() {
        return register.changesOf(newsletters);
    }

    private List<Fact> facts() {
        return activity.of(newsletters.reference()).stream()
                .map(entry -> entry.fact())
                .toList();
    }
}

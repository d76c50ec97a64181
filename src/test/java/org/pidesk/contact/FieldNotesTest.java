package org.pidesk.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.Reference;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;

/** What is noted beside the fields of a record, and that it goes with them. */
@PiDeskTest
class FieldNotesTest {
    private static final Reference CASE = Reference.random();
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @Autowired
    Contacts contacts;

    @Autowired
    SamplePeople people;

    private UUID fred;

    @BeforeEach
    void meetFred() {
        people.moveIn();
        fred = contacts.heldAt(ABC_MOTORS, FRED).get(0).id();
    }

    @Test
    void restrictsAFieldUntilTheCaseThatContestsItIsSettled() {
        contacts.contest(fred, Field.EMAIL, CASE);
        contacts.contest(fred, Field.EMAIL, CASE);
        assertThat(contacts.contestedOf(fred)).containsExactly(Field.EMAIL);

        contacts.settle(fred, CASE);
        assertThat(contacts.contestedOf(fred)).isEmpty();
    }

    @Test
    void leavesAFieldContestedThatAnotherCaseContestsToo() {
        contacts.contest(fred, Field.EMAIL, CASE);
        contacts.contest(fred, Field.EMAIL, Reference.random());

        contacts.settle(fred, CASE);

        assertThat(contacts.contestedOf(fred)).containsExactly(Field.EMAIL);
    }

    @Test
    void keepsTheLatestStatementOnAField() {
        contacts.attach(fred, new Statement(Field.SURNAME, "It is Hound.", CASE, NOW));
        contacts.attach(fred, new Statement(Field.SURNAME, "It is Terrier.", CASE, NOW));

        assertThat(contacts.statementsOf(fred))
                .containsExactly(new Statement(Field.SURNAME, "It is Terrier.", CASE, NOW));
    }

    @Test
    void showsWhenAndWithWhichWordsConsentWasGiven() {
        contacts.consent(
                fred, new ConsentEvidence(Field.CONSENT_TO_MARKET, false, "alter-2026-12", "PI_PAGE", CASE, NOW));

        assertThat(contacts.get(fred).consentToMarket()).isFalse();
        assertThat(contacts.consentEvidenceOf(fred))
                .singleElement()
                .matches(shown -> !shown.given()
                        && shown.wording().equals("alter-2026-12")
                        && shown.at().equals(NOW));
    }

    @Test
    void goesWithTheRecord() {
        contacts.contest(fred, Field.EMAIL, CASE);
        contacts.attach(fred, new Statement(Field.NAME, "Not Fred.", CASE, NOW));
        contacts.consent(
                fred, new ConsentEvidence(Field.CONSENT_TO_MARKET, true, "alter-2026-12", "PI_PAGE", CASE, NOW));

        contacts.deIdentify(fred);

        assertThat(contacts.contestedOf(fred)).isEmpty();
        assertThat(contacts.statementsOf(fred)).isEmpty();
        assertThat(contacts.consentEvidenceOf(fred)).isEmpty();
    }

    @Test
    void keepsTheStatementWithAFieldThatAGroundHolds() {
        contacts.attach(fred, new Statement(Field.SURNAME, "It is Hound.", CASE, NOW));
        contacts.hold(fred, List.of(new Hold(Items.NAME, "TAX_RECORD", null, null)));

        contacts.deIdentify(fred);

        assertThat(contacts.statementsOf(fred)).hasSize(1);
    }
}

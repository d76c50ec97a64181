package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.contact.Field.CONSENT_TO_MARKET;
import static org.pidesk.contact.Field.EMAIL;
import static org.pidesk.contact.Field.NO;
import static org.pidesk.contact.Field.SURNAME;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.ASHVEER;
import static org.pidesk.sandbox.SamplePeople.FRED;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.organisation.Organisations;
import org.pidesk.sandbox.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Mails to staff carry a link; name and numbers only where the organisation wants them, and never in the subject. */
@PiDeskTest
class FactsInMailsTest {
    private static final String KEY_CONTACT = "lerato@abcmotors.example.com";

    @Autowired
    Stage stage;

    @Autowired
    Organisations organisations;

    @Autowired
    ApplicationContext application;

    @Test
    void areLeftOutByDefault() {
        stage.carryThrough(FRED);

        for (var recipient : new String[] {KEY_CONTACT, ASHVEER.value()}) {
            assertThat(Received.by(application).newest(recipient).orElseThrow())
                    .contains("/desk/requests/PI-")
                    .doesNotContain("Fred", "Basset", "19713570", "6226950");
        }
    }

    @Test
    void areToldWhereTheOrganisationWantsThem() {
        stage.proofOf(FRED);
        organisations.register(organisations.get(ABC_MOTORS).factsInMails(true));

        stage.carryThrough(FRED);

        var mails = Received.by(application);
        assertThat(mails.newest(KEY_CONTACT).orElseThrow()).contains("Fred Basset", "19713570");
        assertThat(mails.newest(ASHVEER.value()).orElseThrow()).contains("19713570", "6226950", "6226978");
    }

    @Test
    void ofARecordThatStaysAreLeftOutByDefault() {
        everythingStays();

        for (var recipient : new String[] {KEY_CONTACT, ASHVEER.value()}) {
            assertThat(Received.by(application).newest(recipient).orElseThrow())
                    .contains("Please stop all marketing to this person.", "/desk/requests/PI-")
                    .doesNotContain("Fred", "Basset", "19713570", "6226950");
        }
    }

    @Test
    void ofARecordThatStaysAreToldWhereTheOrganisationWantsThem() {
        stage.proofOf(FRED);
        organisations.register(organisations.get(ABC_MOTORS).factsInMails(true));

        everythingStays();

        var mails = Received.by(application);
        assertThat(mails.newest(KEY_CONTACT).orElseThrow()).contains("Fred Basset", "19713570");
        assertThat(mails.newest(ASHVEER.value()).orElseThrow()).contains("19713570", "6226950, 6226978");
    }

    private void everythingStays() {
        stage.decideThatAllHolds(stage.withdraw(FRED));
        stage.work();
    }

    @Test
    void areNeverInTheSubject() {
        stage.proofOf(FRED);
        organisations.register(organisations.get(ABC_MOTORS).factsInMails(true));

        stage.carryThrough(FRED);

        for (var recipient : new String[] {KEY_CONTACT, ASHVEER.value(), FRED.value()}) {
            assertThat(Received.by(application).newestSubject(recipient).orElseThrow())
                    .doesNotContain("Fred", "Basset", "19713570", "6226950");
        }
    }

    @Test
    void ofAnAlterationAreLeftOutByDefault() {
        alterEverything();

        assertThat(Received.by(application).newest(KEY_CONTACT).orElseThrow())
                .contains("altered the information", "/desk/requests/PI-")
                .doesNotContain("Fred", "Basset", "Hound", FRED.value(), "Was");
    }

    /** Mails are plain text: in place of a table, each line says in words what it was and what it is. */
    @Test
    void ofAnAlterationAreToldFieldByFieldWhereTheOrganisationWantsThem() {
        stage.proofOf(FRED);
        organisations.register(organisations.get(ABC_MOTORS).factsInMails(true));

        alterEverything();

        assertThat(Received.by(application).newest(KEY_CONTACT).orElseThrow())
                .contains(
                        "Name: was Fred; changed: not changed",
                        "Surname: was Basset; changed: Hound",
                        "Email: was fred@sea.example.com; changed: fred@lost.example.com",
                        "Mobile: was 083 656 7788; changed: not changed",
                        "Consent to process: was Yes; changed: not changed",
                        "Consent to market: was Yes; changed: No");
        assertThat(Received.by(application).newestSubject(KEY_CONTACT).orElseThrow())
                .doesNotContain("Fred", "Basset", "Hound");
    }

    private void alterEverything() {
        stage.alter(FRED, Map.of(SURNAME, "Hound", EMAIL, "fred@lost.example.com", CONSENT_TO_MARKET, NO));
        stage.passThePause();
    }
}

package org.pidesk.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.consent.MarketingConsent.State;
import org.pidesk.contact.ConsentEvidence;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Reference;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;

/** What a case says about marketing and what stands here are one. */
@PiDeskTest
class OneTruthTest {
    @Autowired
    Stage stage;

    @Autowired
    Consents consents;

    @Autowired
    Interests interests;

    @Autowired
    Contacts contacts;

    @Autowired
    SamplePeople people;

    private String cars;

    @BeforeEach
    void everybodyHasMovedIn() {
        people.moveIn();
        cars = interests.add(ABC_MOTORS, "New cars", "New models and test drives.", "naledi");
    }

    @Test
    void takesEveryYesWhenAPersonWantsNoMarketingAnyMore() {
        subscribe(THANDI);

        stage.alter(THANDI, Map.of(Field.CONSENT_TO_MARKET, Field.NO));
        stage.work();

        assertThat(consents.of(of(THANDI))).extracting(MarketingConsent::state).containsOnly(State.WITHDRAWN);
        assertThat(consents.mayMarket(of(THANDI), Channel.EMAIL, cars)).isFalse();
    }

    @Test
    void takesAYesOfAnAlterationForOneByEveryWayThatTheRecordHas() {
        var record = contacts.add(new Contact(ABC_MOTORS, "Zola", "Mbeki", "Phoned")
                        .reachedAt(EmailAddress.parse("zola@example.com")))
                .id();

        stage.alter(EmailAddress.parse("zola@example.com"), Map.of(Field.CONSENT_TO_MARKET, Field.YES));
        stage.work();
        stage.work();

        assertThat(consents.of(record)).singleElement().satisfies(said -> {
            assertThat(said.channel()).isEqualTo(Channel.EMAIL);
            assertThat(said.evidence().kind()).isEqualTo(Evidence.Kind.WEB_FORM);
            assertThat(said.evidence().reference())
                    .isEqualTo(contacts.consentEvidenceOf(record).get(0).reference());
        });
        assertThat(consents.mayMarket(record, Channel.EMAIL, cars)).isTrue();
    }

    @Test
    void takesEveryYesWithTheConsentToProcess() {
        subscribe(FRED);

        var process = stage.withdraw(FRED);
        stage.work();
        stage.endThatAllHolds(process);

        assertThat(consents.of(of(FRED))).extracting(MarketingConsent::state).containsOnly(State.WITHDRAWN);
    }

    /** Complaints and STOP are noted on the record by whoever receives them. */
    @Test
    void knowsByWhatMarketingEndedElsewhere() {
        subscribe(THANDI);
        var noted = new ConsentEvidence(
                Field.CONSENT_TO_MARKET, false, "none", "TEXT_MESSAGE", Reference.random(), Instant.EPOCH);

        contacts.consent(of(THANDI), noted);

        assertThat(consents.of(of(THANDI))).allSatisfy(said -> {
            assertThat(said.state()).isEqualTo(State.WITHDRAWN);
            assertThat(said.evidence().kind()).isEqualTo(Evidence.Kind.STOP_MESSAGE);
            assertThat(said.evidence().reference()).isEqualTo(noted.reference());
        });
    }

    @Test
    void forgetsEverythingWithADeIdentification() {
        subscribe(FRED);
        var fred = of(FRED);

        stage.carryThrough(FRED);

        assertThat(consents.history(fred)).isEmpty();
    }

    @Test
    void tellsTheRecordWhetherAnyYesIsLeft() {
        subscribe(THANDI);
        var byLink = Evidence.of(Evidence.Kind.UNSUBSCRIBE_LINK);

        consents.withdraw(of(THANDI), Channel.EMAIL, cars, byLink);

        assertThat(contacts.get(of(THANDI)).consentToMarket()).isFalse();
        subscribe(THANDI);
        assertThat(contacts.get(of(THANDI)).consentToMarket()).isTrue();
    }

    private void subscribe(Address address) {
        consents.give(
                of(address),
                Channel.EMAIL,
                cars,
                Ground.CONSENT,
                Evidence.of(Evidence.Kind.DOUBLE_OPT_IN).worded("marketing/1"));
    }

    private UUID of(Address address) {
        return contacts.heldAt(ABC_MOTORS, address).get(0).id();
    }
}

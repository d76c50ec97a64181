package org.pidesk.sandbox;

import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.KLOOF_TRADERS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.util.UUID;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Evidence;
import org.pidesk.consent.Interests;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.consent.Wording;
import org.pidesk.consent.Wordings;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Channel;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the sample people have said to marketing, and the groups that they belong to. */
@SandboxOnly
@Component
class SampleConsents {
    private static final String STAFF = "naledi";

    private final Interests interests;
    private final Consents consents;
    private final Wordings wordings;
    private final Contacts contacts;

    SampleConsents(Interests interests, Consents consents, Wordings wordings, Contacts contacts) {
        this.interests = interests;
        this.consents = consents;
        this.wordings = wordings;
        this.contacts = contacts;
    }

    /** Notes everything, unless it was noted already. */
    @Transactional
    public void moveIn() {
        if (!interests.of(ABC_MOTORS).isEmpty()) {
            return;
        }
        var cars = interests.add(ABC_MOTORS, "New cars", "New models, and test drives of them.", STAFF);
        var workshop = interests.add(ABC_MOTORS, "Workshop and service", "When a service is due, and its price.", STAFF);
        subscribed(of(THANDI), cars);
        subscribed(of(FRED), cars);
        subscribed(of(FRED), workshop);
        consents.give(of(AISHA), Channel.EMAIL, null, Ground.CONSENT, told("At the counter, on a family day."));
        consents.give(
                of(KLOOF_TRADERS),
                Channel.EMAIL,
                workshop,
                Ground.CUSTOMER,
                Evidence.of(Evidence.Kind.SALE).takenBy(STAFF, "Told of it in the lease of three vans."));
    }

    private void subscribed(UUID contact, String interest) {
        var evidence = Evidence.of(Evidence.Kind.DOUBLE_OPT_IN).worded(label());
        consents.give(contact, Channel.EMAIL, interest, Ground.CONSENT, evidence);
    }

    private Evidence told(String note) {
        return Evidence.of(Evidence.Kind.VERBAL).worded(label()).takenBy(STAFF, note);
    }

    private String label() {
        return wordings.current(ABC_MOTORS, Wording.Kind.MARKETING).label();
    }

    /** Of those who share an address, the one whose record says yes. */
    private UUID of(Address address) {
        var held = contacts.heldAt(ABC_MOTORS, address);
        return held.stream()
                .filter(Contact::consentToMarket)
                .findFirst()
                .orElse(held.get(0))
                .id();
    }
}

package org.pidesk.sandbox;

import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.KLOOF_TRADERS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

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
        var workshop =
                interests.add(ABC_MOTORS, "Workshop and service", "When a service is due, and its price.", STAFF);
        var read = wordings.current(ABC_MOTORS, Wording.Kind.MARKETING).label();
        var subscribed = Evidence.of(Evidence.Kind.DOUBLE_OPT_IN).worded(read);
        var told = Evidence.of(Evidence.Kind.VERBAL).worded(read).takenBy(STAFF, "At the counter, on a family day.");
        var sold = Evidence.of(Evidence.Kind.SALE).takenBy(STAFF, "Told of it in the lease of three vans.");
        give(THANDI, cars, Ground.CONSENT, subscribed);
        give(FRED, cars, Ground.CONSENT, subscribed);
        give(FRED, workshop, Ground.CONSENT, subscribed);
        give(AISHA, null, Ground.CONSENT, told);
        give(KLOOF_TRADERS, workshop, Ground.CUSTOMER, sold);
    }

    /** Of those who share an address, to the one whose record says yes; a record that is only stored is left alone. */
    private void give(Address address, String interest, Ground ground, Evidence evidence) {
        var held = contacts.heldAt(ABC_MOTORS, address).stream()
                .filter(record -> record.state() == Contact.State.ACTIVE)
                .toList();
        held.stream()
                .filter(Contact::consentToMarket)
                .findFirst()
                .or(() -> held.stream().findFirst())
                .ifPresent(record -> consents.give(record.id(), Channel.EMAIL, interest, ground, evidence));
    }
}

package org.pidesk.notice;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.pidesk.contact.ConsentEvidence;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Diary;
import org.pidesk.contact.DiaryNote.What;
import org.pidesk.contact.Field;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.suppression.Suppressions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends all marketing to an address, from now on and for ever, whoever holds it: the black list stops it, and the records
 * say that there is no consent. Consent to process stays as it is: a sender's number can be forged, and a link passed on.
 */
@Service
@Transactional
public class MarketingEnds {
    private final Suppressions suppressions;
    private final Contacts contacts;
    private final Diary diary;
    private final Clock clock;

    MarketingEnds(Suppressions suppressions, Contacts contacts, Diary diary, Clock clock) {
        this.suppressions = suppressions;
        this.contacts = contacts;
        this.diary = diary;
        this.clock = clock;
    }

    /** What it ends by. */
    public enum By {
        COMPLAINT(What.COMPLAINED),
        TEXT_MESSAGE(What.STOPPED);

        private final What what;

        By(What what) {
            this.what = what;
        }
    }

    /**
     * @param reference under which the evidence is found
     * @return whether this was news: it had not ended before
     */
    public boolean end(OrganisationId organisation, Address address, By by, Reference reference) {
        var isNews = suppressions.cover(organisation, address);
        var held = contacts.idsHeldAt(organisation, address);
        contacts.lockAll(held);
        held.forEach(record -> contacts.consent(record, evidence(by, reference)));
        diary.note(held, by.what, "");
        return isNews;
    }

    /** The same once more, where a newer yes has opened it since. */
    public void endAgain(OrganisationId organisation, Address address, By by, Reference reference) {
        if (!suppressions.covers(organisation, address)) {
            end(organisation, address, by, reference);
        }
    }

    /**
     * The same for the record that a message was written to, where it has another address by now. Done once for each
     * reference.
     */
    public void follow(UUID record, Address address, By by, Reference reference) {
        var contact = contacts.lock(record);
        if (contact.state() == Contact.State.DE_IDENTIFIED
                || contact.addresses().anyMatch(address::equals)
                || contacts.consentEvidenceOf(record).stream()
                        .anyMatch(said -> said.reference().equals(reference))) {
            return;
        }
        contacts.consent(record, evidence(by, reference));
        diary.note(List.of(record), by.what, "");
    }

    private ConsentEvidence evidence(By by, Reference reference) {
        return new ConsentEvidence(Field.CONSENT_TO_MARKET, false, "none", by.name(), reference, clock.instant());
    }
}

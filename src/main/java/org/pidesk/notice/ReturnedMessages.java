package org.pidesk.notice;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Diary;
import org.pidesk.contact.DiaryNote.What;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.Returned.Sort;
import org.pidesk.notice.SentMessages.Sent;
import org.pidesk.vault.Vault;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Does what follows when a message came back, whichever way we learned of it. */
@Service
@Transactional
class ReturnedMessages {
    private final SentMessages sent;
    private final Outbox outbox;
    private final DeadAddresses dead;
    private final RecordsWrittenTo recipients;
    private final Contacts contacts;
    private final Diary diary;
    private final ActivityLog activity;
    private final Vault vault;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ReturnedMessages(
            SentMessages sent,
            Outbox outbox,
            DeadAddresses dead,
            RecordsWrittenTo recipients,
            Contacts contacts,
            Diary diary,
            ActivityLog activity,
            Vault vault,
            Clock clock,
            ApplicationEventPublisher events) {
        this.sent = sent;
        this.outbox = outbox;
        this.dead = dead;
        this.recipients = recipients;
        this.contacts = contacts;
        this.diary = diary;
        this.activity = activity;
        this.vault = vault;
        this.clock = clock;
        this.events = events;
    }

    /** Nothing changes where nothing signed by us says which message it was, or that message is long forgotten. */
    void take(Returned returned) {
        if (returned.sort() == Sort.NOT_A_BOUNCE) {
            return;
        }
        returned.message().flatMap(this::find).ifPresent(message -> {
            if (returned.sort() == Sort.COMPLAINT) {
                complained(message);
            } else {
                bounced(message, returned.of(message.to()));
            }
        });
    }

    /** What comes back at once may be here before its sender has noted that it went: then that is noted here. */
    private Optional<Sent> find(UUID message) {
        var underWay = outbox.underWay(message);
        return sent.find(message).or(() -> underWay.flatMap(this::noted));
    }

    private Optional<Sent> noted(Outbox.Claim claim) {
        var to = Message.read(vault.openFromItsDay(claim.payload())).recipient();
        sent.note(new Stamp(claim.id(), claim.organisation(), claim.kind(), claim.messageId(), clock.instant()), to);
        return sent.find(claim.id());
    }

    /** Refused by the server that we gave it to, before it ever left. */
    void refused(Stamp stamp, Address to, Returned why) {
        if (SentMessages.isKept(stamp)) {
            bounced(new Sent(stamp.id(), stamp.organisation(), stamp.kind(), to, stamp.at()), why);
        }
    }

    private void complained(Sent message) {
        events.publishEvent(new ComplaintReceived(
                message.organisation(),
                message.to(),
                ComplaintReceived.Means.MAILBOX_PROVIDER,
                null,
                "",
                false,
                message.id(),
                recipients.recordOf(message.id()).orElse(null)));
    }

    private void bounced(Sent message, Returned returned) {
        var held = contacts.heldAt(message.organisation(), message.to());
        for (var contact : held) {
            if (dead.note(contact, message, returned)) {
                record(contact, message, returned);
            }
        }
        diary.note(ids(held), What.RETURNED, returned.reason().name());
        outbox.returned(message.id(), returned.code() == null ? "RETURNED" : returned.code())
                .ifPresent(events::publishEvent);
        events.publishEvent(new AddressBounced(
                message.organisation(),
                message.to(),
                returned.sort() == Sort.HARD,
                returned.reason(),
                message.kind(),
                message.id()));
    }

    private void record(Contact contact, Sent message, Returned returned) {
        activity.record(Fact.of(Reference.random(), "ADDRESS_UNDELIVERABLE")
                .about(contact.pseudonym().toString())
                .with("severity", returned.sort())
                .with("because", returned.reason())
                .with("notice", message.kind()));
    }

    private static List<UUID> ids(List<Contact> held) {
        return held.stream().map(Contact::id).toList();
    }
}

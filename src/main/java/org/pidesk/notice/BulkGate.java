package org.pidesk.notice;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.pidesk.contact.Diary;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.notice.BulkRun.Posting;
import org.pidesk.notice.SentMessages.Sent;
import org.pidesk.notice.Settlement.Outcome;
import org.pidesk.suppression.Suppressions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who of a batch is not written to after all, and the record of who was: a few statements for all of them. */
@Component
@Transactional
class BulkGate {
    static final String BLACK_LIST = "BLACK_LIST";
    static final String DEAD = "UNDELIVERABLE";

    private final Suppressions suppressions;
    private final DeadAddresses dead;
    private final SentMessages sent;
    private final TextReceipts receipts;
    private final ReturnedMessages returned;
    private final Diary diary;

    BulkGate(
            Suppressions suppressions,
            DeadAddresses dead,
            SentMessages sent,
            TextReceipts receipts,
            ReturnedMessages returned,
            Diary diary) {
        this.suppressions = suppressions;
        this.dead = dead;
        this.sent = sent;
        this.receipts = receipts;
        this.returned = returned;
        this.diary = diary;
    }

    /** Why, by the id of who is not written to. */
    @Transactional(readOnly = true)
    public Map<UUID, String> stopped(OrganisationId organisation, List<BulkRecipient> batch) {
        var stopped = new HashMap<UUID, String>();
        if (batch.isEmpty()) {
            return stopped;
        }
        var unreachable = dead.deadAmong(organisation, ofRecords(batch));
        var listed = suppressions.stoppedAmong(
                organisation, batch.stream().map(BulkRecipient::to).toList());
        for (var recipient : batch) {
            if (listed.contains(recipient.to())) {
                stopped.put(recipient.id(), BLACK_LIST);
            } else if (unreachable.contains(recipient.to())) {
                stopped.put(recipient.id(), DEAD);
            }
        }
        return stopped;
    }

    private static Map<UUID, Address> ofRecords(List<BulkRecipient> batch) {
        return batch.stream()
                .filter(recipient -> recipient.contact() != null)
                .collect(Collectors.toMap(BulkRecipient::contact, BulkRecipient::to, (one, same) -> one));
    }

    /** Before the first leaves: what comes back after a crash is still known. */
    public void noteGoing(Bulletin bulletin, Collection<Posting> going) {
        sent.noteAll(going.stream()
                .map(posting -> new Sent(
                        posting.recipient().id(),
                        bulletin.organisation(),
                        bulletin.kind(),
                        posting.recipient().to(),
                        posting.stamp().at()))
                .toList());
    }

    public void noteSettled(Bulletin bulletin, Collection<Posting> going, Collection<Settlement> settled) {
        for (var posting : going) {
            posting.refusals()
                    .forEach(why -> returned.refused(
                            posting.stamp(), posting.recipient().to(), why));
        }
        var taken = settled.stream()
                .filter(settlement -> settlement.outcome() == Outcome.SENT)
                .map(Settlement::id)
                .collect(Collectors.toSet());
        var written = going.stream()
                .filter(posting -> taken.contains(posting.recipient().id()))
                .toList();
        for (var posting : written) {
            receipts.await(posting.names(), posting.recipient().id());
        }
        var contacts = written.stream()
                .map(posting -> posting.recipient().contact())
                .filter(Objects::nonNull)
                .toList();
        if (!contacts.isEmpty()) {
            var what = SentMessages.writtenTo(written.get(0).recipient().to());
            diary.note(contacts, what, bulletin.kind().name());
        }
    }
}

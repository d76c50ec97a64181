package org.pidesk.notice;

import java.time.Duration;
import org.pidesk.kernel.MovableClock;
import org.pidesk.suppression.Suppressions;
import org.pidesk.vault.Vault;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Senders as the product's, but for the carriers that a test gives them. */
@Component
class MadeSenders {
    private final Outbox outbox;
    private final SentMessages sent;
    private final TextReceipts receipts;
    private final ReturnedMessages returned;
    private final Suppressions suppressions;
    private final Vault vault;
    private final MovableClock clock;
    private final TransactionTemplate transaction;

    MadeSenders(
            Outbox outbox,
            SentMessages sent,
            TextReceipts receipts,
            ReturnedMessages returned,
            Suppressions suppressions,
            Vault vault,
            MovableClock clock,
            TransactionTemplate transaction) {
        this.outbox = outbox;
        this.sent = sent;
        this.receipts = receipts;
        this.returned = returned;
        this.suppressions = suppressions;
        this.vault = vault;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** With no carrier of texts. */
    static Carriers mailsOnly(MailCarrier mails) {
        return new Carriers(mails, new SmppCarrier(null, "PiDesk", Duration.ofSeconds(1), new KeptTexts()));
    }

    Sender with(Carriers carriers) {
        return with(carriers, told -> {}, transaction);
    }

    /**
     * @param listener is told of what was sent
     * @param marks how it is marked as sent
     */
    Sender with(Carriers carriers, ApplicationEventPublisher listener, TransactionOperations marks) {
        return new Sender(
                outbox,
                carriers,
                sent,
                receipts,
                returned,
                suppressions,
                (organisation, address) -> false,
                vault,
                clock,
                listener,
                marks);
    }
}

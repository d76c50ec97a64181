package org.pidesk.notice;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.pidesk.kernel.Channel;
import org.pidesk.suppression.Suppressions;
import org.pidesk.vault.KeyDestroyed;
import org.pidesk.vault.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Empties the outbox. Any node may do it at any time: a row is held by a lease, sent outside every transaction, and
 * marked in one of its own.
 *
 * <p>Between the carrier's "250" and our mark a crash can happen; then the message goes once more, under the same
 * Message-ID. Losing it instead is no choice: the law wants the answer in writing.
 *
 * <p>A notice at which something unforeseen happens is put off like one that its recipient's host does not take; nobody
 * behind it waits for it.
 */
@Service
public class Sender {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    static final Duration GIVE_UP_AFTER = Duration.ofDays(5);
    private static final List<Duration> WAITS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(60));
    private static final Duration LANE_RESTS = Duration.ofMinutes(1);
    private static final int BATCH = 50;

    private final Outbox outbox;
    private final Carriers carriers;
    private final SentMessages sent;
    private final TextReceipts receipts;
    private final ReturnedMessages returned;
    private final Suppressions suppressions;
    private final SpentQuestions questions;
    private final Vault vault;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;

    Sender(
            Outbox outbox,
            Carriers carriers,
            SentMessages sent,
            TextReceipts receipts,
            ReturnedMessages returned,
            Suppressions suppressions,
            SpentQuestions questions,
            Vault vault,
            Clock clock,
            ApplicationEventPublisher events,
            TransactionOperations transaction) {
        this.outbox = outbox;
        this.carriers = carriers;
        this.sent = sent;
        this.receipts = receipts;
        this.returned = returned;
        this.suppressions = suppressions;
        this.questions = questions;
        this.vault = vault;
        this.clock = clock;
        this.events = events;
        this.transaction = transaction;
    }

    /** Sends all that is due now, and tells the house what became of it. Never from inside a step. */
    @Transactional(propagation = Propagation.NEVER)
    public void sendDue() {
        for (var channel : Channel.values()) {
            sendDue(channel);
        }
    }

    void sendDue(Channel channel) {
        try (var line = carriers.open(channel)) {
            var batch = outbox.claim(channel, BATCH);
            while (!batch.isEmpty() && sendAll(channel, batch, line)) {
                tellSettled();
                batch = outbox.claim(channel, BATCH);
            }
        }
        tellSettled();
    }

    /** @return whether the line is worth another batch */
    private boolean sendAll(Channel channel, List<Outbox.Claim> batch, Line line) {
        var mineUntil = clock.instant().plus(Outbox.LEASE.dividedBy(2));
        for (int i = 0; i < batch.size(); i++) {
            var claim = batch.get(i);
            var rest = batch.subList(i + 1, batch.size());
            NotSent.Fault fault;
            try {
                fault = sendOne(claim, line);
            } catch (RuntimeException notNoted) {
                // it may have gone, so it keeps its lease; the others need not wait for that
                outbox.release(rest);
                throw notNoted;
            }
            if (fault == NotSent.Fault.SLOW) {
                outbox.release(rest);
                outbox.rest(channel, claim.lane(), clock.instant().plus(LANE_RESTS));
                return true;
            }
            if (fault == NotSent.Fault.DOWN || clock.instant().isAfter(mineUntil)) {
                outbox.release(rest);
                return fault != NotSent.Fault.DOWN;
            }
        }
        return true;
    }

    /** @return what went wrong; null when nothing did */
    private NotSent.Fault sendOne(Outbox.Claim claim, Line line) {
        var now = clock.instant();
        if (claim.expiresAt() != null && !now.isBefore(claim.expiresAt())) {
            outbox.settle(claim, Status.EXPIRED, null);
            return null;
        }
        Message message;
        try {
            message = Message.read(vault.openFromItsDay(claim.payload()));
            if (stopped(claim, message)) {
                outbox.settle(claim, Status.SUPPRESSED, null);
                return null;
            }
        } catch (KeyDestroyed unreadable) {
            outbox.settle(claim, Status.FAILED, "KEY_DESTROYED");
            return null;
        } catch (RuntimeException unforeseen) {
            putOff(claim, unforeseen);
            return null;
        }
        return hand(claim, message, line);
    }

    private NotSent.Fault hand(Outbox.Claim claim, Message message, Line line) {
        var stamp = new Stamp(claim.id(), claim.organisation(), claim.kind(), claim.messageId(), clock.instant());
        List<String> names;
        try {
            names = line.send(message, stamp);
        } catch (NotSent failure) {
            transaction.executeWithoutResult(status -> noteNotSent(claim, stamp, message, failure));
            return failure.fault();
        } catch (RuntimeException unforeseen) {
            putOff(claim, unforeseen);
            return null;
        }
        transaction.executeWithoutResult(status -> noteSent(claim, stamp, message, names));
        return null;
    }

    private void putOff(Outbox.Claim claim, RuntimeException unforeseen) {
        // its own words could quote the message
        LOG.warn("{} cannot be sent: {}", claim, unforeseen.getClass().getSimpleName());
        if (!isTriedAgain(claim, "FAULT")) {
            outbox.settle(claim, Status.FAILED, "FAULT");
        }
    }

    /** Whoever was too slow, and has lost the notice to another sender, notes nothing. */
    private void noteSent(Outbox.Claim claim, Stamp stamp, Message message, List<String> names) {
        if (outbox.settle(claim, Status.SENT, null)) {
            sent.note(stamp, message.recipient());
            receipts.await(names, claim.id());
        }
    }

    private boolean stopped(Outbox.Claim claim, Message message) {
        return isOnABlackList(claim, message)
                || claim.kind().isAskedByAnybody() && questions.isSpent(claim.organisation(), message.recipient());
    }

    private boolean isOnABlackList(Outbox.Claim claim, Message message) {
        return !claim.kind().passesBlackLists() && suppressions.covers(claim.organisation(), message.recipient());
    }

    private void noteNotSent(Outbox.Claim claim, Stamp stamp, Message message, NotSent failure) {
        var goesAgain = failure.fault() != NotSent.Fault.REFUSED && isTriedAgain(claim, failure.code());
        if (!goesAgain && outbox.settle(claim, Status.FAILED, failure.code())) {
            failure.returned().ifPresent(why -> returned.refused(stamp, message.recipient(), why));
        }
    }

    /** @return false when it was tried for long enough */
    private boolean isTriedAgain(Outbox.Claim claim, String code) {
        var next = clock.instant().plus(WAITS.get(Math.min(claim.attempts(), WAITS.size()) - 1));
        if (next.isAfter(claim.writtenAt().plus(GIVE_UP_AFTER))) {
            return false;
        }
        outbox.tryAgain(claim, next, code);
        return true;
    }

    /**
     * Publishes each settlement in a transaction of its own, after the one that noted it: a listener that fails undoes
     * only what it did itself, is told again later, and can never cause a second message.
     */
    private void tellSettled() {
        for (var id = outbox.nextToTell(); id.isPresent(); id = outbox.nextToTell()) {
            var settled = id.get();
            transaction.executeWithoutResult(status -> outbox.told(settled).ifPresent(events::publishEvent));
        }
    }
}

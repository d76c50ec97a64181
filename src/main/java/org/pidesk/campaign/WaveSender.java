package org.pidesk.campaign;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.pidesk.kernel.Reference;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands over what the waves have let go. Any node may do it at any time; rows are held by a lease. Two batches are under
 * way at a time, so that carrier and database do not wait for each other.
 */
@Service
public class WaveSender {
    private static final int BATCH = 200;

    private final CampaignStore campaigns;
    private final Waves waves;
    private final Post post;
    private final BulkMails bulkMails;
    private final ThreadPoolTaskScheduler threads;

    WaveSender(
            CampaignStore campaigns,
            Waves waves,
            Post post,
            BulkMails bulkMails,
            @Qualifier(CampaignConfiguration.SCHEDULER) ThreadPoolTaskScheduler threads) {
        this.campaigns = campaigns;
        this.waves = waves;
        this.post = post;
        this.bulkMails = bulkMails;
        this.threads = threads;
    }

    /**
     * Sends all that may be sent now. Never from inside a step.
     *
     * @throws RuntimeException what failed, after all that did not; the scheduler writes it into the log
     */
    @Transactional(propagation = Propagation.NEVER)
    public void sendDue() {
        waves.takeBackFromTheDead();
        RuntimeException trouble = null;
        for (var campaign : campaigns.running()) {
            try {
                sendDue(campaign);
            } catch (TaskRejectedException shuttingDown) {
                throw shuttingDown;
            } catch (RuntimeException failed) {
                // one campaign's trouble is not the next one's
                trouble = both(trouble, new IllegalStateException("campaign " + campaign.reference(), failed));
                if (Thread.currentThread().isInterrupted()) {
                    break;
                }
            }
        }
        if (trouble != null) {
            throw trouble;
        }
    }

    private static RuntimeException both(RuntimeException first, RuntimeException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }

    private void sendDue(Campaign campaign) {
        bulkMails.releaseIfDue(campaign);
        send(campaign.reference());
        bulkMails.endIfSent(campaign);
    }

    /** The words are looked at before anybody is taken on: what cannot be sent costs nobody the question. */
    private void send(Reference reference) {
        var campaign = campaigns.get(reference);
        if (!waves.isAnythingDue(campaign)) {
            return;
        }
        if (post.lacks(campaign).isPresent()) {
            waves.rest(reference);
            return;
        }
        try (var line = post.open(campaign)) {
            var other = threads.submit(() -> sendBatches(reference, line));
            try {
                sendBatches(reference, line);
            } finally {
                await(other);
            }
        }
    }

    /** As long as there is somebody to take on, the carrier takes something, and the campaign does not come to rest. */
    private void sendBatches(Reference reference, Post.Line line) {
        var goesOn = true;
        while (goesOn) {
            var batch = waves.take(reference, BATCH);
            // a batch of which all were left out hands over nothing, and others may follow
            goesOn = !batch.isLast() && (batch.letters().isEmpty() || send(batch, line));
        }
    }

    /** @return whether the carrier takes something, and the campaign does not come to rest */
    private boolean send(Waves.Batch batch, Post.Line line) {
        var settled = line.send(batch);
        return !waves.settle(batch, settled) && isWorthAnother(settled);
    }

    /** A line that says nothing takes nothing, as far as anybody knows; of who was not handed over it says nothing either. */
    static boolean isWorthAnother(List<Settled> settled) {
        var handed = settled.stream()
                .map(Settled::status)
                .filter(status -> status != Status.LEFT_OUT)
                .collect(Collectors.toSet());
        return handed.isEmpty() || handed.contains(Status.SENT) || handed.contains(Status.FAILED);
    }

    private static void await(Future<?> other) {
        try {
            other.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped in the middle of a wave", stopped);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a batch could not be sent", failed.getCause());
        }
    }
}

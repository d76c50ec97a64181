package org.pidesk.notice;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.pidesk.notice.ComplaintLinks.Recipient;
import org.pidesk.notice.NotSent.Fault;
import org.pidesk.notice.Settlement.Outcome;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A message to many under way, over a few connections that stay open from batch to batch; several may send one at once. */
public final class BulkRun implements AutoCloseable {
    private final Bulletin bulletin;
    private final Mould mould;
    private final List<Line> lines;
    /** Those that nobody uses at the moment. */
    private final BlockingQueue<Line> free;

    private final ComplaintLinks complaints;
    private final BulkGate gate;
    private final String domain;
    private final Clock clock;
    private final ExecutorService threads;

    BulkRun(
            Bulletin bulletin,
            Mould mould,
            List<Line> lines,
            ComplaintLinks complaints,
            BulkGate gate,
            String domain,
            Clock clock) {
        this.bulletin = bulletin;
        this.mould = mould;
        this.lines = lines;
        this.free = new ArrayBlockingQueue<>(lines.size(), false, lines);
        this.complaints = complaints;
        this.gate = gate;
        this.domain = domain;
        this.clock = clock;
        this.threads = Executors.newFixedThreadPool(lines.size(), BulkRun::named);
    }

    /**
     * Sends a batch, and returns when all of it is settled. Black lists are asked once more, for the whole batch. After a
     * crash in the middle the same ids may be sent again: under the same Message-ID, which most mailboxes show once.
     *
     * @throws IllegalArgumentException when a recipient does not bring what the bulletin shows; nothing was sent then
     */
    public List<Settlement> send(List<BulkRecipient> batch) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException("never from inside a step");
        }
        batch.forEach(mould::check);
        var settled = new ArrayList<Settlement>();
        var going = new ArrayList<Posting>();
        var stopped = gate.stopped(bulletin.organisation(), batch);
        for (var recipient : batch) {
            var why = stopped.get(recipient.id());
            if (why == null) {
                going.add(posting(recipient));
            } else {
                settled.add(new Settlement(recipient.id(), Outcome.STOPPED, why));
            }
        }
        gate.noteGoing(bulletin, going);
        settled.addAll(sendAll(going));
        gate.noteSettled(bulletin, going, settled);
        return settled;
    }

    /**
     * A message on its way.
     *
     * @param names how the carrier calls it, once it has it
     * @param refusals what the carrier said of the address that it does not take
     */
    record Posting(BulkRecipient recipient, Stamp stamp, List<String> names, List<Returned> refusals) {
        Settlement settled(Outcome outcome, String code) {
            return new Settlement(recipient.id(), outcome, code);
        }
    }

    private Posting posting(BulkRecipient recipient) {
        var id = recipient.id();
        var stamp =
                new Stamp(id, bulletin.organisation(), bulletin.kind(), "<" + id + "@" + domain + ">", clock.instant());
        return new Posting(recipient, stamp, new ArrayList<>(), new ArrayList<>());
    }

    private Sendable message(BulkRecipient recipient) {
        return mould.fill(
                recipient,
                complaints.to(
                        new Recipient(bulletin.organisation(), recipient.to(), recipient.id(), recipient.contact())));
    }

    private List<Settlement> sendAll(List<Posting> going) {
        var work = new ArrayList<Callable<List<Settlement>>>();
        for (int i = 0; i < lines.size(); i++) {
            var first = i;
            work.add(() -> {
                var line = free.take();
                try {
                    return sendOver(line, going, first);
                } finally {
                    free.add(line);
                }
            });
        }
        var settled = new ArrayList<Settlement>();
        try {
            for (var done : threads.invokeAll(work)) {
                settled.addAll(done.get());
            }
            return settled;
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped in the middle of a batch", stopped);
        }
    }

    /**
     * Every n-th of them, n being the number of lines. Behind a message at which the line breaks or falls silent nothing
     * more is tried over it: whatever became of that one, the others were not handed over.
     */
    private List<Settlement> sendOver(Line line, List<Posting> going, int first) {
        var settled = new ArrayList<Settlement>();
        var isDown = false;
        for (int i = first; i < going.size(); i += lines.size()) {
            var posting = going.get(i);
            if (isDown) {
                settled.add(posting.settled(Outcome.LATER, Settlement.NOT_TRIED));
                continue;
            }
            try {
                posting.names().addAll(line.send(message(posting.recipient()), posting.stamp()));
                settled.add(posting.settled(Outcome.SENT, null));
            } catch (NotSent failure) {
                var isForGood = failure.fault() == Fault.REFUSED;
                settled.add(posting.settled(isForGood ? Outcome.REFUSED_FOR_GOOD : Outcome.LATER, failure.code()));
                failure.returned().filter(why -> isForGood).ifPresent(posting.refusals()::add);
                isDown = failure.endsTheLine();
            }
        }
        return settled;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        lines.forEach(Line::close);
    }

    private static Thread named(Runnable work) {
        var thread = new Thread(work, "bulk");
        thread.setDaemon(true);
        return thread;
    }
}

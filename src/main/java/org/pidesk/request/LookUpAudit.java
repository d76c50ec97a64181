package org.pidesk.request;

import jakarta.annotation.PreDestroy;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.pidesk.identity.Proof;
import org.pidesk.kernel.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Records for the organisation who looked when; whoever looks at the same again within a minute is recorded once. A
 * commit of its own would more than double what a look-up costs, so rows wait in memory and are written together every
 * second: what a crash loses is that second. No look-up waits for it, and none fails because of it. Whatever is not
 * recorded is counted, and the count is logged.
 */
@Component
public class LookUpAudit {
    private static final Logger LOG = LoggerFactory.getLogger(LookUpAudit.class);
    private static final int ROOM = 20_000;
    private static final int BATCH = 500;

    private final BlockingQueue<LookUp> waiting = new ArrayBlockingQueue<>(ROOM);
    private final LongAdder lost = new LongAdder();
    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final Clock clock;
    private final OnceAMinute<Look> looks;

    /** What is being written; it stays here until the database has it. */
    private final List<LookUp> batch = new ArrayList<>(BATCH);

    LookUpAudit(JdbcClient jdbc, Secrets secrets, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.clock = clock;
        this.looks = new OnceAMinute<>(ROOM, clock);
    }

    /** In which form somebody saw it. */
    public enum How {
        PAGE,
        PDF,
        JSON,
        MAIL
    }

    private record LookUp(Instant at, String organisation, UUID pseudonym, How how, boolean inClear) {}

    /** @param visitor who cannot be told from it */
    private record Look(String visitor, UUID pseudonym, How how, boolean inClear) {}

    /** Notes that this was shown to whoever has proven so. Returns at once. */
    public void note(Proof proof, Held held, How how) {
        var visitor = visitor(proof);
        if (held.nothing()) {
            note(proof, new Look(visitor, null, how, false));
        }
        held.records().forEach(row -> note(proof, new Look(visitor, row.pseudonym(), how, row.clear())));
    }

    private void note(Proof proof, Look look) {
        if (!looks.isNew(look)) {
            return;
        }
        var organisation = proof.organisation().value();
        if (!waiting.offer(new LookUp(clock.instant(), organisation, look.pseudonym(), look.how(), look.inClear()))) {
            looks.forget(look);
            lost.increment();
        }
    }

    private String visitor(Proof proof) {
        var text = proof.provenAt() + " " + proof.address().value();
        return HexFormat.of()
                .formatHex(secrets.fingerprint(
                        text, "request", "look-up", proof.organisation().value()));
    }

    /** Writes all that waits. What cannot be written now is tried again the next time. */
    @Scheduled(fixedDelay = 1000)
    public synchronized void flush() {
        sayWhatIsLost();
        do {
            waiting.drainTo(batch, BATCH - batch.size());
            if (batch.isEmpty()) {
                return;
            }
            write();
            batch.clear();
        } while (!waiting.isEmpty());
    }

    /** An orderly stop loses nothing, unless the database cannot be written to any more. */
    @PreDestroy
    synchronized void stop() {
        try {
            flush();
        } finally {
            lost.add(batch.size() + waiting.size());
            sayWhatIsLost();
        }
    }

    private void sayWhatIsLost() {
        var missing = lost.sumThenReset();
        if (missing > 0) {
            LOG.error("{} look-ups were not recorded: more came than could be written.", missing);
        }
    }

    private void write() {
        jdbc.sql("insert into look_up_audit (at, organisation, pseudonym, how, in_clear)"
                        + " select * from unnest(?, ?, ?, ?, ?)")
                .params(
                        column(Timestamp[]::new, lookUp -> Timestamp.from(lookUp.at())),
                        column(String[]::new, LookUp::organisation),
                        column(UUID[]::new, LookUp::pseudonym),
                        column(String[]::new, lookUp -> lookUp.how().name()),
                        column(Boolean[]::new, LookUp::inClear))
                .update();
    }

    private <T> T[] column(IntFunction<T[]> array, Function<LookUp, T> of) {
        return batch.stream().map(of).toArray(array);
    }
}

package org.pidesk.activity;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pidesk.kernel.Reference;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The record of processing (section 17): append-only, chained per case, sealed over all, free of personal data. */
@Service
public class ActivityLog {
    private final Facts facts;
    private final FactSealer sealer;
    private final FactVerifier verifier;
    private final Clock clock;

    ActivityLog(Facts facts, FactSealer sealer, FactVerifier verifier, Clock clock) {
        this.facts = facts;
        this.sealer = sealer;
        this.verifier = verifier;
        this.clock = clock;
    }

    /** Appends a fact in the caller's transaction. */
    @Transactional
    public void record(Fact fact) {
        facts.append(fact, clock.instant());
    }

    /** What was done in a case, oldest first. */
    public List<Entry> of(Reference reference) {
        return facts.of(reference);
    }

    /** Seals what was committed since the last seal, and anchors the seal outside the database. */
    @Scheduled(initialDelay = 5, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    @Transactional(propagation = Propagation.NEVER)
    public void seal() {
        sealer.seal();
    }

    /** Checks every chain, every seal and the anchor outside the database. */
    public Verification verify() {
        return verifier.verify();
    }
}

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
    private final AnchorFile anchor;
    private final Clock clock;

    ActivityLog(Facts facts, FactSealer sealer, FactVerifier verifier, AnchorFile anchor, Clock clock) {
        this.facts = facts;
        this.sealer = sealer;
        this.verifier = verifier;
        this.anchor = anchor;
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

    /**
     * A backup was put in the place of the database, and what was done since is not in the log. The anchor of before, which
     * shows that there was more, is kept beside a new one; the caller notes the restore as a fact.
     */
    public void wasRestored() {
        anchor.putAside();
    }

    /** Checks every chain, every seal and the anchor outside the database. */
    public Verification verify() {
        return verifier.verify();
    }
}

package org.pidesk.activity;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the whole log once by case and once by seal, in flat memory and as it stood at one moment, while others go on
 * writing.
 */
@Component
class FactVerifier {
    /** A seal is anchored seconds after it is made; longer only while no node runs. */
    private static final Duration ON_ITS_WAY = Duration.ofHours(1);

    private final CursoredReader reader;
    private final AnchorFile anchorFile;
    private final Clock clock;

    FactVerifier(CursoredReader reader, AnchorFile anchorFile, Clock clock) {
        this.reader = reader;
        this.anchorFile = anchorFile;
        this.clock = clock;
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ, propagation = Propagation.REQUIRES_NEW)
    public Verification verify() {
        var faults = new Faults();
        // before the first look at the database: an anchor that is newer would know seals that we do not see
        try (var anchor = anchorFile.open()) {
            var facts = followChains(faults);
            var seals = followSeals(faults, anchor);
            return new Verification(facts, seals, faults.sentences());
        }
    }

    private long followChains(Faults faults) {
        var check = new ChainCheck(faults);
        try (var links = reader.links();
                var lost = reader.endsOfNothing()) {
            links.forEach(check::next);
            check.end();
            lost.forEach(check::endOfNothing);
        }
        return check.facts();
    }

    private long followSeals(Faults faults, Anchor anchor) {
        var young = clock.instant().minus(ON_ITS_WAY).getEpochSecond();
        try (var leaves = reader.leaves();
                var seals = reader.seals()) {
            var check = new SealCheck(faults, leaves.iterator(), anchor, young);
            seals.forEach(check::next);
            check.end();
            return check.seals();
        }
    }
}

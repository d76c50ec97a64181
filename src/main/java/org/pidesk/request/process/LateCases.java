package org.pidesk.request.process;

import java.util.Optional;
import java.util.Set;
import org.pidesk.engine.CaseMarks;
import org.pidesk.engine.Marking;
import org.pidesk.kernel.Reference;
import org.pidesk.request.Ladder;
import org.pidesk.request.LatenessChanged;
import org.pidesk.request.Rung;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Marks late cases where they wait, for Cockpit to count and show. */
@Component
class LateCases implements CaseMarks {
    private static final String AT_RISK = "atRisk";
    private static final String BREACHED = "breached";

    private final Ladder ladder;
    private final Marking marking;

    LateCases(Ladder ladder, Marking marking) {
        this.ladder = ladder;
        this.marking = marking;
    }

    @EventListener
    void on(LatenessChanged changed) {
        marking.changed(changed.reference().value());
    }

    @Override
    public Set<String> types() {
        return Set.of(AT_RISK, BREACHED);
    }

    @Override
    public Optional<Mark> of(String reference) {
        try {
            return ladder.lateness(new Reference(reference)).map(LateCases::mark);
        } catch (IllegalArgumentException notAReference) {
            return Optional.empty();
        }
    }

    private static Mark mark(Rung rung) {
        return switch (rung) {
            case HALF -> throw new IllegalStateException("half of the time is no lateness");
            case AT_RISK -> new Mark(AT_RISK, "Four fifths of the time for the answer are gone.");
            case WORKING_DEADLINE -> new Mark(AT_RISK, "The last working day for the answer is over.");
            case BREACHED -> new Mark(BREACHED, "The last day for the answer is over.");
        };
    }
}

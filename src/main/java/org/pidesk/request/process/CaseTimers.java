package org.pidesk.request.process;

import org.pidesk.engine.DueDates;
import org.pidesk.request.Begun;
import org.pidesk.request.CaseDatesMoved;
import org.pidesk.request.Ladder;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets open tasks and running timers follow the dates of their case, in the transaction in which those move. */
@Component
class CaseTimers {
    private final Ladder ladder;
    private final DueDates dueDates;

    CaseTimers(Ladder ladder, DueDates dueDates) {
        this.ladder = ladder;
        this.dueDates = dueDates;
    }

    @EventListener
    void on(CaseDatesMoved moved) {
        ladder.datesMoved(moved.reference());
        dueDates.reckonAgain(moved.reference().value(), Begun::at);
    }
}

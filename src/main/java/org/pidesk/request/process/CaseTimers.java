package org.pidesk.request.process;

import org.pidesk.engine.DueDates;
import org.pidesk.request.Begun;
import org.pidesk.request.CaseDatesMoved;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets open tasks and running timers follow the dates of their case, in the transaction in which those move. */
@Component
class CaseTimers {
    private final DueDates dueDates;

    CaseTimers(DueDates dueDates) {
        this.dueDates = dueDates;
    }

    @EventListener
    void on(CaseDatesMoved moved) {
        dueDates.reckonAgain(moved.reference().value(), Begun::at);
    }
}

package org.pidesk.request;

import org.pidesk.kernel.Reference;
import org.pidesk.sla.HolidaysChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Reckons every open case again once the holidays are others, each in a transaction of its own. */
@Component
class ReckonOpenCases {
    private final RequestRepository requests;
    private final CaseClock clocks;

    ReckonOpenCases(RequestRepository requests, CaseClock clocks) {
        this.requests = requests;
        this.clocks = clocks;
    }

    @EventListener
    void on(HolidaysChanged holidays) {
        requests.open().forEach(reference -> clocks.reckonAgain(new Reference(reference)));
    }
}

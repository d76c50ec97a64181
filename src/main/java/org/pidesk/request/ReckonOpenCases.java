package org.pidesk.request;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import org.pidesk.kernel.Reference;
import org.pidesk.sla.HolidaysChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reckons every open case again once the holidays are others, each in a transaction of its own. A case in which somebody
 * did something else at that moment is left, and tried again.
 */
@Component
class ReckonOpenCases {
    private static final Logger LOG = LoggerFactory.getLogger(ReckonOpenCases.class);

    private final RequestRepository requests;
    private final CaseClock clocks;
    private final Set<String> left = new ConcurrentSkipListSet<>();

    ReckonOpenCases(RequestRepository requests, CaseClock clocks) {
        this.requests = requests;
        this.clocks = clocks;
    }

    @EventListener
    void on(HolidaysChanged holidays) {
        left.addAll(requests.open());
        reckonWhatIsLeft();
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void reckonWhatIsLeft() {
        if (!left.isEmpty()) {
            left.retainAll(requests.open());
            left.removeIf(this::isReckoned);
        }
    }

    private boolean isReckoned(String reference) {
        try {
            clocks.reckonAgain(new Reference(reference));
            return true;
        } catch (RuntimeException busy) {
            LOG.warn(
                    "The dates of {} are reckoned again later: {}",
                    reference,
                    busy.getClass().getSimpleName());
            return false;
        }
    }
}

package org.pidesk.request;

import java.util.concurrent.TimeUnit;
import org.pidesk.kernel.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has the closed cases go on whose left out system is back, the oldest first, each in a transaction of its own. A case in
 * which that fails is left, and tried again.
 */
@Component
class LeftOutCases {
    private static final Logger LOG = LoggerFactory.getLogger(LeftOutCases.class);

    private final LeftOutSystems leftOut;

    LeftOutCases(LeftOutSystems leftOut) {
        this.leftOut = leftOut;
    }

    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void goOn() {
        leftOut.casesWithOneBack().forEach(this::goOn);
    }

    private void goOn(Reference reference) {
        try {
            leftOut.goOn(reference);
        } catch (RuntimeException failed) {
            LOG.warn(
                    "{} goes on with what it left out later: {}",
                    reference,
                    failed.getClass().getSimpleName());
        }
    }
}

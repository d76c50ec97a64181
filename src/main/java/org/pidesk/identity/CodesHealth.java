package org.pidesk.identity;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/** The alarm: out of service when the hour's codes are used up, which no ordinary day does. */
@Component("codes")
class CodesHealth extends AbstractHealthIndicator {
    private final Limits limits;

    CodesHealth(Limits limits) {
        super("The codes of this hour could not be counted.");
        this.limits = limits;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var left = limits.codesLeft();
        (left > 0 ? health.up() : health.outOfService()).withDetail("left", left);
    }
}

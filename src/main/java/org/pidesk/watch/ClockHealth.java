package org.pidesk.watch;

import org.pidesk.kernel.ClockGap;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * The alarm: down when this machine's clock and the database's are more than a minute apart. What the product does goes by
 * the database's; logs, certificates and the hours of chores go by the machine's, and one of the two is wrong.
 */
@Component("clockHealthIndicator")
class ClockHealth extends AbstractHealthIndicator {
    private final ClockGap gap;

    ClockHealth(ClockGap gap) {
        super("The clock of the database could not be read.");
        this.gap = gap;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var apart = gap.now();
        (ClockGap.isTooWide(apart) ? health.down() : health.up()).withDetail("secondsApart", apart.toSeconds());
    }
}

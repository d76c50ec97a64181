package org.pidesk.watch;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.actuate.availability.AvailabilityStateHealthIndicator;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Keeps what each part says of itself for some seconds, and whether the database is there for one: it decides whether a
 * node is sent requests. What the node knows of itself is asked each time.
 */
@Component
class AllKeptHealth implements SmartInitializingSingleton {
    static final Duration KEPT = Duration.ofSeconds(5);

    private static final Duration OF_DATABASE_KEPT = Duration.ofSeconds(1);
    private static final String DATABASE = "db";

    private final HealthContributorRegistry parts;
    private final Clock clock;

    AllKeptHealth(HealthContributorRegistry parts, Clock clock) {
        this.parts = parts;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (var part : parts) {
            if (part.getContributor() instanceof HealthIndicator indicator && asksOthers(indicator)) {
                var name = part.getName();
                parts.unregisterContributor(name);
                parts.registerContributor(
                        name, new KeptHealth(indicator, clock, name.equals(DATABASE) ? OF_DATABASE_KEPT : KEPT));
            }
        }
    }

    private static boolean asksOthers(HealthIndicator indicator) {
        return !(indicator instanceof KeptHealth) && !(indicator instanceof AvailabilityStateHealthIndicator);
    }
}

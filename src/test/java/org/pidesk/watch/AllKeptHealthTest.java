package org.pidesk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.MovableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.DefaultHealthContributorRegistry;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Whoever asks for the health of a node, however often, makes it ask its database now and then. */
@PiDeskTest
class AllKeptHealthTest {
    @Autowired
    HealthContributorRegistry parts;

    @Autowired
    MovableClock clock;

    @Test
    void isThatOfEachPartButOfTheNodeItself() {
        var kinds = new TreeMap<String, Class<? extends HealthContributor>>();
        parts.forEach(part -> kinds.put(part.getName(), part.getContributor().getClass()));

        assertThat(kinds)
                .containsKeys("activity", "clock", "codes", "db", "erasureJournal", "mail", "notices", "staffArea");
        assertThat(kinds.keySet().stream().filter(name -> kinds.get(name) != KeptHealth.class))
                .containsExactlyInAnyOrder("livenessState", "readinessState");
    }

    @Test
    void ofTheDatabaseIsKeptShorter() {
        var asked = new AtomicInteger();
        HealthIndicator counted = () -> {
            asked.incrementAndGet();
            return Health.up().build();
        };
        var few = new DefaultHealthContributorRegistry();
        few.registerContributor("db", counted);
        few.registerContributor("codes", counted);
        new AllKeptHealth(few, clock).afterSingletonsInstantiated();

        askAll(few);
        askAll(few);
        assertThat(asked).hasValue(2);
        clock.advance(Duration.ofSeconds(2));
        askAll(few);
        assertThat(asked).hasValue(3);
        clock.advance(AllKeptHealth.KEPT);
        askAll(few);
        assertThat(asked).hasValue(5);
    }

    private static void askAll(HealthContributorRegistry parts) {
        parts.forEach(part -> ((HealthIndicator) part.getContributor()).health());
    }
}

package org.pidesk.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pidesk.kernel.MovableClock;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

/** Whoever asks for our health, however often, makes us sign in at the mail server no more than twice a minute. */
class KeptHealthTest {
    private final MovableClock clock = new MovableClock(ZoneOffset.UTC);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void isAskedForOnceInAWhile() {
        var health = new KeptHealth(
                () -> asked.incrementAndGet() == 1
                        ? Health.up().build()
                        : Health.down().build(),
                clock,
                Duration.ofSeconds(30));

        for (int i = 0; i < 100; i++) {
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        }
        assertThat(asked).hasValue(1);
        clock.advance(Duration.ofSeconds(31));
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        clock.advance(Duration.ofHours(-2));
        health.health();
        assertThat(asked).hasValue(3);
    }

    @Test
    void keepsNobodyWaitingBehindWhoAsks() throws Exception {
        var hangs = new CountDownLatch(1);
        var isAsked = new CountDownLatch(1);
        var health = new KeptHealth(
                () -> {
                    isAsked.countDown();
                    waitFor(hangs);
                    return Health.up().build();
                },
                clock,
                Duration.ofSeconds(30));
        var one = Executors.newSingleThreadExecutor();
        try {
            var first = one.submit(health::health);
            isAsked.await();

            assertThat(health.health().getStatus()).isEqualTo(Status.UNKNOWN);
            hangs.countDown();
            assertThat(first.get().getStatus()).isEqualTo(Status.UP);
        } finally {
            one.shutdownNow();
        }
    }

    /** A disk that hangs, say: it is asked once, however many ask us, and none of them waits for it. */
    @Test
    void isDownWhileItHangs() {
        var hangs = new CountDownLatch(1);
        var health = new KeptHealth(
                () -> {
                    asked.incrementAndGet();
                    waitFor(hangs);
                    return Health.up().build();
                },
                clock,
                Duration.ofSeconds(5),
                Duration.ofMillis(1));
        try {
            for (int i = 0; i < 50; i++) {
                assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
                clock.advance(Duration.ofSeconds(6));
            }
            await().untilAsserted(() -> assertThat(asked).hasValue(1));
        } finally {
            hangs.countDown();
        }
        await().untilAsserted(() -> assertThat(health.health().getStatus()).isEqualTo(Status.UP));
    }

    @Test
    void isDownWhereItFails() {
        var health = new KeptHealth(
                () -> {
                    throw new IllegalStateException("words of its own");
                },
                clock,
                Duration.ofSeconds(5));

        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().toString()).doesNotContain("words of its own");
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

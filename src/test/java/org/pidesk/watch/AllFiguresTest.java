package org.pidesk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pidesk.kernel.MovableClock;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.dao.DataAccessResourceFailureException;

class AllFiguresTest {
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final MovableClock clock = new MovableClock(ZoneOffset.UTC);
    private final AtomicInteger read = new AtomicInteger();
    private AllFigures figures;

    @AfterEach
    void end() {
        figures.destroy();
    }

    @Test
    void areReadOnceHoweverManyAsk() throws Exception {
        figures(reading("cases", () -> read.incrementAndGet()));
        var crowd = Executors.newFixedThreadPool(16);
        try {
            var asked = IntStream.range(0, 200)
                    .mapToObj(n -> crowd.submit(() -> figures.collect()))
                    .toList();
            for (var one : asked) {
                assertThat(value(one.get(), "pidesk_cases")).isEqualTo(1);
            }
        } finally {
            crowd.shutdownNow();
        }

        assertThat(read.get()).isEqualTo(1);
    }

    @Test
    void areReadAgainWhenTheyAreOld() {
        figures(reading("cases", () -> read.incrementAndGet()));

        figures.collect();
        clock.advance(EVERY.minusSeconds(5));
        assertThat(value(figures.collect(), "pidesk_cases")).isEqualTo(1);
        clock.advance(Duration.ofSeconds(5));
        assertThat(value(figures.collect(), "pidesk_cases")).isEqualTo(2);
        clock.advance(Duration.ofHours(-2));
        assertThat(value(figures.collect(), "pidesk_cases")).isEqualTo(3);
    }

    @Test
    void areMissingWhereTheirStatementFailsAndAllOthersAreThere() {
        figures(
                reading("cases", () -> {
                    read.incrementAndGet();
                    throw new DataAccessResourceFailureException("away");
                }),
                reading("outbox", () -> 7));

        var told = figures.collect();
        figures.collect();

        assertThat(names(told)).doesNotContain("pidesk_cases").contains("pidesk_outbox");
        assertThat(text(told)).contains("cases=0.0", "outbox=1.0");
        // who fails is not asked more often than who does not
        assertThat(read.get()).isEqualTo(1);
    }

    @Test
    void areMissingWhereTheirReadingIsBrokenAndAllOthersAreThere() {
        figures(
                reading("cases", () -> {
                    throw new IllegalStateException("a mistake of ours");
                }),
                reading("outbox", () -> 7));

        var told = figures.collect();

        assertThat(names(told)).doesNotContain("pidesk_cases").contains("pidesk_outbox");
        assertThat(text(told)).contains("cases=0.0", "outbox=1.0");
    }

    @Test
    void areThereAgainOnceTheStatementIs() {
        figures(reading("cases", () -> {
            if (read.incrementAndGet() == 1) {
                throw new DataAccessResourceFailureException("away");
            }
            return 5;
        }));

        assertThat(names(figures.collect())).doesNotContain("pidesk_cases");
        clock.advance(EVERY);
        assertThat(value(figures.collect(), "pidesk_cases")).isEqualTo(5);
    }

    @Test
    void areMissingWhereTheyTakeTooLongAndAllOthersAreThere() {
        var answer = new CountDownLatch(1);
        figures(
                reading("cases", () -> {
                    read.incrementAndGet();
                    await(answer);
                    return 5;
                }),
                reading("outbox", () -> 7));

        assertThat(names(figures.collect())).doesNotContain("pidesk_cases").contains("pidesk_outbox");
        assertThat(names(figures.collect())).doesNotContain("pidesk_cases");
        // nobody asks a second time while the first is out
        assertThat(read.get()).isEqualTo(1);
        answer.countDown();
        assertThat(value(figures.collect(), "pidesk_cases")).isEqualTo(5);
    }

    /** An alarm needs them without a gap: whatever is away makes each reading long. */
    @Test
    void areThoseOfBeforeWhileTheyTakeTooLongButNotForEver() {
        var answer = new CountDownLatch(1);
        figures(reading("cases", () -> {
            if (read.incrementAndGet() > 1) {
                await(answer);
            }
            return 5;
        }));

        figures.collect();
        clock.advance(EVERY);
        assertThat(value(figures.collect(), "pidesk_cases")).isEqualTo(5);
        assertThat(read.get()).isEqualTo(2);
        clock.advance(Duration.ofMinutes(5));
        assertThat(names(figures.collect())).doesNotContain("pidesk_cases");
        answer.countDown();
    }

    private void figures(Reading... readings) {
        figures = new AllFigures(
                List.of(readings),
                clock,
                new MetricsSettings("", EVERY, Duration.ofSeconds(4)),
                new StaticListableBeanFactory().getBeanProvider(PrometheusRegistry.class));
    }

    private static Reading reading(String name, Supplier<Integer> value) {
        return new Reading() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Figure> take() {
                return List.of(Figure.of("pidesk_" + name, "A figure.", value.get()));
            }
        };
    }

    private static void await(CountDownLatch answer) {
        try {
            answer.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> names(MetricSnapshots told) {
        return told.stream().map(one -> one.getMetadata().getName()).toList();
    }

    private static double value(MetricSnapshots told, String name) {
        return told.stream()
                .filter(one -> one.getMetadata().getName().equals(name))
                .map(one -> ((GaugeSnapshot) one).getDataPoints().get(0).getValue())
                .findFirst()
                .orElseThrow();
    }

    private static String text(MetricSnapshots told) {
        return told.stream()
                .filter(one -> one.getMetadata().getName().equals(AllFigures.IS_READ))
                .flatMap(one -> ((GaugeSnapshot) one).getDataPoints().stream())
                .map(point -> point.getLabels().get("figures") + "=" + point.getValue())
                .collect(Collectors.joining(" "));
    }
}

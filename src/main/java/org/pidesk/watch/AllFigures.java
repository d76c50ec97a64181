package org.pidesk.watch;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.pidesk.watch.KeptReading.Taken;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * All figures of the house, for whoever scrapes. They are read on threads of their own: what a statement that fails or
 * hangs would have said is missing, and all else is answered in time.
 */
@Component
class AllFigures implements MultiCollector, DisposableBean {
    static final String IS_READ = "pidesk_figures_read";

    /** So many times as long is kept what asks other machines. */
    private static final int DEAR = 4;

    private final MetricsSettings settings;
    private final ExecutorService threads;
    private final List<KeptReading> kept;

    AllFigures(
            List<Reading> readings,
            Clock clock,
            MetricsSettings settings,
            ObjectProvider<PrometheusRegistry> registry) {
        this.settings = settings;
        this.threads = Executors.newCachedThreadPool(new CustomizableThreadFactory("watch-"));
        this.kept = readings.stream()
                .map(reading -> new KeptReading(
                        reading, threads, clock, settings.readEvery().multipliedBy(reading.isDear() ? DEAR : 1)))
                .toList();
        registry.ifAvailable(all -> all.register(this));
    }

    @Override
    public MetricSnapshots collect() {
        var asked = new LinkedHashMap<String, CompletableFuture<Taken>>();
        kept.forEach(reading -> asked.put(reading.name(), inTime(reading)));
        var metrics = new LinkedHashMap<String, GaugeSnapshot.Builder>();
        asked.forEach((name, answer) -> {
            var taken = answer.join();
            var isRead = Figure.of(IS_READ, "Whether these figures could be read.", taken.isRead() ? 1 : 0);
            Stream.concat(taken.figures().stream(), Stream.of(isRead.by("figures", name)))
                    .forEach(figure -> metrics.computeIfAbsent(figure.name(), first -> gauge(figure))
                            .dataPoint(point(figure)));
        });
        return new MetricSnapshots(metrics.values().stream()
                .<MetricSnapshot>map(GaugeSnapshot.Builder::build)
                .toList());
    }

    /** Together they are waited for no longer than one alone: their time runs from here. */
    private CompletableFuture<Taken> inTime(KeptReading reading) {
        return reading.figures()
                .copy()
                .completeOnTimeout(reading.meanwhile(), settings.patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static GaugeSnapshot.Builder gauge(Figure figure) {
        return GaugeSnapshot.builder().name(figure.name()).help(figure.help());
    }

    private static GaugeDataPointSnapshot point(Figure figure) {
        var labels = Labels.builder();
        figure.labels().forEach(labels::label);
        return GaugeDataPointSnapshot.builder()
                .value(figure.value())
                .labels(labels.build())
                .build();
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}

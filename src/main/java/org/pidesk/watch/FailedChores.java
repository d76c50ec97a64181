package org.pidesk.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;
import org.springframework.stereotype.Component;

/**
 * Whether the last run of each chore at this node failed. A count of failures would not tell: of a chore of the night one
 * is too many, and of one that runs every ten seconds some are past and mended.
 */
@Component
class FailedChores implements ObservationHandler<ScheduledTaskObservationContext> {
    private final ObjectProvider<MeterRegistry> registry;
    private final Map<String, AtomicInteger> failed = new ConcurrentHashMap<>();

    FailedChores(ObjectProvider<MeterRegistry> registry) {
        this.registry = registry;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof ScheduledTaskObservationContext;
    }

    @Override
    public void onStop(ScheduledTaskObservationContext run) {
        of(run.getTargetClass().getName(), run.getMethod().getName()).set(run.getError() == null ? 0 : 1);
    }

    private AtomicInteger of(String type, String method) {
        return failed.computeIfAbsent(type + "." + method, name -> {
            var last = new AtomicInteger();
            Gauge.builder("pidesk_chore_failed", last, AtomicInteger::get)
                    .description("Whether the last run of this chore at this node failed")
                    .tag("chore", name)
                    .register(registry.getObject());
            return last;
        });
    }
}

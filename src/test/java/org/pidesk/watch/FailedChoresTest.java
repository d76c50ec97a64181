package org.pidesk.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.scheduling.support.ScheduledMethodRunnable;

class FailedChoresTest {
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final ObservationRegistry observations = ObservationRegistry.create();
    private boolean ill;

    FailedChoresTest() {
        var beans = new StaticListableBeanFactory();
        beans.addBean("meters", meters);
        observations
                .observationConfig()
                .observationHandler(new FailedChores(beans.getBeanProvider(MeterRegistry.class)));
    }

    /** A chore. */
    void work() {
        if (ill) {
            throw new IllegalStateException("ill");
        }
    }

    @Test
    void tellsOfTheLastRunAlone() throws Exception {
        var chore = new ScheduledMethodRunnable(this, getClass().getDeclaredMethod("work"), "", () -> observations);

        chore.run();
        assertThat(failed()).isZero();
        ill = true;
        assertThatThrownBy(chore::run).hasMessage("ill");
        assertThat(failed()).isEqualTo(1);
        ill = false;
        chore.run();
        assertThat(failed()).isZero();
    }

    private double failed() {
        return meters.get("pidesk_chore_failed")
                .tag("chore", FailedChoresTest.class.getName() + ".work")
                .gauge()
                .value();
    }
}

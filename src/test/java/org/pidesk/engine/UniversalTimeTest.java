package org.pidesk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.DefaultBootstrapContext;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessorsFactory;
import org.springframework.boot.logging.DeferredLogs;
import org.springframework.core.env.StandardEnvironment;

class UniversalTimeTest {
    private static final Timestamp NOON = Timestamp.from(Instant.parse("2026-11-23T12:00:00Z"));

    private final TimeZone before = TimeZone.getDefault();

    @AfterEach
    void whereWeWere() {
        TimeZone.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Africa/Johannesburg", "America/New_York", "UTC"})
    void writesAMomentAlikeWhereverTheMachineStands(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        var asTheMachineWouldWrite = NOON.toString();

        EnvironmentPostProcessorsFactory.fromSpringFactories(null)
                .getEnvironmentPostProcessors(new DeferredLogs(), new DefaultBootstrapContext())
                .stream()
                .filter(UniversalTime.class::isInstance)
                .forEach(step -> step.postProcessEnvironment(new StandardEnvironment(), new SpringApplication()));

        assertThat(NOON).hasToString("2026-11-23 12:00:00.0");
        assertThat(asTheMachineWouldWrite.equals(NOON.toString())).isEqualTo(zone.equals("UTC"));
    }
}

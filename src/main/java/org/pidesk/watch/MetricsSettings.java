package org.pidesk.watch;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What machines that watch are told ({@code pidesk.metrics}).
 *
 * @param token what a machine has to show at {@code /actuator/prometheus}, at least 32 characters; without one nothing is
 *     there
 * @param readEvery how old figures may be: however often they are asked for, they are read no more often
 * @param patience how long a page of figures waits for the database; what takes longer is missing from the answer
 */
@Validated
@ConfigurationProperties("pidesk.metrics")
public record MetricsSettings(
        @NotNull @Pattern(regexp = "|[!-~]{32,200}") @DefaultValue("")
        String token,

        @DurationMin(seconds = 1) @DefaultValue("15s") Duration readEvery,
        @DurationMin(seconds = 1) @DefaultValue("3s") Duration patience) {

    /** Without the token. */
    @Override
    public String toString() {
        return "read every " + readEvery;
    }
}

package org.pidesk.suppression;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When new entries of the black lists move from the intake to their list.
 *
 * @param company how many entries must wait before they move together; the more, the less anybody learns who sees the
 *     lists before and after
 * @param patience after what time they move even if they are fewer
 */
@Validated
@ConfigurationProperties("pidesk.suppression")
record SuppressionProperties(
        @DefaultValue("20") @Min(2) int company,
        @DefaultValue("1d") Duration patience) {}

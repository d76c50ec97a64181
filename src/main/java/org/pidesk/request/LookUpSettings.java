package org.pidesk.request;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much a storm of look-ups can cause, in each organisation.
 *
 * @param alertsPerHour of how many look-ups in an hour the key contacts are told by a mail each; of the others one mail
 *     tells at the end of the hour
 * @param searchesAtOnce for how many people is searched at once; who comes later waits, in the order of receipt
 * @param daysAfterAbuse for how many days an address starts no look-up after one that was an abuse
 */
@Validated
@ConfigurationProperties("pidesk.look-up")
record LookUpSettings(
        @DefaultValue("3") @Min(0) int alertsPerHour,
        @DefaultValue("1000") @Min(1) int searchesAtOnce,
        @DefaultValue("30") @Min(0) @Max(365) int daysAfterAbuse) {}

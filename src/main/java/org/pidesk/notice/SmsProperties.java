package org.pidesk.notice;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How text messages leave ({@code pidesk.sms}).
 *
 * @param sender what the handset shows: up to eleven letters and digits, or a number in digits, by arrangement with
 *     the carrier
 * @param smpp the carrier's SMPP account; null when there is none: then text messages fail with {@code NO_CARRIER}
 */
@Validated
@ConfigurationProperties("pidesk.sms")
record SmsProperties(
        @NotNull @Pattern(regexp = "[A-Za-z0-9 ]{1,11}|\\+?[0-9]{3,15}") @DefaultValue("PiDesk")
        String sender,

        @Valid SmppAccount smpp) {}

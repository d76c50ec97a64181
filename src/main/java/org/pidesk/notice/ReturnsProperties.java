package org.pidesk.notice;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How we learn what became of a mail ({@code pidesk.returns}).
 *
 * @param mailbox where undeliverable mails return to; null when there is none: then nobody learns of them
 * @param sesTopics the topics of Amazon SNS, by their ARN, whose notifications of Amazon SES are believed; without any,
 *     none is
 */
@Validated
@ConfigurationProperties("pidesk.returns")
record ReturnsProperties(
        @Valid ReturnsMailbox mailbox,
        @NotNull @DefaultValue List<String> sesTopics) {}

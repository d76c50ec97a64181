package org.pidesk.notice;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How mails leave ({@code pidesk.mail}); the server itself is {@code spring.mail}.
 *
 * @param sender the installation's own address, at a domain whose SPF and DKIM records name our mail server. It stands
 *     in From with the organisation's name; answers go to the organisation.
 * @param connectTimeout how long to wait for a connection
 * @param answerTimeout how long to wait for each answer of the server, and for it to take what we write
 * @param mailTimeout how long one mail may take in all, whatever the server answers meanwhile
 * @param dkim the keys with which mails are signed, each adding a signature of its own; without any, the mail server
 *     has to sign them
 * @param bulkConnections over how many connections a mail to many goes out at once
 */
@Validated
@ConfigurationProperties("pidesk.mail")
record MailProperties(
        @NotBlank @Email @DefaultValue("notices@pi-desk.example")
        String sender,

        @DurationMin(millis = 1) @DurationMax(seconds = 60) @DefaultValue("10s")
        Duration connectTimeout,

        @DurationMin(millis = 1) @DurationMax(seconds = 60) @DefaultValue("15s")
        Duration answerTimeout,

        @DurationMin(millis = 1) @DurationMax(minutes = 5) @DefaultValue("30s")
        Duration mailTimeout,

        @Valid @NotNull @DefaultValue List<DkimKey> dkim,
        @Min(1) @Max(32) @DefaultValue("4") int bulkConnections) {

    /** The domain that our Message-IDs stand under. */
    String domain() {
        return sender.substring(sender.lastIndexOf('@') + 1);
    }
}

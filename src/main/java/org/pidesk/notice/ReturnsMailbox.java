package org.pidesk.notice;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mailbox to which mails return that could not be delivered ({@code pidesk.returns.mailbox}).
 *
 * @param address its address; each mail leaves with one of its own, made by putting a plus sign and a mark behind the
 *     name: {@code returns+mark@example.com}. The mail server must bring those into this mailbox, too.
 * @param host the IMAP server
 * @param port its port
 * @param username our name there
 * @param password our password there
 * @param tls whether the connection begins encrypted; without it, it must be this machine or a network of your own
 */
public record ReturnsMailbox(
        @NotBlank @Pattern(regexp = "[a-z0-9](?:[a-z0-9._-]{0,18}[a-z0-9])?@[a-z0-9.-]{3,200}")
        String address,

        @NotBlank String host,
        @Min(1) @Max(65535) @DefaultValue("993") int port,
        @NotBlank String username,
        @NotNull @DefaultValue("") String password,
        @DefaultValue("true") boolean tls) {

    /** What stands before the mark. */
    String name() {
        return address.substring(0, address.indexOf('@'));
    }

    String domain() {
        return address.substring(address.indexOf('@') + 1);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return username + " at " + host + ":" + port;
    }
}

package org.pidesk.notice;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;

/**
 * A key with which mails are signed ({@code pidesk.mail.dkim}).
 *
 * @param selector under which name its public half stands in the DNS, before {@code ._domainkey.} and the domain of the
 *     sender
 * @param file the private half of a key that signs mails: RSA of 2048 bits or more, or Ed25519, as PEM (PKCS #8)
 */
record DkimKey(
        @NotBlank @Pattern(regexp = "[A-Za-z0-9](?:[A-Za-z0-9.-]{0,61}[A-Za-z0-9])?")
        String selector,

        @NotNull Path file) {}

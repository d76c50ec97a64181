package org.pidesk.consent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.SealingKey;
import org.pidesk.kernel.Secrets;

/**
 * Links that say what they are about to nobody but us, and that nobody else can make: their parts, sealed for one purpose
 * at one organisation. Nothing is kept, so a million of them cost no row.
 */
final class SealedLinks {
    /** What could be one of ours; anything longer is not even read. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{40,1000}");

    private static final String BETWEEN = "\n";

    private final SealingKey key;
    private final String purpose;

    SealedLinks(Secrets secrets, String purpose) {
        this.key = secrets.sealingKey("consent", "link", purpose);
        this.purpose = purpose;
    }

    /** What a link says, and until when it is good. */
    record Opened(List<String> parts, Instant expires) {}

    /** @param parts none with a line end in it; null for nothing */
    String seal(OrganisationId organisation, Instant expires, String... parts) {
        var text = new StringBuilder(Long.toString(expires.getEpochSecond()));
        for (var part : parts) {
            text.append(BETWEEN).append(part == null ? "" : part);
        }
        var sealed = key.seal(text.toString().getBytes(StandardCharsets.UTF_8), place(organisation));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** Empty when it is none of ours, for another purpose, or of another organisation; what is over is opened too. */
    Optional<Opened> open(OrganisationId organisation, String token) {
        if (token == null || !FORM.matcher(token).matches()) {
            return Optional.empty();
        }
        try {
            var opened = key.open(Base64.getUrlDecoder().decode(token), place(organisation));
            var parts = Arrays.asList(new String(opened, StandardCharsets.UTF_8).split(BETWEEN, -1));
            return Optional.of(
                    new Opened(parts.subList(1, parts.size()), Instant.ofEpochSecond(Long.parseLong(parts.get(0)))));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private String place(OrganisationId organisation) {
        return "link/" + purpose + "/" + organisation;
    }
}

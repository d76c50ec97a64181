package org.pidesk.notice;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.SealingKey;
import org.pidesk.kernel.Secrets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The links in mails at which a person complains of them. A link is all there is: who got the mail is sealed in it, so
 * that nobody else can read it, and nothing has to be kept for the many who never complain.
 */
@Component
public class ComplaintLinks {
    static final int DAYS_VALID = 180;

    private static final String PLACE = "complaint-link";
    private static final String NONE = "-";
    /** For each half of a byte one; without vowels they make no words, and without digits no numbers. */
    private static final String LETTERS = "bcdfghjkmnpqrstv";

    private static final Pattern SEALED = Pattern.compile("(?:[" + LETTERS + "]{2}){30,400}");

    private final SealingKey key;
    private final Clock clock;
    private final String baseUrl;

    ComplaintLinks(Secrets secrets, Clock clock, @Value("${pidesk.base-url}") String baseUrl) {
        this.key = secrets.sealingKey("notice", PLACE);
        this.clock = clock;
        this.baseUrl = baseUrl;
    }

    /**
     * Who got a message, and in whose name.
     *
     * @param origin the id of the recipient of a bulk mail; null for any other message
     * @param record the record that it was written to; null where there was none, or nobody knows
     */
    public record Recipient(OrganisationId organisation, Address address, UUID origin, UUID record) {}

    String to(Recipient recipient) {
        return "%s/%s/pi/complaint/%s".formatted(baseUrl, recipient.organisation(), token(recipient));
    }

    private String token(Recipient recipient) {
        var text = String.join(
                " ",
                LocalDate.now(clock).toString(),
                recipient.organisation().value(),
                text(recipient.origin()),
                text(recipient.record()),
                recipient.address().value());
        return written(key.seal(text.getBytes(StandardCharsets.UTF_8), PLACE));
    }

    /** Who holds such a link; empty when it is none of ours, or too old. */
    public Optional<Recipient> read(String token) {
        if (token == null || !SEALED.matcher(token).matches()) {
            return Optional.empty();
        }
        try {
            var text = new String(key.open(bytes(token), PLACE), StandardCharsets.UTF_8);
            var parts = text.split(" ", 5);
            var age = ChronoUnit.DAYS.between(LocalDate.parse(parts[0]), LocalDate.now(clock));
            return age > DAYS_VALID
                    ? Optional.empty()
                    : Optional.of(new Recipient(
                            new OrganisationId(parts[1]), Address.parse(parts[4]), id(parts[2]), id(parts[3])));
        } catch (IllegalArgumentException forged) {
            return Optional.empty();
        }
    }

    private static String text(UUID id) {
        return id == null ? NONE : id.toString();
    }

    private static UUID id(String text) {
        return text.equals(NONE) ? null : UUID.fromString(text);
    }

    private static String written(byte[] bytes) {
        var text = new StringBuilder(bytes.length * 2);
        for (var one : bytes) {
            text.append(LETTERS.charAt(one >> 4 & 15)).append(LETTERS.charAt(one & 15));
        }
        return text.toString();
    }

    private static byte[] bytes(String written) {
        var bytes = new byte[written.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] =
                    (byte) (LETTERS.indexOf(written.charAt(2 * i)) << 4 | LETTERS.indexOf(written.charAt(2 * i + 1)));
        }
        return bytes;
    }
}

package org.pidesk.notice;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.pidesk.kernel.Secrets;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Gives each mail a sender's address of its own on the envelope (VERP), so that one that comes back says by itself which
 * it was. The mark in it carries a keyed hash: a returned mail that somebody made up has none, and changes nothing.
 */
@Component
class ReturnPaths {
    static final int DAYS_VALID = 30;

    private static final int KEYED_HASH = 8;
    private static final int BYTES = 16 + Short.BYTES + KEYED_HASH;
    /** Letters and digits of one case: an address may be written in either on its way. */
    private static final int RADIX = 32;

    private static final int LENGTH = 42;
    private static final String FORM = "[0-9a-v]{" + LENGTH + "}";
    private static final Pattern MARK = Pattern.compile(FORM);

    private final Secrets secrets;
    private final Clock clock;
    private final ReturnsMailbox mailbox;
    private final Pattern path;

    @Autowired
    ReturnPaths(Secrets secrets, Clock clock, ReturnsProperties properties, ObjectProvider<ReturnsMailbox> given) {
        this(secrets, clock, given.getIfAvailable(properties::mailbox));
    }

    /** @param mailbox null when there is none */
    ReturnPaths(Secrets secrets, Clock clock, ReturnsMailbox mailbox) {
        this.secrets = secrets;
        this.clock = clock;
        this.mailbox = mailbox;
        this.path = mailbox == null
                ? null
                : Pattern.compile("(?i)\\b" + Pattern.quote(mailbox.name()) + "\\+(" + FORM + ")@"
                        + Pattern.quote(mailbox.domain()));
    }

    /** Null when there is no mailbox. */
    ReturnsMailbox mailbox() {
        return mailbox;
    }

    /** Where this mail comes back to; empty when there is no mailbox, and the sender's own address has to do. */
    Optional<String> of(UUID id) {
        return mailbox == null
                ? Optional.empty()
                : Optional.of(mailbox.name() + "+" + mark(id) + "@" + mailbox.domain());
    }

    /** Names a mail to us, and nothing to anybody else. */
    String mark(UUID id) {
        var today = (short) today();
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putShort(today)
                .put(hash(secrets, id, today))
                .array();
        var digits = new BigInteger(1, bytes).toString(RADIX);
        return "0".repeat(LENGTH - digits.length()) + digits;
    }

    /** Which mail a mark names; empty when we never made it, or too long ago. */
    Optional<UUID> read(String mark) {
        if (mark == null || !MARK.matcher(mark).matches()) {
            return Optional.empty();
        }
        var number = new BigInteger(mark, RADIX);
        if (number.bitLength() > BYTES * Byte.SIZE) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.wrap(inFull(number.toByteArray()));
        var id = new UUID(bytes.getLong(), bytes.getLong());
        var day = bytes.getShort();
        var hash = new byte[KEYED_HASH];
        bytes.get(hash);
        var age = (short) ((short) today() - day);
        var ours = secrets.eachRoot().stream().anyMatch(root -> MessageDigest.isEqual(hash(root, id, day), hash));
        return ours && age >= 0 && age <= DAYS_VALID ? Optional.of(id) : Optional.empty();
    }

    /** Which mail a text names by its return path: a header, or a part of one. */
    Optional<UUID> in(String text) {
        if (path == null || text == null) {
            return Optional.empty();
        }
        return path.matcher(text)
                .results()
                .map(found -> read(found.group(1).toLowerCase(Locale.ROOT)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private long today() {
        return Duration.ofMillis(clock.millis()).toDays();
    }

    private static byte[] hash(Secrets root, UUID id, short day) {
        var text = id + " " + HexFormat.of().toHexDigits(day);
        return Arrays.copyOf(root.fingerprint(text, "notice", "return-path"), KEYED_HASH);
    }

    /** A number has neither leading zeros nor, always, a sign of one byte. */
    private static byte[] inFull(byte[] number) {
        var full = new byte[BYTES];
        var length = Math.min(number.length, BYTES);
        System.arraycopy(number, number.length - length, full, BYTES - length, length);
        return full;
    }
}

package org.pidesk.restore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.pidesk.kernel.SealingKey;
import org.pidesk.kernel.Secrets;
import org.springframework.stereotype.Component;

/** Seals entries, so that nobody who has the journal and not the secret can tell one from another. */
@Component
class EntrySeal {
    private static final String PLACE = "erasure-journal";
    /** Nearly every entry fits; what is longer takes a multiple of it. */
    private static final int UNIT = 128;

    private final SealingKey key;
    private final Secrets secrets;

    EntrySeal(Secrets secrets) {
        this.key = secrets.sealingKey("journal", "entry");
        this.secrets = secrets;
    }

    /** Different each time, and of one length. */
    String seal(String text) {
        return Base64.getEncoder().encodeToString(key.seal(padded(text), PLACE));
    }

    /** @throws IllegalArgumentException when it was not sealed here */
    String open(String sealed) {
        var bytes = ByteBuffer.wrap(key.open(Base64.getDecoder().decode(sealed), PLACE));
        var text = new byte[bytes.getInt()];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Finds what is sealed, and joins to nothing else. */
    byte[] tag(Subject subject) {
        return secrets.fingerprint(subject.text(), "journal", "tag");
    }

    private static byte[] padded(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var units = (Integer.BYTES + bytes.length + UNIT - 1) / UNIT;
        return ByteBuffer.allocate(units * UNIT).putInt(bytes.length).put(bytes).array();
    }
}

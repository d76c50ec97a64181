package org.pidesk.identity;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.pidesk.kernel.SealingKey;
import org.pidesk.kernel.Secrets;
import org.springframework.stereotype.Component;

/** Seals the addresses of a few minutes. A seal belongs to its row: moved to another one it does not open. */
@Component
class Sealer {
    private final SealingKey key;

    Sealer(Secrets secrets) {
        this.key = secrets.sealingKey("identity", "address");
    }

    byte[] seal(String text, byte[] row) {
        return key.seal(text.getBytes(StandardCharsets.UTF_8), place(row));
    }

    String open(byte[] sealed, byte[] row) {
        try {
            return new String(key.open(sealed, place(row)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new IllegalStateException("a seal does not open", broken);
        }
    }

    private static String place(byte[] row) {
        return HexFormat.of().formatHex(row);
    }
}

package org.pidesk.staff;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes that an app and we compute from the same secret and the time (RFC 6238, with the HOTP of RFC 4226). */
final class Totp {
    static final int DIGITS = 6;
    private static final int SECONDS = 30;

    private Totp() {}

    static long stepAt(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS);
    }

    static String code(byte[] secret, long step) {
        return code(secret, step, DIGITS);
    }

    /** HMAC-SHA-1: most apps know no other, and nothing here hangs on its collisions. */
    static String code(byte[] secret, long step, int digits) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = ByteBuffer.wrap(
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array()));
            var offset = hash.get(hash.capacity() - 1) & 0x0f;
            var number = (hash.getInt(offset) & 0x7fffffff) % (long) Math.pow(10, digits);
            return String.format("%0" + digits + "d", number);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

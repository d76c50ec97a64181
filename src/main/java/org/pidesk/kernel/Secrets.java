package org.pidesk.kernel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives every key of the house from the one root secret, which is never in the database.
 *
 * <p>HKDF-SHA-256 (RFC 5869) with the purpose as its info: keys of different purposes say nothing about each other.
 */
public final class Secrets {
    private final byte[] pseudoRandomKey;

    /** @param root at least 32 random bytes */
    public Secrets(byte[] root) {
        if (root.length < 32) {
            throw new IllegalArgumentException("The root secret (pidesk.secret) must have at least 32 bytes.");
        }
        this.pseudoRandomKey = hmac("pi-desk".getBytes(StandardCharsets.UTF_8), root);
    }

    /** A 256-bit key for one purpose, named by its parts: {@code keyFor("suppression", "email", "abc-motors")}. */
    public SecretKey keyFor(String... purpose) {
        var info = (String.join("\u0000", purpose) + "\u0001").getBytes(StandardCharsets.UTF_8);
        return new SecretKeySpec(hmac(pseudoRandomKey, info), "HmacSHA256");
    }

    /** HMAC-SHA-256 of a text under the key of a purpose: the only form in which an address is compared at rest. */
    public byte[] fingerprint(String text, String... purpose) {
        return hmac(keyFor(purpose).getEncoded(), text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

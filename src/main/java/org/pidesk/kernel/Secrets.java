package org.pidesk.kernel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;
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
    private final List<Secrets> former;

    /** @param root at least 32 random bytes */
    public Secrets(byte[] root) {
        this(root, List.of());
    }

    /**
     * @param root at least 32 random bytes
     * @param former the roots that this one has replaced: nothing new is made with them, what was made stays readable
     */
    public Secrets(byte[] root, List<byte[]> former) {
        if (root.length < 32) {
            throw new IllegalArgumentException("The root secret (pidesk.secret) must have at least 32 bytes.");
        }
        this.pseudoRandomKey = hmac("pi-desk".getBytes(StandardCharsets.UTF_8), root);
        this.former = former.stream().map(Secrets::new).toList();
    }

    /** The secrets of each root there was, the present one first: for whoever looks for what was written long ago. */
    public List<Secrets> eachRoot() {
        return Stream.concat(Stream.of(this), former.stream()).toList();
    }

    /** A key that seals for one purpose, and opens what was sealed for it under any root. */
    public SealingKey sealingKey(String... purpose) {
        return SealingKey.of(
                keyFor(purpose),
                former.stream().map(secrets -> secrets.keyFor(purpose)).toList());
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

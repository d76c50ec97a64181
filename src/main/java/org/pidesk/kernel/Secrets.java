package org.pidesk.kernel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final String HMAC = "HmacSHA256";
    /** As many purposes as an installation has organisations and staff; beyond, keys are derived again. */
    private static final int MOST_KEPT = 10_000;

    private final byte[] pseudoRandomKey;
    private final List<Secrets> former;
    /** Ready to hash, each to be copied: to derive its key takes longer than to use it. */
    private final Map<String, Mac> hashes = new ConcurrentHashMap<>();

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
        return keyFor(joined(purpose));
    }

    private SecretKey keyFor(String purpose) {
        var info = (purpose + "\u0001").getBytes(StandardCharsets.UTF_8);
        return new SecretKeySpec(hmac(pseudoRandomKey, info), HMAC);
    }

    private static String joined(String... purpose) {
        return String.join("\u0000", purpose);
    }

    /** HMAC-SHA-256 of a text under the key of a purpose: the only form in which an address is compared at rest. */
    public byte[] fingerprint(String text, String... purpose) {
        try {
            return ((Mac) hash(joined(purpose)).clone()).doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Mac hash(String purpose) {
        return hashes.size() < MOST_KEPT
                ? hashes.computeIfAbsent(purpose, own -> mac(keyFor(own)))
                : Optional.ofNullable(hashes.get(purpose)).orElseGet(() -> mac(keyFor(purpose)));
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        return mac(new SecretKeySpec(key, HMAC)).doFinal(text);
    }

    private static Mac mac(SecretKey key) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.pidesk.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of AES-256-GCM. What it sealed for one place cannot be opened at another, so that nobody who writes to the
 * database can lay one person's text into another person's row.
 *
 * <p>Sealed bytes are a random nonce of twelve bytes, the ciphertext, and a tag of sixteen.
 */
public final class SealingKey {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    /** Null for the oldest. */
    private final SealingKey former;

    private SealingKey(byte[] key, SealingKey former) {
        if (key.length != 32) {
            throw new IllegalArgumentException("a sealing key has 32 bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
        this.former = former;
    }

    public static SealingKey of(byte[] key) {
        return new SealingKey(key, null);
    }

    /** A key that {@link Secrets} derived; it also opens what the former ones sealed. */
    static SealingKey of(SecretKey derived, List<SecretKey> former) {
        var older = former.isEmpty() ? null : of(former.get(0), former.subList(1, former.size()));
        return new SealingKey(derived.getEncoded(), older);
    }

    public static SealingKey random() {
        return of(randomBytes(32));
    }

    /** @param place where the sealed bytes will lie: the name of the row or the file */
    public byte[] seal(byte[] text, String place) {
        var nonce = randomBytes(NONCE);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(text);
            return ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalArgumentException when the bytes were not sealed by this key for this place */
    public byte[] open(byte[] sealed, String place) {
        if (sealed.length < NONCE + TAG_BITS / 8) {
            throw new IllegalArgumentException("too short to be sealed");
        }
        var nonce = new byte[NONCE];
        var rest = ByteBuffer.wrap(sealed).get(nonce);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, place).doFinal(sealed, rest.position(), rest.remaining());
        } catch (AEADBadTagException notOurs) {
            if (former == null) {
                throw new IllegalArgumentException("not sealed by this key for this place", notOurs);
            }
            return former.open(sealed, place);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The key itself, for whoever keeps it. */
    public byte[] bytes() {
        return key.getEncoded();
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] randomBytes(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "a key";
    }
}

package org.pidesk.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A secret that opens one thing: 256 random bits, written in URL-safe base 64. We keep only its {@link #hash()}.
 *
 * <p>{@link #toString()} does not show it.
 */
public record Token(String value) {
    private static final SecureRandom RANDOM = new SecureRandom();

    public static Token random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** SHA-256 of the token: 256 random bits need no salt and no slow hash. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The secret that these two are together, in this order: who has only one of them has nothing. */
    public Token with(Token other) {
        var both = new Token(value + "." + other.value);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(both.hash()));
    }

    /** The secret that this one is for one purpose: for any other it is nothing. */
    public Token within(String purpose) {
        return with(new Token(purpose));
    }

    @Override
    public String toString() {
        return "a token";
    }
}

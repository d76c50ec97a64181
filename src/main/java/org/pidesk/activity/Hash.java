package org.pidesk.activity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, as the database reckons it in {@code fact_hash}. */
final class Hash {
    private Hash() {}

    /** Over the parts, a line each. */
    static byte[] of(String... lines) {
        return of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    static byte[] of(byte[]... bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var some : bytes) {
                digest.update(some);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.pidesk.notice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** A private key, and what DKIM calls the way it signs. */
record SigningPen(String selector, String algorithm, PrivateKey key) {
    private static final String RSA = "rsa-sha256";
    private static final String ED25519 = "ed25519-sha256";
    private static final int SHORTEST_RSA = 2048;

    static SigningPen of(DkimKey settings) {
        var key = read(settings.file());
        return new SigningPen(settings.selector(), key instanceof RSAKey ? RSA : ED25519, key);
    }

    /** Ed25519 signs the hash of what RSA would hash itself (RFC 8463, section 3). */
    byte[] write(byte[] text) {
        try {
            var signature = Signature.getInstance(algorithm.equals(RSA) ? "SHA256withRSA" : "Ed25519");
            signature.initSign(key);
            signature.update(algorithm.equals(RSA) ? text : Dkim.sha256(text));
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static PrivateKey read(Path file) {
        try {
            var pem = Files.readString(file);
            var bytes = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            var key = key(new PKCS8EncodedKeySpec(bytes));
            if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA) {
                throw new IllegalStateException(
                        "The key %s of pidesk.mail.dkim is too short: %d bits at least.".formatted(file, SHORTEST_RSA));
            }
            return key;
        } catch (IOException | InvalidKeySpecException unusable) {
            throw new IllegalStateException(
                    "The key %s of pidesk.mail.dkim is no private key of RSA or Ed25519 in PKCS #8.".formatted(file),
                    unusable);
        }
    }

    private static PrivateKey key(PKCS8EncodedKeySpec spec) throws InvalidKeySpecException {
        try {
            return factory("RSA").generatePrivate(spec);
        } catch (InvalidKeySpecException notRsa) {
            return factory("Ed25519").generatePrivate(spec);
        }
    }

    private static KeyFactory factory(String algorithm) {
        try {
            return KeyFactory.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return algorithm + " " + selector;
    }
}

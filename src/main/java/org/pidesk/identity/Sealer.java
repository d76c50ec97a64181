package org.pidesk.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.pidesk.kernel.Secrets;
import org.springframework.stereotype.Component;

/**
 * Seals the addresses of a few minutes with AES-256-GCM. A seal belongs to its row: moved to another one it does not
 * open.
 */
@Component
class Sealer {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;

    Sealer(Secrets secrets) {
        this.key = new SecretKeySpec(secrets.keyFor("identity", "address").getEncoded(), "AES");
    }

    byte[] seal(String text, byte[] row) {
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        var sealed = run(Cipher.ENCRYPT_MODE, nonce, row, text.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    String open(byte[] sealed, byte[] row) {
        var nonce = new byte[NONCE];
        var text = new byte[sealed.length - NONCE];
        ByteBuffer.wrap(sealed).get(nonce).get(text);
        return new String(run(Cipher.DECRYPT_MODE, nonce, row, text), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, byte[] row, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(row);
            return cipher.doFinal(text);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a seal does not open", broken);
        }
    }
}

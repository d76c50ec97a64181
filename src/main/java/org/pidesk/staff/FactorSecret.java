package org.pidesk.staff;

import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * What an app and we compute codes from, as it is shown once, in base 32.
 *
 * <p>{@link #toString()} does not show it.
 */
public record FactorSecret(String text) implements Serializable {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    /** 160 bits, as RFC 4226 recommends: 32 letters without a rest. */
    private static final int BYTES = 20;

    private static final int LETTERS = 32;

    public FactorSecret {
        if (text.length() != LETTERS || !text.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0)) {
            throw new IllegalArgumentException("not a secret of ours");
        }
    }

    public static FactorSecret random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return of(bytes);
    }

    static FactorSecret of(byte[] bytes) {
        var text = new StringBuilder();
        var waiting = 0;
        var bits = 0;
        for (var one : bytes) {
            waiting = waiting << 8 | one & 0xff;
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append(ALPHABET.charAt(waiting >> bits - 5 & 31));
            }
            waiting &= (1 << bits) - 1;
        }
        return new FactorSecret(text.toString());
    }

    byte[] bytes() {
        var bytes = new byte[BYTES];
        var waiting = 0;
        var bits = 0;
        var at = 0;
        for (var letter : text.toCharArray()) {
            waiting = waiting << 5 | ALPHABET.indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (waiting >> bits);
                waiting &= (1 << bits) - 1;
            }
        }
        return bytes;
    }

    /** In groups of four, for whoever types it in. */
    public String grouped() {
        return text.replaceAll("(.{4})(?!$)", "$1 ");
    }

    /** What the app's camera is held to: a picture, as an address that holds it. */
    public String picture(String username) {
        return QrCode.of(address(username));
    }

    /** What the app reads there. */
    String address(String username) {
        return "otpauth://totp/pi-desk:" + URLEncoder.encode(username, StandardCharsets.UTF_8) + "?secret=" + text
                + "&issuer=pi-desk&algorithm=SHA1&digits=" + Totp.DIGITS + "&period=30";
    }

    @Override
    public String toString() {
        return "a secret";
    }
}

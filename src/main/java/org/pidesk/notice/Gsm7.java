package org.pidesk.notice;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** The alphabet of text messages (3GPP TS 23.038), one septet an octet, as SMPP carries it. */
public final class Gsm7 {
    static final byte ESCAPE = 0x1b;

    /** By septet. */
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    /** After an escape: each character with its septet. */
    private static final String EXTENDED = "\f^{}\\[~]|€";

    private static final byte[] EXTENDED_SEPTETS = {0x0a, 0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65};

    private Gsm7() {}

    /** Empty when a character is not in the alphabet. */
    static Optional<byte[]> encode(String text) {
        var septets = new ByteArrayOutputStream();
        for (var letter : text.toCharArray()) {
            var basic = BASIC.indexOf(letter);
            var extended = EXTENDED.indexOf(letter);
            if (extended >= 0) {
                septets.write(ESCAPE);
                septets.write(EXTENDED_SEPTETS[extended]);
            } else if (basic >= 0 && basic != ESCAPE) {
                septets.write(basic);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(septets.toByteArray());
    }

    public static String decode(byte[] septets) {
        var text = new StringBuilder();
        for (int i = 0; i < septets.length; i++) {
            if (septets[i] == ESCAPE && i + 1 < septets.length) {
                text.append(extended(septets[++i]));
            } else {
                text.append(BASIC.charAt(septets[i] & 0x7f));
            }
        }
        return text.toString();
    }

    private static char extended(byte septet) {
        for (int i = 0; i < EXTENDED_SEPTETS.length; i++) {
            if (EXTENDED_SEPTETS[i] == septet) {
                return EXTENDED.charAt(i);
            }
        }
        return BASIC.charAt(septet & 0x7f);
    }
}

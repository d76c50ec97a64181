package org.pidesk.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Text as bytes, with a way to write such as no text has: a lone U+DC80 to U+DCFF is the byte 80 to FF. */
public final class Bytes {
    private Bytes() {}

    /** A byte that belongs to no letter. */
    static String lone(int... bytes) {
        var text = new StringBuilder();
        for (var one : bytes) {
            text.append((char) (0xDC00 + one));
        }
        return text.toString();
    }

    /** As text, from which {@link #of} makes the same bytes again. */
    static String written(byte[] bytes) {
        var text = new StringBuilder();
        for (var one : bytes) {
            text.append((char) (one < 0 ? 0xDC00 + (one & 255) : one));
        }
        return text.toString();
    }

    public static byte[] of(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            if (letter >= 0xDC80 && letter <= 0xDCFF) {
                bytes.write(letter - 0xDC00);
            } else if (Character.isHighSurrogate(letter)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes.writeBytes(text.substring(i, i + 2).getBytes(StandardCharsets.UTF_8));
                i++;
            } else {
                bytes.writeBytes(String.valueOf(letter).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** As it stands in an address or a form, with everything escaped but letters and digits. */
    static String escaped(String text) {
        var escaped = new StringBuilder();
        for (var one : of(text)) {
            if (one < 128 && Character.isLetterOrDigit(one)) {
                escaped.append((char) one);
            } else {
                escaped.append("%%%02X".formatted(one & 255));
            }
        }
        return escaped.toString();
    }

    /** As it stands between two quotation marks in JSON. */
    static String inJson(String text) {
        var escaped = new StringBuilder();
        for (var letter : text.toCharArray()) {
            if (letter == '"' || letter == '\\') {
                escaped.append('\\').append(letter);
            } else if (letter < ' ') {
                escaped.append("\\u%04x".formatted((int) letter));
            } else {
                escaped.append(letter);
            }
        }
        return escaped.toString();
    }

    /** For a report: short, and of plain letters only. */
    static String shown(String text) {
        var shown = new StringBuilder();
        text.chars().limit(400).forEach(letter -> {
            if (letter < ' ' || letter > '~') {
                shown.append("\\u%04x".formatted(letter));
            } else {
                shown.append((char) letter);
            }
        });
        return shown.toString();
    }
}

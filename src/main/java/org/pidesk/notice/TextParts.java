package org.pidesk.notice;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A text cut into what handsets join up again: 160 letters of the common alphabet, or 70 of any; in more than one
 * part, each gives seven letters (or three) to a header that says which of how many it is.
 *
 * @param dataCoding SMPP's number of the alphabet
 */
record TextParts(byte dataCoding, List<byte[]> parts) {
    static final byte GSM_7 = 0;
    static final byte UCS_2 = 8;

    private static final int HEADER = 6;
    private static final int MOST_PARTS = 255;
    /** Typed by word processors, not in the alphabet, and each would more than halve the room. */
    private static final Map<String, String> PLAIN = Map.of(
            "\u2018", "'", "\u2019", "'", "\u201c", "\"", "\u201d", "\"", "\u2013", "-", "\u2014", "-", "\u2026", "...",
            "\u00a0", " ");

    /** @param mark the same for all parts and at each repetition */
    static TextParts of(String text, int mark) {
        var plain = plain(text);
        var septets = Gsm7.encode(plain);
        return septets.isPresent()
                ? new TextParts(GSM_7, cut(septets.get(), 160, 153, mark, true))
                : new TextParts(UCS_2, cut(plain.getBytes(StandardCharsets.UTF_16BE), 140, 134, mark, false));
    }

    /** The letters for which the common alphabet does not do, each once. */
    static List<String> notInTheAlphabet(String text) {
        return plain(text)
                .codePoints()
                .distinct()
                .mapToObj(Character::toString)
                .filter(letter -> Gsm7.encode(letter).isEmpty())
                .toList();
    }

    private static String plain(String text) {
        var plain = text;
        for (var letter : PLAIN.entrySet()) {
            plain = plain.replace(letter.getKey(), letter.getValue());
        }
        return plain;
    }

    boolean isLong() {
        return parts.size() > 1;
    }

    private static List<byte[]> cut(byte[] text, int alone, int together, int mark, boolean septets) {
        if (text.length <= alone) {
            return List.of(text);
        }
        var pieces = new ArrayList<byte[]>();
        for (int from = 0; from < text.length; ) {
            var to = Math.min(from + together, text.length);
            if (to < text.length && (septets ? text[to - 1] == Gsm7.ESCAPE : isHighSurrogate(text, to - 2))) {
                to -= septets ? 1 : 2;
            }
            pieces.add(Arrays.copyOfRange(text, from, to));
            from = to;
        }
        if (pieces.size() > MOST_PARTS) {
            throw new IllegalArgumentException("a text message of more than 255 parts");
        }
        return withHeaders(pieces, (byte) mark);
    }

    private static boolean isHighSurrogate(byte[] text, int at) {
        return Character.isHighSurrogate((char) ((text[at] & 0xff) << 8 | text[at + 1] & 0xff));
    }

    private static List<byte[]> withHeaders(List<byte[]> pieces, byte mark) {
        var parts = new ArrayList<byte[]>();
        for (var piece : pieces) {
            var part = new byte[HEADER + piece.length];
            part[0] = HEADER - 1;
            part[1] = 0;
            part[2] = 3;
            part[3] = mark;
            part[4] = (byte) pieces.size();
            part[5] = (byte) (parts.size() + 1);
            System.arraycopy(piece, 0, part, HEADER, piece.length);
            parts.add(part);
        }
        return List.copyOf(parts);
    }
}

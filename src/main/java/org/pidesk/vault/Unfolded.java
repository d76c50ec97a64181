package org.pidesk.vault;

import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Measures what the folded parts of a PDF unfold to, without keeping any of it: a small file can hold far too much. */
final class Unfolded {
    private static final long MOST = 100L * 1024 * 1024;
    private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);
    private static final int AS_USUAL = 0x78;
    private static final int FOLDED = 0x08;
    private static final int CHECK = 31;

    private final byte[] document;
    private final byte[] part = new byte[64 * 1024];
    private long left = MOST;

    private Unfolded(byte[] document) {
        this.document = document;
    }

    static boolean isTooMuch(byte[] document) {
        return new Unfolded(document).isTooMuch();
    }

    private boolean isTooMuch() {
        for (int at = 0; at < document.length - STREAM.length; at++) {
            if (isStream(at) && isTooMuchFrom(afterItsLine(at + STREAM.length))) {
                return true;
            }
        }
        return false;
    }

    private boolean isStream(int at) {
        for (int i = 0; i < STREAM.length; i++) {
            if (document[at + i] != STREAM[i]) {
                return false;
            }
        }
        return true;
    }

    private int afterItsLine(int from) {
        int at = from;
        while (at < document.length && Character.isWhitespace(document[at])) {
            at++;
        }
        return at;
    }

    private boolean isTooMuchFrom(int from) {
        if (from >= document.length || (document[from] & 0x0f) != FOLDED) {
            return false;
        }
        var inflater = new Inflater();
        try {
            inflater.setInput(document, from, document.length - from);
            return runsOver(inflater);
        } catch (DataFormatException broken) {
            return left < 0;
        } finally {
            inflater.end();
        }
    }

    /** What is folded twice nobody unfolds here to see. */
    private boolean runsOver(Inflater inflater) throws DataFormatException {
        for (var first = true; ; first = false) {
            var count = inflater.inflate(part);
            left -= count;
            if (left < 0 || first && isFoldedAgain(count)) {
                return true;
            }
            if (count == 0) {
                return false;
            }
        }
    }

    private boolean isFoldedAgain(int count) {
        return count > 1 && part[0] == AS_USUAL && (AS_USUAL << 8 | Byte.toUnsignedInt(part[1])) % CHECK == 0;
    }
}

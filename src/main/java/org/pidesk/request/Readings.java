package org.pidesk.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a stored value may say: itself in lower case, with the escapes of JSON, HTML and URLs undone, and the texts that
 * lie in it as base 64.
 */
final class Readings {
    private static final Pattern ESCAPE = Pattern.compile(
            "%([0-9a-f]{2})|\\\\u00([0-9a-f]{2})|&#x([0-9a-f]{2});" + "|&#([0-9]{2,3});|\\\\[nrtbf]|\\\\(?=[\"/\\\\])");
    /** Twelve bytes and more: no address is shorter. */
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{12,}");

    private Readings() {}

    /** @param isPlain not decoded from what may be noise, in which some digits always look like a number */
    record Reading(String text, boolean isPlain) {}

    /** @param value text, or bytes */
    static List<Reading> of(Object value) {
        if (value instanceof byte[] bytes) {
            return ofBytes(bytes);
        }
        var text = (String) value;
        var readings = new ArrayList<Reading>();
        addWithEscapesUndone(text, true, readings);
        BASE64.matcher(text).results().map(MatchResult::group).forEach(run -> addDecoded(run, readings));
        return readings;
    }

    /** Bytes that are no UTF-8 are a ciphertext or a hash; an address among them would be plain to see all the same. */
    private static List<Reading> ofBytes(byte[] bytes) {
        try {
            return of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException noText) {
            return List.of(new Reading(lower(new String(bytes, StandardCharsets.UTF_8)), false));
        }
    }

    private static void addWithEscapesUndone(String text, boolean plain, List<Reading> readings) {
        var lower = lower(text);
        readings.add(new Reading(lower, plain));
        // most values hold none, and to look for one costs less than the pattern
        if (lower.indexOf('%') < 0 && lower.indexOf('\\') < 0 && lower.indexOf('&') < 0) {
            return;
        }
        var undone = ESCAPE.matcher(lower).replaceAll(escape -> Matcher.quoteReplacement(meant(escape)));
        if (!undone.equals(lower)) {
            readings.add(new Reading(undone, plain));
        }
    }

    private static String meant(MatchResult escape) {
        for (int group = 1; group <= 3; group++) {
            if (escape.group(group) != null) {
                return Character.toString((char) Integer.parseInt(escape.group(group), 16));
            }
        }
        if (escape.group(4) != null) {
            return Character.toString((char) Integer.parseInt(escape.group(4)));
        }
        return escape.group().length() == 1 ? "" : " ";
    }

    private static void addDecoded(String run, List<Reading> readings) {
        var whole = run.replace('-', '+').replace('_', '/');
        var usable = whole.substring(0, whole.length() - (whole.length() % 4 == 1 ? 1 : 0));
        var decoded = new String(Base64.getDecoder().decode(usable), StandardCharsets.UTF_8);
        addWithEscapesUndone(decoded, false, readings);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

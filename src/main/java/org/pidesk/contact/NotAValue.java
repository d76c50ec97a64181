package org.pidesk.contact;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/** What was typed cannot stand in its field; the message is a sentence for the person, and quotes nothing. */
public class NotAValue extends RuntimeException {
    private static final int LONGEST = 100;
    /** One sign may be typed as several. */
    private static final int LONGEST_TYPED = 10 * LONGEST;

    /** Controls, formats, unassigned characters and line ends: names that look alike would not be the same. */
    private static final Pattern ODD = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    /** What mail readers make a link of: nobody's words may stand as one in a mail of ours. */
    private static final Pattern LINK = Pattern.compile(
            "/|www\\.|[\\p{L}\\p{N}-]{2}\\.(?:com|net|org|info|biz|io|co|za|africa|link|xyz|top|app)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SOMETHING = Pattern.compile(".*[\\p{L}\\p{N}].*");

    private NotAValue(String sentence) {
        super(sentence);
    }

    static String unlessName(String typed) {
        // to put a hundred thousand marks in their order would take minutes
        if (typed.length() > LONGEST_TYPED) {
            throw new NotAValue("Use " + LONGEST + " characters at most.");
        }
        var name = Normalizer.normalize(typed, Normalizer.Form.NFC)
                .replaceAll("\\p{Zs}+", " ")
                .strip();
        if (ODD.matcher(name).find() || !SOMETHING.matcher(name).matches()) {
            throw new NotAValue("Enter the name in letters.");
        }
        if (LINK.matcher(name).find()) {
            throw new NotAValue("Enter the name only: it cannot hold a slash (/) or a web address.");
        }
        if (name.codePointCount(0, name.length()) > LONGEST) {
            throw new NotAValue("Use " + LONGEST + " characters at most.");
        }
        return name;
    }

    static String unlessOneOf(String typed, String... offered) {
        if (!List.of(offered).contains(typed)) {
            throw new NotAValue("Choose one of these.");
        }
        return typed;
    }
}

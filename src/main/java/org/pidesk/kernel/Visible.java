package org.pidesk.kernel;

import java.util.regex.Pattern;

/** What was typed, without what is not seen: control characters, and those that break a line or turn its direction. */
public final class Visible {
    private static final String UNSEEN = "\\p{Cc}\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069";
    private static final Pattern IN_A_LINE = Pattern.compile("[" + UNSEEN + "]+");
    private static final Pattern IN_A_TEXT = Pattern.compile("[" + UNSEEN + "&&[^\\n\\r\\t]]");

    private Visible() {}

    public static String line(String typed) {
        return IN_A_LINE.matcher(typed).replaceAll(" ").strip();
    }

    /** The same, its lines as they are. */
    public static String text(String typed) {
        return IN_A_TEXT.matcher(typed).replaceAll(" ").strip();
    }
}

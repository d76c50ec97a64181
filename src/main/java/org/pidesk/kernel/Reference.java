package org.pidesk.kernel;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * The name of a case: twelve random characters of Crockford's base 32 that a person can read out,
 * {@code PI-7K3M-9QXW-C2TD}. It says nothing about anybody, and alone it opens nothing.
 */
public record Reference(String value) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern FORM = Pattern.compile("PI(-[0-9A-HJKMNP-TV-Z]{4}){3}");

    public Reference {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a reference");
        }
    }

    public static Reference random() {
        var text = new StringBuilder("PI");
        for (int i = 0; i < 12; i++) {
            text.append(i % 4 == 0 ? "-" : "").append(ALPHABET.charAt(RANDOM.nextInt(32)));
        }
        return new Reference(text.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}

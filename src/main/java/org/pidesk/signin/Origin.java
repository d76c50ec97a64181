package org.pidesk.signin;

import java.util.Locale;

/**
 * Where somebody signs in, as far as its user would recognise it.
 *
 * @param country two letters, or {@link #NOWHERE} where it is not known
 * @param browser the kind of browser: {@code Firefox on Windows}
 */
record Origin(String country, String browser) {
    static final String NOWHERE = "--";

    /** The country by its name. */
    String place() {
        return placeOf(country);
    }

    static String placeOf(String country) {
        return country.equals(NOWHERE)
                ? "Not known"
                : new Locale.Builder().setRegion(country).build().getDisplayCountry(Locale.ENGLISH);
    }
}

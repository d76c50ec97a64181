package org.pidesk.geo;

import java.nio.file.Path;

/** What a test of another module knows of countries. */
public final class CountriesOf {
    private CountriesOf() {}

    public static Countries file(Path file) {
        try {
            return new Countries(new GeoSettings(file));
        } catch (CountriesUnreadable onlyOfTheOneBroughtAlong) {
            throw new IllegalStateException(onlyOfTheOneBroughtAlong);
        }
    }
}

package org.pidesk.geo;

/** The file of countries is missing or broken: nothing can be said about any address. */
public class CountriesUnreadable extends Exception {
    private static final long serialVersionUID = 1;

    CountriesUnreadable(String message, Throwable cause) {
        super(message, cause);
    }
}

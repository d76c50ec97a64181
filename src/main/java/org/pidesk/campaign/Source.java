package org.pidesk.campaign;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** From where an organisation has an address (section 18(1)(a)); each row of a list says it. */
public enum Source {
    CUSTOMER("bought something", "something that you bought from us"),
    ENQUIRY("asked for something", "something that you asked us for"),
    EVENT("met us at an event", "an event at which you gave it to us"),
    WEBSITE("left it on our site", "our web site, where you left it"),
    REFERRAL("named by somebody else", "somebody who knows you"),
    PUBLIC("from a public list", "a list that everybody can read"),
    BOUGHT("bought, or given by a third party", "somebody who says that you agreed to being passed on");

    private final String words;
    private final String toThePerson;

    Source(String words, String toThePerson) {
        this.words = words;
        this.toThePerson = toThePerson;
    }

    /** As staff read it. */
    public String words() {
        return words;
    }

    /** As the person reads it, after «where we have your address from». */
    String toThePerson() {
        return toThePerson;
    }

    /** Whether somebody must show first that the people agreed to being passed on. */
    boolean needsPermission() {
        return this == BOUGHT;
    }

    static Optional<Source> typed(String text) {
        var name = text.strip().toUpperCase(Locale.ROOT);
        return Stream.of(values()).filter(source -> source.name().equals(name)).findFirst();
    }
}

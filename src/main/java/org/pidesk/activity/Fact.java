package org.pidesk.activity;

import java.util.Map;
import java.util.TreeMap;
import org.pidesk.kernel.Reference;

/**
 * Something that was done, told without personal information.
 *
 * @param reference the case it belongs to
 * @param kind what was done, as a code: {@code RECORD_RESTRICTED}
 * @param actor who did it: {@code person}, {@code system}, or a staff member's user name
 * @param about the pseudonym of the person it was done to; null where there is none
 * @param detail codes, counts and dates only, never free text
 */
public record Fact(Reference reference, String kind, String actor, String about, Map<String, String> detail) {
    public static final String PERSON = "person";
    public static final String SYSTEM = "system";

    public Fact {
        detail = Map.copyOf(detail);
    }

    /** A fact that the product itself brought about. */
    public static Fact of(Reference reference, String kind) {
        return new Fact(reference, kind, SYSTEM, null, Map.of());
    }

    public Fact by(String who) {
        return new Fact(reference, kind, who, about, detail);
    }

    public Fact about(String pseudonym) {
        return new Fact(reference, kind, actor, pseudonym, detail);
    }

    public Fact with(String name, Object value) {
        var more = new TreeMap<>(detail);
        more.put(name, String.valueOf(value));
        return new Fact(reference, kind, actor, about, more);
    }
}

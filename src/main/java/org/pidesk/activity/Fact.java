package org.pidesk.activity;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;

/**
 * Something that was done, told without personal information.
 *
 * @param reference the case it belongs to
 * @param kind what was done, as a code: {@code RECORD_RESTRICTED}
 * @param actor who did it: {@code person}, {@code system}, or a staff member's user name
 * @param about the pseudonym (a UUID) of the person it was done to; null where there is none
 * @param detail codes, counts, dates and ids only, never free text
 */
public record Fact(Reference reference, String kind, String actor, String about, Map<String, String> detail) {
    public static final String PERSON = "person";
    public static final String SYSTEM = "system";

    private static final Pattern KIND = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");
    /** As many as a telephone number has are too many. */
    private static final String DIGIT = "[0-9](?![0-9]{8})";

    private static final Pattern ACTOR = Pattern.compile("(?:[A-Za-z._-]|" + DIGIT + "){1,64}");
    private static final String UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern PSEUDONYM = Pattern.compile(UUID);
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z]{0,31}");

    private static final String DATE = "[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?";
    private static final String MOMENT = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+][0-9:]+)";
    private static final String CODE = "(?:[A-Z](?:[A-Z_]|" + DIGIT + ")+|[a-z](?:[A-Za-z._-]|" + DIGIT + ")*)";
    /** CODES, codes, counts, dates, moments and ids, or several with commas between. A Name is none of these. */
    private static final String ONE = "(?:" + String.join("|", CODE, "[0-9]{1,8}", DATE, MOMENT, UUID) + ")";

    private static final Pattern VALUE = Pattern.compile("(?=.{1,64}$)" + ONE + "(?:," + ONE + ")*");

    public Fact {
        detail = Map.copyOf(detail);
        mustBe(KIND, kind);
        mustBe(ACTOR, actor);
        if (about != null) {
            mustBe(PSEUDONYM, about);
        }
        detail.forEach((name, value) -> {
            mustBe(NAME, name);
            mustBe(VALUE, value);
        });
    }

    /** The message quotes nothing: what was refused here may be personal. */
    private static void mustBe(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("a fact holds codes, counts and dates only");
        }
    }

    /** A fact that the product itself brought about. */
    public static Fact of(Reference reference, String kind) {
        return new Fact(reference, kind, SYSTEM, null, Map.of());
    }

    /** @param who {@link #PERSON}, {@link #SYSTEM}, or a staff member's user name */
    public Fact by(String who) {
        return new Fact(reference, kind, who, about, detail);
    }

    /** @param pseudonym of the person it was done to; null where there is none */
    public Fact about(String pseudonym) {
        return new Fact(reference, kind, actor, pseudonym, detail);
    }

    /** Whose it is, where no case, record or account says so: the trigger that files facts reads it (V205). */
    public Fact ofOrganisation(OrganisationId whose) {
        // with a word before it: a short name may begin with a digit, and a code may not
        return with("organisation", "of-" + whose);
    }

    /** Says more of it: a code, a count, a date or an id; anything else is refused. */
    public Fact with(String name, Object value) {
        return with(Map.of(name, String.valueOf(value)));
    }

    /** Says several things more; one that was said under the same name before gives way. */
    public Fact with(Map<String, ?> further) {
        var more = new TreeMap<>(detail);
        further.forEach((name, value) -> more.put(name, String.valueOf(value)));
        return new Fact(reference, kind, actor, about, more);
    }
}

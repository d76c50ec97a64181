package org.pidesk.request;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** On which ground something is kept, or a removal refused: each with its law. */
public enum RefusalReason {
    OPEN_DEAL("a contract with you that is still being carried out", "section 11(1)(b)"),
    FINANCIAL_RECORD("records that the Financial Intelligence Centre Act makes us keep", "section 11(1)(c)"),
    TAX_RECORD("records that the tax laws make us keep", "section 11(1)(c)"),
    WARRANTY_OR_RECALL("a warranty or a safety recall on a vehicle of yours", "section 11(1)(b)"),
    OPEN_DISPUTE("a claim or dispute in which the records are evidence", "section 14(1)(b)");

    private final String words;
    private final String law;

    RefusalReason(String words, String law) {
        this.words = words;
        this.law = law;
    }

    /** As a form offers them: {@code {id, words, law}} each. */
    public static List<Map<String, String>> choices() {
        return Stream.of(values())
                .map(ground -> Map.of("id", ground.name(), "words", ground.words, "law", ground.law))
                .toList();
    }

    /** For the person, after "because of". */
    public String words() {
        return words;
    }

    /** For the person, after what stays: by which law, and how long. */
    String because(LocalDate until) {
        return "because of " + lawful()
                + (until == null
                        ? ", until that ends: we look at it again each year"
                        : ", until " + PersonalNotices.day(until));
    }

    /** For the person, after "because of": with its law. */
    String lawful() {
        return words + " (" + law + ")";
    }

    /** Where it stands in the Act. */
    public String law() {
        return law;
    }
}

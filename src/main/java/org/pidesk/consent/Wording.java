package org.pidesk.consent;

import java.time.Instant;
import java.util.Locale;

/**
 * Words that people agree to. Its text never changes: what was agreed to can be shown.
 *
 * @param version 0 for the ready text that comes with the product
 * @param writtenBy null for the ready text
 * @param approvedBy somebody else; null while nobody has approved it
 */
public record Wording(
        Kind kind,
        int version,
        String text,
        byte[] hash,
        String writtenBy,
        Instant writtenAt,
        String approvedBy,
        Instant approvedAt) {

    /** What the words are for. */
    public enum Kind {
        /** What somebody says yes to who subscribes, or whom staff ask: who sends, what, by which way (Form 4). */
        MARKETING,
        /** The one question of a campaign; it offers nothing (section 69(2)). */
        OPT_IN_QUESTION,
        /** Signed for a person who is helped, before anything is written down about them. */
        BENEFICIARY,
        /** That information is kept outside of South Africa (section 72(1)(b)). */
        OFFSHORE
    }

    public boolean isReadyMade() {
        return version == 0;
    }

    public boolean isApproved() {
        return isReadyMade() || approvedBy != null;
    }

    /** As evidence names it: {@code marketing/3}; the ready text has the edition of the product’s texts. */
    public String label() {
        var which = isReadyMade() ? ReadyWordings.EDITION : Integer.toString(version);
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "/" + which;
    }

    /** With the names of who asks in their places. */
    public String about(String organisation, String address, String contact) {
        return text.replace("{organisation}", organisation)
                .replace("{address}", address)
                .replace("{contact}", contact);
    }
}

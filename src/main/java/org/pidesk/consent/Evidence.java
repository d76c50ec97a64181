package org.pidesk.consent;

import java.time.LocalDate;
import org.pidesk.kernel.Reference;

/**
 * What shows that somebody said yes or no: the burden of proof is the organisation's (section 11(2)(a)).
 *
 * @param wording the version of the words that were read, as {@link Wording#label()}; null where there were none
 * @param reference the case in which it was said, or a name of its own; a signed paper is sealed under it
 * @param takenBy who took it, as a user name; null where the person did it alone
 * @param note where a recording is, what was said or asked about; null for nothing
 * @param saidOn on which day it was signed or said; null where it is noted as it is said
 */
public record Evidence(Kind kind, String wording, Reference reference, String takenBy, String note, LocalDate saidOn) {

    /** How it was said. */
    public enum Kind {
        /** On a page, by somebody who had proven an address. */
        WEB_FORM,
        /** On a page, and confirmed by a button behind a mailed link. */
        DOUBLE_OPT_IN,
        /** By a button, in answer to the one question of a campaign. */
        OPT_IN_ANSWER,
        /** On paper; the signed document is sealed. */
        PAPER,
        /** On the phone: the call was recorded, as the law wants it (regulation 6). */
        RECORDED_CALL,
        /** Face to face. */
        VERBAL,
        /** Something was sold, and the person could object at that time (section 69(3)). */
        SALE,
        UNSUBSCRIBE_LINK,
        STOP_MESSAGE,
        COMPLAINT,
        /** With all other consent, in a case. */
        WITHDRAWAL,
        /** Known from the erasure journal after a backup was restored, which had forgotten how it was said. */
        JOURNAL
    }

    public static Evidence of(Kind kind) {
        return new Evidence(kind, null, Reference.random(), null, null, null);
    }

    public Evidence worded(String version) {
        return new Evidence(kind, version, reference, takenBy, note, saidOn);
    }

    /** Of a case that has a reference already, or of a paper that is sealed under one. */
    public Evidence under(Reference itsReference) {
        return new Evidence(kind, wording, itsReference, takenBy, note, saidOn);
    }

    public Evidence noted(String itsNote) {
        return new Evidence(kind, wording, reference, takenBy, itsNote, saidOn);
    }

    public Evidence takenBy(String username, String withNote) {
        return new Evidence(kind, wording, reference, username, withNote, saidOn);
    }

    /** Of what was signed or said before it is noted. */
    public Evidence on(LocalDate day) {
        return new Evidence(kind, wording, reference, takenBy, note, day);
    }
}

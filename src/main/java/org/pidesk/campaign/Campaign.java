package org.pidesk.campaign;

import java.time.Instant;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;

/**
 * A question that is put once to many people, or a mail to many of those who agreed.
 *
 * @param outcome null until it has ended
 * @param offers the kinds of goods that people are asked about; null where it is everything, and in a mail to many
 * @param everything whether they are asked about everything that the organisation offers
 * @param subject of a mail to many; null in a question
 * @param words of a mail to many: its paragraphs; null in a question
 * @param interest the group of contacts that it is for; null for all marketing
 * @param wording the version of the words in which the question is put; null until it is approved
 * @param similar whether customers without explicit consent are among the recipients of a mail (section 69(3))
 * @param reading the ground on which it is noted who opens a mail to many; null where it is not noted
 * @param paused null while it does not rest
 * @param stopped whether a person has ended the sending before its time
 * @param approvedBy null until somebody has
 */
public record Campaign(
        Reference reference,
        OrganisationId organisation,
        Kind kind,
        State state,
        Outcome outcome,
        Channel channel,
        String title,
        String offers,
        boolean everything,
        String subject,
        String words,
        String interest,
        String wording,
        boolean similar,
        String reading,
        int quota,
        int waves,
        Pause paused,
        boolean stopped,
        String startedBy,
        String approvedBy,
        Instant draftedAt,
        Instant approvedAt,
        Instant releasedAt,
        Instant judgedFrom,
        Instant endedAt) {

    /** What it is. */
    public enum Kind {
        /** One question to people who have not consented: may we write to you? */
        OPT_IN,
        /** A mail to those who have. */
        BULK
    }

    /** How far it has come. */
    public enum State {
        DRAFT,
        SCREENING,
        APPROVAL,
        RUNNING,
        PAUSED,
        ENDED
    }

    /** What became of it. */
    public enum Outcome {
        BOUGHT_LIST("Refused: a bought list without proof of permission"),
        NOBODY_LEFT("Nobody to ask"),
        REFUSED("Not approved"),
        STOPPED("Stopped"),
        DONE("Done");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        /** As staff read it. */
        public String words() {
            return words;
        }
    }

    /** Whether this figure is counted for it at all. */
    public boolean counts(Figure figure) {
        return switch (figure) {
            case YES, NO, SILENT -> isOptIn();
            case UNSURE -> goesOnce();
            case READ -> reading != null;
            default -> true;
        };
    }

    /** Whether a question says to what people agree: goods of one interest, or everything that there is. */
    boolean saysWhatItIsAbout() {
        return everything || interest != null && offers != null;
    }

    public boolean isOptIn() {
        return kind == Kind.OPT_IN;
    }

    /**
     * Whether what may have arrived is not sent again: a question is put once, and nothing hides the second copy of a text
     * message, as mailboxes do by its Message-ID.
     */
    boolean goesOnce() {
        return isOptIn() || channel == Channel.SMS;
    }

    public boolean isDraft() {
        return state == State.DRAFT;
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }

    public boolean isPaused() {
        return state == State.PAUSED;
    }

    public boolean hasEnded() {
        return state == State.ENDED;
    }
}

package org.pidesk.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.pidesk.consent.ConsentRefused;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Evidence;
import org.pidesk.consent.Interests;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.consent.Wording;
import org.pidesk.consent.Wording.Kind;
import org.pidesk.consent.Wordings;
import org.pidesk.contact.Contact;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.Day;
import org.pidesk.kernel.OrganisationId;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Takes in what staff were told or handed. */
@Component
class ConsentEntry {
    /** What staff can have seen or heard; everything else comes from the person's own pages. */
    private static final List<Evidence.Kind> SEEN =
            List.of(Evidence.Kind.PAPER, Evidence.Kind.RECORDED_CALL, Evidence.Kind.VERBAL, Evidence.Kind.SALE);

    private static final String OTHER_WORDS = "OTHER";
    private static final int SHORTEST = 5;
    private static final int LONGEST = 200;

    private final Consents consents;
    private final Interests interests;
    private final Wordings wordings;
    private final Clock clock;

    ConsentEntry(Consents consents, Interests interests, Wordings wordings, Clock clock) {
        this.consents = consents;
        this.interests = interests;
        this.wordings = wordings;
        this.clock = clock;
    }

    /**
     * A form as it was sent.
     *
     * @param channel the name of one; for a no also {@code ALL}
     * @param interest a code; empty for all marketing
     * @param wording the label of the words that a paper bore or that were read out, or {@link #OTHER_WORDS}
     * @param day on which it was signed or said; empty for today
     * @param paper null where no file was sent
     */
    record Typed(
            String channel,
            String interest,
            String evidence,
            String wording,
            String day,
            String note,
            MultipartFile paper) {
        static final Typed NOTHING = new Typed("", "", "", "", "", "", null);
    }

    /** Which the organisation’s words can be. */
    List<Wording> wordings(OrganisationId organisation) {
        return wordings.all(organisation, Kind.MARKETING).stream()
                .filter(Wording::isApproved)
                .toList();
    }

    void yes(Contact record, Typed typed, String by) {
        var channel = channel(typed);
        var interest = interest(record, typed);
        var kind = SEEN.stream()
                .filter(one -> one.name().equals(typed.evidence()))
                .findFirst()
                .orElseThrow(() -> new ConsentRefused("Say how the person said yes."));
        var evidence = Evidence.of(kind).on(day(typed));
        if (kind == Evidence.Kind.PAPER) {
            // the document shows it; a note is beside it
            var note = spaced(typed).isEmpty() ? null : note(typed);
            evidence = evidence.worded(wording(record, typed)).takenBy(by, note);
            consents.giveOnPaper(record.id(), channel, interest, evidence, paper(typed));
            return;
        }
        mustHaveNoPaper(typed);
        if (kind == Evidence.Kind.SALE) {
            mustHaveNoWording(typed);
            consents.give(record.id(), channel, interest, Ground.CUSTOMER, evidence.takenBy(by, note(typed)));
            return;
        }
        evidence = evidence.worded(wording(record, typed)).takenBy(by, note(typed));
        consents.give(record.id(), channel, interest, Ground.CONSENT, evidence);
    }

    void no(Contact record, Typed typed, String by) {
        var evidence = Evidence.of(Evidence.Kind.VERBAL).takenBy(by, note(typed));
        if ("ALL".equals(typed.channel())) {
            if (!typed.interest().isBlank()) {
                throw new ConsentRefused(
                        "A no by every way is one to all marketing: choose all marketing, or one way for this interest.");
            }
            consents.withdrawAll(record.id(), evidence);
            return;
        }
        consents.withdraw(record.id(), channel(typed), interest(record, typed), evidence);
    }

    private static Channel channel(Typed typed) {
        return Arrays.stream(Channel.values())
                .filter(channel -> channel.name().equals(typed.channel()))
                .findFirst()
                .orElseThrow(() -> new ConsentRefused("Choose by which way."));
    }

    private String interest(Contact record, Typed typed) {
        if (typed.interest().isBlank()) {
            return null;
        }
        return interests
                .find(record.organisation(), typed.interest())
                .orElseThrow(() -> new ConsentRefused("Choose the interest again."))
                .code();
    }

    /** Null for words that are none of ours: then none are claimed. */
    private String wording(Contact record, Typed typed) {
        if (typed.wording().equals(OTHER_WORDS)) {
            return null;
        }
        return wordings(record.organisation()).stream()
                .map(Wording::label)
                .filter(label -> label.equals(typed.wording()))
                .findFirst()
                .orElseThrow(() -> new ConsentRefused("Say which words the paper bore, or were read out."));
    }

    private LocalDate day(Typed typed) {
        try {
            return typed.day().isBlank() ? LocalDate.now(clock) : Day.read(typed.day());
        } catch (DateTimeException unreadable) {
            throw new ConsentRefused("Enter the day like 2027-03-31.");
        }
    }

    private static String note(Typed typed) {
        var note = spaced(typed);
        if (note.length() > LONGEST) {
            throw new ConsentRefused("Use " + LONGEST + " characters at most to say what shows it.");
        }
        if (note.length() < SHORTEST) {
            throw new ConsentRefused("Say in a sentence what shows it: when and where, or where the recording is.");
        }
        return note;
    }

    private static String spaced(Typed typed) {
        return typed.note().replaceAll("\\s+", " ").strip();
    }

    private static boolean hasPaper(Typed typed) {
        return typed.paper() != null && !typed.paper().isEmpty();
    }

    /** What is uploaded is kept or refused, and never dropped. */
    private static void mustHaveNoPaper(Typed typed) {
        if (hasPaper(typed)) {
            throw new ConsentRefused(
                    "A document is taken with a signed paper only: choose that it was said on paper, or"
                            + " upload none.");
        }
    }

    /** Nobody agreed to any words: they were a customer, and did not object. */
    private static void mustHaveNoWording(Typed typed) {
        if (!typed.wording().isEmpty() && !typed.wording().equals(OTHER_WORDS)) {
            throw new ConsentRefused("A customer who was told at a sale agreed to no words: choose none.");
        }
    }

    private static byte[] paper(Typed typed) {
        if (!hasPaper(typed)) {
            throw new ConsentRefused("Upload the signed document.");
        }
        try {
            return typed.paper().getBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

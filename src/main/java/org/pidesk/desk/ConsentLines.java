package org.pidesk.desk;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Evidence;
import org.pidesk.consent.Interest;
import org.pidesk.consent.Interests;
import org.pidesk.consent.MarketingConsent;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.contact.Contact;
import org.pidesk.kernel.Channel;
import org.springframework.stereotype.Component;

/** Says consents as staff read them. */
@Component
class ConsentLines {
    private static final Map<Evidence.Kind, String> SHOWN_BY = Map.ofEntries(
            Map.entry(Evidence.Kind.WEB_FORM, "on our page, with the address proven"),
            Map.entry(Evidence.Kind.DOUBLE_OPT_IN, "subscribed, and confirmed by the mailed link"),
            Map.entry(Evidence.Kind.OPT_IN_ANSWER, "by the button, when we asked once"),
            Map.entry(Evidence.Kind.PAPER, "on paper, signed"),
            Map.entry(Evidence.Kind.RECORDED_CALL, "on the phone, recorded"),
            Map.entry(Evidence.Kind.VERBAL, "face to face"),
            Map.entry(Evidence.Kind.SALE, "at a sale, without an objection"),
            Map.entry(Evidence.Kind.UNSUBSCRIBE_LINK, "by the link of a message"),
            Map.entry(Evidence.Kind.STOP_MESSAGE, "by a text message"),
            Map.entry(Evidence.Kind.COMPLAINT, "by a complaint"),
            Map.entry(Evidence.Kind.WITHDRAWAL, "with all other consent"),
            Map.entry(Evidence.Kind.JOURNAL, "kept when a backup was restored"));

    private final Consents consents;
    private final Interests interests;
    private final StaffWords words;

    ConsentLines(Consents consents, Interests interests, StaffWords words) {
        this.consents = consents;
        this.interests = interests;
        this.words = words;
    }

    /**
     * One yes or no.
     *
     * @param usable whether marketing may go there because of it now; null in the history
     * @param wording the label of what was read; null where there were no words
     * @param day when it was signed or said; null where it was noted as it was said
     * @param paper the name of a signed paper; null where there is none
     */
    record Line(
            String channel,
            String about,
            String said,
            Boolean usable,
            String shownBy,
            String day,
            String takenBy,
            String note,
            String wording,
            String paper,
            String at) {}

    List<Line> standing(Contact record) {
        var names = names(record);
        return consents.of(record.id()).stream()
                .map(said -> line(said, names, usable(record.id(), said)))
                .toList();
    }

    List<Line> history(Contact record) {
        var names = names(record);
        return consents.history(record.id()).stream()
                .map(said -> line(said, names, null))
                .toList();
    }

    static String channel(Channel channel) {
        return channel == Channel.EMAIL ? "Email" : "Text message";
    }

    private boolean usable(UUID record, MarketingConsent said) {
        return said.isGiven() && consents.mayMarket(record, said.channel(), said.interest());
    }

    private Map<String, String> names(Contact record) {
        return interests.of(record.organisation()).stream()
                .collect(Collectors.toMap(Interest::code, Interest::name, (one, other) -> one));
    }

    private Line line(MarketingConsent said, Map<String, String> names, Boolean usable) {
        var evidence = said.evidence();
        return new Line(
                channel(said.channel()),
                said.interest() == null ? "All marketing" : names.get(said.interest()),
                said(said),
                usable,
                shownBy(said),
                evidence.saidOn() == null ? null : words.day(evidence.saidOn()),
                evidence.takenBy() == null ? null : words.who(evidence.takenBy()),
                evidence.note(),
                evidence.wording(),
                evidence.kind() == Evidence.Kind.PAPER && said.isGiven()
                        ? evidence.reference().value()
                        : null,
                words.moment(said.at()));
    }

    /** What staff were told counts as a no, whichever way they heard it. */
    private static String shownBy(MarketingConsent said) {
        var kind = said.evidence().kind();
        return kind == Evidence.Kind.VERBAL && !said.isGiven() ? "told to staff" : SHOWN_BY.get(kind);
    }

    private static String said(MarketingConsent said) {
        if (!said.isGiven()) {
            return "No";
        }
        return said.ground() == Ground.CUSTOMER ? "Customer, no objection" : "Yes";
    }
}

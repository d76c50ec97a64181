package org.pidesk.notice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Token;
import org.pidesk.organisation.Organisation;

/**
 * A message to many, composed once: what differs from one recipient to the next is left open, and filled in for each. It
 * is looked at as a whole before the first leaves.
 */
final class Mould {
    private static final String COMPLAINT = "complaint";
    private static final String UNSUBSCRIBE = "unsubscribe";

    private final Bulletin bulletin;
    private final String unsubscribe;
    /** Null for text messages. */
    private final MailCast mail;
    /** Null for mails. */
    private final Cut text;

    private Mould(Bulletin bulletin, String unsubscribe, MailCast mail, Cut text) {
        this.bulletin = bulletin;
        this.unsubscribe = unsubscribe;
        this.mail = mail;
        this.text = text;
    }

    /**
     * @param like any address of the kind that it goes to
     * @throws NotSendable when it does not say who sends it, or how to stop it or to complain
     */
    static Mould of(Bulletin bulletin, Organisation organisation, Address like, Composer composer, Carriers carriers) {
        if (bulletin.ofEach().contains("title")) {
            throw new IllegalArgumentException("the title is the same for all: it is the subject");
        }
        // nobody who writes a bulletin can guess it, and so open a gap
        var place = "https://" + Token.random().value().replaceAll("[^A-Za-z0-9]", "x") + ".invalid/";
        var model = new HashMap<>(bulletin.model());
        bulletin.ofEach().forEach(field -> model.put(field, place + field + "/"));
        var notice = new Notice(bulletin.kind(), bulletin.organisation(), like, null, model, null);
        var message = composer.compose(notice, organisation, place + COMPLAINT + "/");
        Imprint.mustStandIn(message, bulletin.kind(), organisation);
        var gap = Pattern.compile(Pattern.quote(place) + "([A-Za-z]+)/");
        return message.html() == null
                ? new Mould(bulletin, null, null, Cut.of(message.text(), gap))
                : new Mould(bulletin, message.unsubscribe(), carriers.cast(message, gap), null);
    }

    /** @throws IllegalArgumentException that names the field and never its value */
    void check(BulkRecipient recipient) {
        if (!recipient.own().keySet().equals(bulletin.ofEach())) {
            throw new IllegalArgumentException(bulletin.kind() + " wants " + bulletin.ofEach() + " of each");
        }
        recipient.own().forEach((field, value) -> Models.checkOwn(bulletin.kind() + "." + field, field, value));
    }

    /** Of who is {@linkplain #check checked}. */
    Sendable fill(BulkRecipient recipient, String complaint) {
        var values = new HashMap<>(recipient.own());
        values.put(COMPLAINT, complaint);
        return mail == null
                ? Message.ofText(recipient.to(), text.fill(values))
                : new FilledMail(recipient.to().value(), mail, values, unsubscribe(values));
    }

    /** What everybody reads of a text message, without what is theirs alone. */
    String textOfAll() {
        return String.join("", text.pieces());
    }

    private String unsubscribe(Map<String, String> values) {
        return bulletin.ofEach().contains(UNSUBSCRIBE) ? values.get(UNSUBSCRIBE) : unsubscribe;
    }

    /** A text with gaps: before each gap a piece, and one after the last. */
    private record Cut(List<String> pieces, List<String> gaps) {
        static Cut of(String text, Pattern gap) {
            var pieces = new ArrayList<String>();
            var gaps = new ArrayList<String>();
            var from = 0;
            for (var found = gap.matcher(text); found.find(); from = found.end()) {
                pieces.add(text.substring(from, found.start()));
                gaps.add(found.group(1));
            }
            pieces.add(text.substring(from));
            return new Cut(pieces, gaps);
        }

        String fill(Map<String, String> values) {
            var filled = new StringBuilder();
            for (int i = 0; i < gaps.size(); i++) {
                filled.append(pieces.get(i)).append(values.get(gaps.get(i)));
            }
            return filled.append(pieces.get(gaps.size())).toString();
        }
    }
}

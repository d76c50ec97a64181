package org.pidesk.notice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Token;
import org.pidesk.organisation.Organisation;
import org.springframework.web.util.HtmlUtils;

/**
 * A message to many, composed once: what differs from one recipient to the next is left open, and filled in for each. It
 * is looked at as a whole before the first leaves.
 */
final class Mould {
    private static final String COMPLAINT = "complaint";
    private static final String UNSUBSCRIBE = "unsubscribe";

    private final Bulletin bulletin;
    private final Message cast;
    private final Cut html;
    private final Cut text;

    private Mould(Bulletin bulletin, Message cast, Pattern gap) {
        this.bulletin = bulletin;
        this.cast = cast;
        this.html = cast.html() == null ? null : Cut.of(cast.html(), gap);
        this.text = Cut.of(cast.text(), gap);
    }

    /**
     * @param like any address of the kind that it goes to
     * @throws NotSendable when it does not say who sends it, or how to stop it or to complain
     */
    static Mould of(Bulletin bulletin, Organisation organisation, Address like, Composer composer) {
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
        return new Mould(bulletin, message, Pattern.compile(Pattern.quote(place) + "([A-Za-z]+)/"));
    }

    /** @throws IllegalArgumentException that names the field and never its value */
    Message fill(BulkRecipient recipient, String complaint) {
        if (!recipient.own().keySet().equals(bulletin.ofEach())) {
            throw new IllegalArgumentException(bulletin.kind() + " wants " + bulletin.ofEach() + " of each");
        }
        recipient.own().forEach((field, value) -> Models.checkOwn(bulletin.kind() + "." + field, field, value));
        var values = new HashMap<>(recipient.own());
        values.put(COMPLAINT, complaint);
        return new Message(
                recipient.to().value(),
                cast.senderName(),
                cast.replyTo(),
                cast.subject(),
                html == null ? null : html.fill(values, HtmlUtils::htmlEscape),
                text.fill(values, value -> value),
                html == null ? null : complaint,
                html == null ? null : unsubscribe(values));
    }

    private String unsubscribe(Map<String, String> values) {
        return bulletin.ofEach().contains(UNSUBSCRIBE) ? values.get(UNSUBSCRIBE) : cast.unsubscribe();
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

        String fill(Map<String, String> values, UnaryOperator<String> escaped) {
            var filled = new StringBuilder();
            for (int i = 0; i < gaps.size(); i++) {
                filled.append(pieces.get(i)).append(escaped.apply(values.get(gaps.get(i))));
            }
            return filled.append(pieces.get(gaps.size())).toString();
        }
    }
}

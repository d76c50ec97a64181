package org.pidesk.notice;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.organisation.Organisation;
import org.springframework.web.util.HtmlUtils;

/**
 * What stands in each message, whatever its template says: who sends it and where they are reached, how to complain,
 * and in marketing how to stop it (section 69(4)). It is looked for in the composed words, for a template can be wrong.
 */
final class Imprint {
    /** As a person answers a text message that markets. */
    static final String STOP = "STOP";

    private Imprint() {}

    /** @throws NotSendable when something is not there; it names what, and quotes nothing */
    static void mustStandIn(Message message, Kind kind, Organisation sender) {
        if (sender == null) {
            return;
        }
        if (!(message.recipient() instanceof EmailAddress)) {
            mustContain("the text of " + kind, message.text(), inAText(kind, sender));
            return;
        }
        var wanted = inAMail(message, kind, sender);
        mustContain("the text of " + kind, message.text(), wanted);
        mustContain("the HTML of " + kind, HtmlUtils.htmlUnescape(message.html()), wanted);
    }

    /** A text message has no room for an address: name, telephone and one word to stop it. */
    private static Map<String, String> inAText(Kind kind, Organisation sender) {
        var wanted = new LinkedHashMap<String, String>();
        wanted.put("the sender's name", sender.name());
        if (kind.isMarketing()) {
            wanted.put("the sender's telephone number", sender.phone());
            wanted.put("the word that stops it", STOP);
        }
        return wanted;
    }

    private static Map<String, String> inAMail(Message message, Kind kind, Organisation sender) {
        var wanted = new LinkedHashMap<String, String>();
        wanted.put("the sender's name", sender.name());
        wanted.put("the sender's address", sender.physicalAddress());
        wanted.put("the sender's telephone number", sender.phone());
        wanted.put("the sender's email address", sender.email().value());
        if (kind.isToAPerson()) {
            wanted.put("the link to complain", message.complaint());
        }
        if (kind.isMarketing()) {
            wanted.put("the link to unsubscribe", message.unsubscribe());
            wanted.put("the link to the sender's privacy policy", sender.privacyPolicy());
        }
        return wanted;
    }

    private static void mustContain(String where, String words, Map<String, String> wanted) {
        var said = inOneLine(words);
        wanted.forEach((what, value) -> {
            if (value == null || value.isBlank() || !said.contains(inOneLine(value))) {
                throw new NotSendable(where + " lacks " + what + ": nothing was sent");
            }
        });
    }

    private static String inOneLine(String words) {
        return words.replaceAll("\\s+", " ").strip();
    }
}

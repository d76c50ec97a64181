package org.pidesk.notice;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pidesk.kernel.Address;

/**
 * What would be written to a person, for staff to read before it is.
 *
 * @param to as people write it
 * @param subject null in a text message
 * @param text without the ways in that are the recipient's own
 */
public record Letter(String to, String subject, String text) {
    /** A link of ours that ends in something only its recipient has. */
    private static final String OWN_LINK = "(/pi/[a-z-]+/)[A-Za-z0-9_-]{16,}";

    static Letter of(Address to, Message message) {
        return new Letter(to.written(), message.subject(), message.text().replaceAll(OWN_LINK, "$1…"));
    }

    /** As it travels to a form. */
    public Map<String, Object> asMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("to", to);
        map.put("subject", subject);
        map.put("text", text);
        return map;
    }

    /** Nothing of it may reach a log. */
    @Override
    public String toString() {
        return "a letter";
    }
}

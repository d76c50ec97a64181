package org.pidesk.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.pidesk.kernel.Address;

/**
 * A rendered notice with its recipient, as it is sealed in the outbox.
 *
 * @param replyTo null where nobody reads the answers: the installation itself has written
 * @param html null in a text message, like the three before it
 * @param complaint where the recipient can complain of it; null in a text message and in mails to staff
 * @param unsubscribe where the recipient stops more of its kind, by a page or by one click (RFC 8058); null unless it
 *     is marketing
 */
record Message(
        String to,
        String senderName,
        String replyTo,
        String subject,
        String html,
        String text,
        String complaint,
        String unsubscribe)
        implements Sendable {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Message ofText(Address to, String text) {
        return new Message(to.value(), null, null, null, null, text, null, null);
    }

    static Message read(String written) {
        try {
            return JSON.readValue(written, Message.class);
        } catch (JsonProcessingException notOurs) {
            // its own message would quote the recipient
            throw new IllegalStateException("a sealed notice cannot be read");
        }
    }

    String write() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a notice cannot be written");
        }
    }

    Address recipient() {
        return Address.parse(to);
    }

    /** Nothing of it may reach a log. */
    @Override
    public String toString() {
        return "a message";
    }
}

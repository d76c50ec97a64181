package org.pidesk.notice;

import java.util.Map;

/**
 * One of many mails that share their words.
 *
 * @param values what this recipient alone reads, by the name of the gap
 * @param unsubscribe as in {@link Message}
 */
record FilledMail(String to, MailCast cast, Map<String, String> values, String unsubscribe) implements Sendable {

    /** @param ownHead header fields that are this mail's alone, each with the end of its line */
    byte[] write(byte[] ownHead) {
        return cast.fill(ownHead, values);
    }

    /** Nothing of it may reach a log. */
    @Override
    public String toString() {
        return "a mail to one of many";
    }
}

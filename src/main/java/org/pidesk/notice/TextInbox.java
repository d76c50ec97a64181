package org.pidesk.notice;

/** What comes back over the line to the carrier of text messages. */
interface TextInbox {
    /** @param state as SMPP writes it: {@code DELIVRD} */
    void receipt(String carrierName, String state);

    void text(String from, String words);
}

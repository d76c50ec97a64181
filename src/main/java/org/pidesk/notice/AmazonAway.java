package org.pidesk.notice;

import java.io.IOException;

/** Amazon, who has to be asked about a notification, did not answer: the notification is to come again. */
public class AmazonAway extends RuntimeException {
    /** @param asked what for, in a word */
    AmazonAway(String asked, IOException away) {
        super(asked, away);
    }
}

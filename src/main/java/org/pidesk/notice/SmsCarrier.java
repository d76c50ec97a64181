package org.pidesk.notice;

import java.util.List;
import org.pidesk.kernel.MobileNumber;

/** The port to whoever carries text messages. */
interface SmsCarrier {
    /**
     * Returns when the carrier has taken responsibility for the whole text.
     *
     * @param mark the same at each repetition of this message
     * @return how the carrier names each part of it in its receipts
     */
    List<String> send(MobileNumber to, String text, int mark) throws NotSent;
}

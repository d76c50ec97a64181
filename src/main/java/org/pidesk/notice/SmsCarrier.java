package org.pidesk.notice;

import org.pidesk.kernel.MobileNumber;

/** The port to whoever carries text messages. */
interface SmsCarrier {
    /**
     * Returns when the carrier has taken responsibility for the whole text.
     *
     * @param mark the same at each repetition of this message
     */
    void send(MobileNumber to, String text, int mark) throws NotSent;
}

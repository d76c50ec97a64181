package org.pidesk.notice;

import org.springframework.stereotype.Component;

/** Whether text messages leave this installation: without a carrier no code can go to a mobile. */
@Component
public class TextMessages {
    private final SmppCarrier carrier;

    TextMessages(SmppCarrier carrier) {
        this.carrier = carrier;
    }

    /** Whether an account with a carrier is set ({@code pidesk.sms.smpp}). */
    public boolean leave() {
        return carrier.hasAccount();
    }
}

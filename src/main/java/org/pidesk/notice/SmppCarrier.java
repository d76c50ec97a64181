package org.pidesk.notice;

import org.pidesk.kernel.MobileNumber;
import org.springframework.stereotype.Component;

@Component
class SmppCarrier implements SmsCarrier {
    @Override
    public void send(MobileNumber to, String text, int mark) throws NotSent {
        throw new NotSent(NotSent.Fault.DOWN, "NO_CARRIER");
    }
}

package org.pidesk.notice;

import java.time.Instant;
import org.pidesk.kernel.MobileNumber;

/** Text messages have no Message-ID; its hash marks the parts of a long one, so that a repetition joins up with them. */
record TextLine(SmsCarrier carrier) implements Line {

    @Override
    public void send(Message message, String messageId, Instant at) throws NotSent {
        if (!(message.recipient() instanceof MobileNumber mobile)) {
            throw new NotSent(NotSent.Fault.REFUSED, "NOT_A_MOBILE");
        }
        carrier.send(mobile, message.text(), messageId.hashCode());
    }

    /** The carrier keeps its session: binding costs more than a message. */
    @Override
    public void close() {}
}

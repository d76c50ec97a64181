package org.pidesk.notice;

import java.util.List;
import org.pidesk.kernel.MobileNumber;

/** Text messages have no Message-ID; its hash marks the parts of a long one, so that a repetition joins up with them. */
record TextLine(SmsCarrier carrier) implements Line {

    @Override
    public List<String> send(Sendable sendable, Stamp stamp) throws NotSent {
        if (!(sendable instanceof Message message && message.recipient() instanceof MobileNumber mobile)) {
            throw new NotSent(NotSent.Fault.REFUSED, "NOT_A_MOBILE");
        }
        return carrier.send(mobile, message.text(), stamp.messageId().hashCode());
    }

    /** The carrier keeps its session: binding costs more than a message. */
    @Override
    public void close() {}
}

package org.pidesk.notice;

import java.util.regex.Pattern;
import org.pidesk.kernel.Channel;
import org.springframework.stereotype.Component;

/** Knows the carrier of each channel. */
@Component
class Carriers {
    private final MailCarrier mail;
    private final SmsCarrier sms;

    Carriers(MailCarrier mail, SmsCarrier sms) {
        this.mail = mail;
        this.sms = sms;
    }

    /** A mail to many, written once. @throws NotSendable when it cannot be written */
    MailCast cast(Message message, Pattern gap) {
        return mail.cast(message, gap);
    }

    Line openMails() {
        return mail.open();
    }

    Line openTexts() {
        return new TextLine(sms);
    }

    Line open(Channel channel) {
        return switch (channel) {
            case EMAIL -> mail.open();
            case SMS -> new TextLine(sms);
        };
    }
}

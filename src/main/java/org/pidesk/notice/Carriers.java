package org.pidesk.notice;

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

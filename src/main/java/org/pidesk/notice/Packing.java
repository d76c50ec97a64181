package org.pidesk.notice;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Locale;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.util.CRLFOutputStream;
import org.springframework.stereotype.Component;

/** Makes a message into a mail: headers, both bodies, signatures, and the address to which it comes back. */
@Component
class Packing {
    private final String sender;
    private final ReturnPaths paths;
    private final Dkim dkim;

    Packing(MailProperties properties, ReturnPaths paths, Dkim dkim) {
        this.sender = properties.sender();
        this.paths = paths;
        this.dkim = dkim;
    }

    /** @param session may be null */
    SMTPMessage pack(Message message, Stamp stamp, Session session) throws NotSent {
        try {
            var bytes = new ByteArrayOutputStream(8192);
            // what is signed is what goes over the line, where each line ends in two characters
            compose(message, stamp, session).writeTo(new CRLFOutputStream(bytes));
            var packed = new Packed(session, dkim.sign(bytes.toByteArray(), stamp.at()));
            packed.setRecipient(RecipientType.TO, new InternetAddress(message.to(), true));
            packed.setEnvelopeFrom(paths.of(stamp.id()).orElse(sender));
            return packed;
        } catch (MessagingException | IOException impossible) {
            throw new NotSent(NotSent.Fault.REFUSED, "COMPOSE");
        }
    }

    private MimeMessage compose(Message message, Stamp stamp, Session session) throws MessagingException, IOException {
        var mail = new OwnIdMessage(session, stamp.messageId());
        mail.setFrom(new InternetAddress(sender, message.senderName(), StandardCharsets.UTF_8.name()));
        if (message.replyTo() != null) {
            mail.setReplyTo(new InternetAddress[] {new InternetAddress(message.replyTo(), true)});
        }
        mail.setRecipient(RecipientType.TO, new InternetAddress(message.to(), true));
        mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(stamp.at()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("Content-Language", "en");
        mail.setHeader("Feedback-ID", feedbackId(stamp));
        if (message.unsubscribe() != null) {
            mail.setHeader("List-Unsubscribe", "<" + message.unsubscribe() + ">");
            mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        mail.setContent(new MimeMultipart("alternative", part(message.text(), "plain"), part(message.html(), "html")));
        mail.saveChanges();
        return mail;
    }

    /** By which a complaint names the mail, even where the recipient was taken out of it. */
    private String feedbackId(Stamp stamp) {
        var organisation =
                stamp.organisation() == null ? "house" : stamp.organisation().value();
        return paths.mark(stamp.id()) + ":" + stamp.kind().name().toLowerCase(Locale.ROOT) + ":" + organisation
                + ":pidesk";
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, StandardCharsets.UTF_8.name(), subtype);
        return part;
    }

    /** Jakarta Mail would give each attempt a Message-ID of its own. */
    private static final class OwnIdMessage extends MimeMessage {
        private final String id;

        OwnIdMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    /** A mail that is written already: one character more, and its signatures would be void. */
    private static final class Packed extends SMTPMessage {
        private final byte[] bytes;

        Packed(Session session, byte[] bytes) {
            super(session);
            this.bytes = bytes;
        }

        @Override
        public void writeTo(OutputStream out, String[] ignored) throws IOException {
            out.write(bytes);
            out.flush();
        }
    }
}

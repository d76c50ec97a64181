package org.pidesk.notice;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.util.CRLFOutputStream;
import org.pidesk.kernel.Day;
import org.springframework.stereotype.Component;
import org.springframework.util.FastByteArrayOutputStream;

/** Makes a message into a mail: headers, both bodies, signatures, and the address to which it comes back. */
@Component
class Packing {
    private static final String UNSUBSCRIBE = "List-Unsubscribe";
    private static final String POST = "List-Unsubscribe-Post";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(Day.ZONE);

    private final String sender;
    private final ReturnPaths paths;
    private final Dkim dkim;

    Packing(MailProperties properties, ReturnPaths paths, Dkim dkim) {
        this.sender = properties.sender();
        this.paths = paths;
        this.dkim = dkim;
    }

    /** @param session may be null */
    Packed pack(Sendable sendable, Stamp stamp, Session session) throws NotSent {
        try {
            var to = new InternetAddress(to(sendable), true);
            var bytes =
                    sendable instanceof FilledMail mail ? fill(mail, to, stamp) : write((Message) sendable, to, stamp);
            var packed = new Packed(session, dkim.sign(bytes, stamp.at()));
            packed.setRecipient(RecipientType.TO, to);
            packed.setEnvelopeFrom(paths.of(stamp.id()).orElse(sender));
            return packed;
        } catch (MessagingException | IOException impossible) {
            throw new NotSent(NotSent.Fault.REFUSED, "COMPOSE");
        }
    }

    private static String to(Sendable sendable) {
        return sendable instanceof FilledMail mail ? mail.to() : ((Message) sendable).to();
    }

    /** What is the same in each of many mails, written once. @throws NotSendable when it cannot be written */
    MailCast cast(Message message, Pattern gap) {
        try {
            var head = new MimeMessage((Session) null);
            writeHead(head, message);
            return MailCast.of(head, message, gap);
        } catch (MessagingException | IOException impossible) {
            throw new NotSendable("it cannot be written as a mail");
        }
    }

    private byte[] fill(FilledMail mail, InternetAddress to, Stamp stamp) {
        var own = "Date: " + DATE.format(stamp.at()) + "\r\nTo: " + to + "\r\nMessage-ID: " + stamp.messageId()
                + "\r\nFeedback-ID: " + feedbackId(stamp) + "\r\n"
                + (mail.unsubscribe() == null
                        ? ""
                        : UNSUBSCRIBE + ": <" + mail.unsubscribe() + ">\r\n" + POST + ": " + ONE_CLICK + "\r\n");
        return mail.write(own.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] write(Message message, InternetAddress to, Stamp stamp) throws MessagingException, IOException {
        // none of those that lock themselves: Jakarta Mail writes byte by byte
        var bytes = new FastByteArrayOutputStream(8192);
        // what is signed is what goes over the line, where each line ends in two characters
        compose(message, to, stamp).writeTo(new CRLFOutputStream(bytes));
        return bytes.toByteArray();
    }

    private MimeMessage compose(Message message, InternetAddress to, Stamp stamp)
            throws MessagingException, IOException {
        var mail = new OwnIdMessage(stamp.messageId());
        writeHead(mail, message);
        mail.setRecipient(RecipientType.TO, to);
        mail.setSentDate(Date.from(stamp.at()));
        mail.setHeader("Feedback-ID", feedbackId(stamp));
        if (message.unsubscribe() != null) {
            mail.setHeader(UNSUBSCRIBE, "<" + message.unsubscribe() + ">");
            mail.setHeader(POST, ONE_CLICK);
        }
        mail.setContent(new MimeMultipart("alternative", part(message.text(), "plain"), part(message.html(), "html")));
        mail.saveChanges();
        return mail;
    }

    private void writeHead(MimeMessage mail, Message message) throws MessagingException, IOException {
        mail.setFrom(new InternetAddress(sender, message.senderName(), StandardCharsets.UTF_8.name()));
        if (message.replyTo() != null) {
            mail.setReplyTo(new InternetAddress[] {new InternetAddress(message.replyTo(), true)});
        }
        mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("Content-Language", "en");
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

        OwnIdMessage(String id) {
            super((Session) null);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    /** A mail that is written already: one character more, and its signatures would be void. */
    static final class Packed extends SMTPMessage {
        private final byte[] bytes;
        private boolean isUnderWay;

        private Packed(Session session, byte[] bytes) {
            super(session);
            this.bytes = bytes;
        }

        /** Whether the server has begun to take it; before that it surely has nothing. */
        boolean isUnderWay() {
            return isUnderWay;
        }

        @Override
        public void writeTo(OutputStream out, String[] ignored) throws IOException {
            isUnderWay = true;
            out.write(bytes);
            out.flush();
        }
    }
}

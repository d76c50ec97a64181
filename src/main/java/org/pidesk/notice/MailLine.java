package org.pidesk.notice;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A connection to the mail server, opened when first needed and again after a failure. */
final class MailLine implements Line {
    private final JavaMailSenderImpl server;
    private final String sender;
    private Transport transport;

    /** @param server null when none is configured */
    MailLine(JavaMailSenderImpl server, String sender) {
        this.server = server;
        this.sender = sender;
    }

    @Override
    public void send(Message message, String messageId, Instant at) throws NotSent {
        var mail = compose(message, messageId, at);
        connect();
        try {
            transport.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException failure) {
            // after a failure nobody knows what the server thinks: the next mail gets a fresh connection
            close();
            throw explained(failure);
        }
    }

    @Override
    public void close() {
        if (transport == null) {
            return;
        }
        try {
            transport.close();
        } catch (MessagingException alreadyGone) {
            // what was accepted before is accepted
        } finally {
            transport = null;
        }
    }

    private void connect() throws NotSent {
        if (server == null) {
            throw new NotSent(NotSent.Fault.DOWN, "NO_CARRIER");
        }
        if (transport != null && transport.isConnected()) {
            return;
        }
        close();
        try {
            var protocol = server.getProtocol() == null ? "smtp" : server.getProtocol();
            transport = server.getSession().getTransport(protocol);
            transport.connect(server.getHost(), server.getPort(), server.getUsername(), server.getPassword());
        } catch (MessagingException away) {
            close();
            throw new NotSent(NotSent.Fault.DOWN, timedOut(away) ? "CONNECT_TIMEOUT" : "CONNECT");
        }
    }

    private MimeMessage compose(Message message, String messageId, Instant at) throws NotSent {
        try {
            var mail = new OwnIdMessage(server == null ? null : server.getSession(), messageId);
            mail.setFrom(new InternetAddress(sender, message.senderName(), StandardCharsets.UTF_8.name()));
            if (message.replyTo() != null) {
                mail.setReplyTo(new InternetAddress[] {new InternetAddress(message.replyTo(), true)});
            }
            mail.setRecipient(RecipientType.TO, new InternetAddress(message.to(), true));
            mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
            mail.setSentDate(Date.from(at));
            mail.setHeader("Auto-Submitted", "auto-generated");
            mail.setHeader("Content-Language", "en");
            mail.setContent(
                    new MimeMultipart("alternative", part(message.text(), "plain"), part(message.html(), "html")));
            mail.saveChanges();
            return mail;
        } catch (MessagingException | UnsupportedEncodingException impossible) {
            throw new NotSent(NotSent.Fault.REFUSED, "COMPOSE");
        }
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, StandardCharsets.UTF_8.name(), subtype);
        return part;
    }

    /** What the server said of the sender is about us, not about this mail, and so passes. */
    private static NotSent explained(MessagingException failure) {
        var sender = false;
        var code = -1;
        for (Exception e = failure; e != null; e = e instanceof MessagingException m ? m.getNextException() : null) {
            if (e instanceof SMTPAddressFailedException refused) {
                code = refused.getReturnCode();
            } else if (e instanceof SMTPSenderFailedException refused) {
                code = refused.getReturnCode();
                sender = true;
            } else if (e instanceof SMTPSendFailedException refused) {
                code = Math.max(code, refused.getReturnCode());
                sender = String.valueOf(refused.getCommand()).startsWith("MAIL");
            }
        }
        if (code >= 500 && code < 600 && !sender) {
            return new NotSent(NotSent.Fault.REFUSED, Integer.toString(code));
        }
        if (code >= 400 && code < 600) {
            return new NotSent(code == 421 ? NotSent.Fault.DOWN : NotSent.Fault.LATER, Integer.toString(code));
        }
        return timedOut(failure)
                ? new NotSent(NotSent.Fault.SLOW, "TIMEOUT")
                : new NotSent(NotSent.Fault.LATER, "CUT_OFF");
    }

    private static boolean timedOut(Throwable failure) {
        for (Throwable e = failure; e != null; e = cause(e)) {
            if (e instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static Throwable cause(Throwable e) {
        return e instanceof MessagingException m && m.getNextException() != null ? m.getNextException() : e.getCause();
    }

    /** Jakarta Mail would give each attempt a Message-ID of its own. */
    private static final class OwnIdMessage extends MimeMessage {
        private final String id;

        OwnIdMessage(jakarta.mail.Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}

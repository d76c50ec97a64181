package org.pidesk.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A connection to the mail server, opened when first needed and again after a failure. */
final class MailLine implements Line {
    /** After so long the server may have hung up; to ask it before every mail would cost a way there and back. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    /** Before the number that a server says of us: nothing leaves, which is no recipient's full mailbox. */
    private static final String OF_OURS = "OURS_";

    private final JavaMailSenderImpl server;
    private final Packing packing;
    private final WatchedSockets sockets;
    private Transport transport;
    private Socket socket;
    private long usedAt;

    /** @param server null when none is configured */
    MailLine(JavaMailSenderImpl server, Packing packing, WatchedSockets sockets) {
        this.server = server;
        this.packing = packing;
        this.sockets = sockets;
    }

    @Override
    public List<String> send(Sendable message, Stamp stamp) throws NotSent {
        var mail = packing.pack(message, stamp, server == null ? null : server.getSession());
        try (var watch = sockets.watch(socket)) {
            connect();
            socket = watch.socket();
            hand(mail, watch);
            return List.of();
        }
    }

    private void hand(Packing.Packed mail, WatchedSockets.Watch watch) throws NotSent {
        try {
            transport.sendMessage(mail, mail.getAllRecipients());
            usedAt = System.nanoTime();
        } catch (MessagingException failure) {
            // after a failure nobody knows what the server thinks: the next mail gets a fresh connection
            close();
            throw watch.isCutOff() ? silent(mail) : explained(failure, mail);
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

    private boolean isFresh() {
        return System.nanoTime() - usedAt < FRESH.toNanos();
    }

    private void connect() throws NotSent {
        if (server == null) {
            throw new NotSent(NotSent.Fault.DOWN, "NO_CARRIER");
        }
        if (transport != null && (isFresh() || transport.isConnected())) {
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

    private static NotSent silent(Packing.Packed mail) {
        return new NotSent(NotSent.Fault.SLOW, mail.isUnderWay() ? "TIMEOUT" : "NO_ANSWER");
    }

    /** What the server said of the sender or of our account is about us, not about this mail, and so passes. */
    private static NotSent explained(MessagingException failure, Packing.Packed mail) {
        var sender = false;
        var account = false;
        var code = -1;
        Returned address = null;
        for (Exception e = failure; e != null; e = e instanceof MessagingException m ? m.getNextException() : null) {
            account = account || Diagnosis.isAboutOurAccount(String.valueOf(e.getMessage()));
            if (e instanceof SMTPAddressFailedException refused) {
                code = refused.getReturnCode();
                address = Diagnosis.of(refused.getMessage());
            } else if (e instanceof SMTPSenderFailedException refused) {
                code = refused.getReturnCode();
                sender = true;
            } else if (e instanceof SMTPSendFailedException refused) {
                code = Math.max(code, refused.getReturnCode());
                sender = String.valueOf(refused.getCommand()).startsWith("MAIL");
            }
        }
        if (code >= 400 && code < 600 && account) {
            return new NotSent(NotSent.Fault.DOWN, OF_OURS + code);
        }
        if (code >= 500 && code < 600 && !sender) {
            return new NotSent(NotSent.Fault.REFUSED, Integer.toString(code), address);
        }
        if (code >= 400 && code < 600) {
            var fault = code == 421 ? NotSent.Fault.DOWN : NotSent.Fault.LATER;
            return new NotSent(fault, (sender ? OF_OURS : "") + code, address);
        }
        return timedOut(failure)
                ? silent(mail)
                : new NotSent(NotSent.Fault.LATER, mail.isUnderWay() ? NotSent.CUT_OFF : "HUNG_UP");
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
}

package org.pidesk.sandbox;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real SMTP server on loopback that takes mail for everybody and passes none on. Some addresses answer as they do in the
 * world: what they send back arrives in the one mailbox that there is, and is read there by IMAP.
 */
final class MailServer implements AutoCloseable {
    /** Where mails return to that could not be delivered. */
    static final String RETURNS = "returns@pi-desk.example";

    static final String RETURNS_USER = "returns";

    private static final int KEPT = 500;

    private final GreenMail server;
    private final Clock clock;
    private final Recent<Mail> mails = new Recent<>(KEPT);

    private final GreenMailUser returns;

    /**
     * @param port 0 for any that is free
     * @param imapPort likewise
     * @param password of the mailbox for what returns
     */
    MailServer(int port, int imapPort, String password, Clock clock) {
        this.clock = clock;
        this.server = new GreenMail(new ServerSetup[] {
            new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(imapPort, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        });
        server.start();
        returns = server.setUser(RETURNS, RETURNS_USER, password);
        server.getUserManager()
                .setMessageDeliveryHandler((message, to) -> isReturn(to.getEmail()) ? returns : new Mailbox(to));
    }

    /** Also with a mark between name and domain. */
    private static boolean isReturn(String address) {
        return address.replaceFirst("\\+[^@]*", "").equalsIgnoreCase(RETURNS);
    }

    int port() {
        return server.getSmtp().getPort();
    }

    int imapPort() {
        return server.getImap().getPort();
    }

    /** Lays a mail into the mailbox for what returns, as a server of the world would. */
    void bringBack(String mail) {
        try {
            returns.deliver(new MimeMessage(
                    (Session) null, new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII))));
        } catch (MessagingException notAMail) {
            throw new IllegalStateException("what came back is no mail", notAMail);
        }
    }

    List<Mail> mails() {
        return mails.all();
    }

    Optional<Mail> mail(long n) {
        return mails.all().stream().filter(mail -> mail.n() == n).findAny();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void keep(String to, MimeMessage message) {
        try {
            var text = Optional.ofNullable(body(message, "text/plain")).orElse("");
            var html = body(message, "text/html");
            var headers = headers(message);
            var subject = message.getSubject();
            var id = message.getMessageID();
            mails.add(n -> new Mail(n, clock.instant(), to, subject, text, html, id, headers));
        } catch (MessagingException | IOException notAMail) {
            // only pi-desk writes to this server; its tests would notice
            throw new IllegalStateException("what arrived is no mail", notAMail);
        }
    }

    private static String body(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            // on the wire a line ends in two characters, on a page in one
            return ((String) part.getContent()).replace("\r\n", "\n");
        }
        if (!(part.getContent() instanceof MimeMultipart parts)) {
            return null;
        }
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart inner = parts.getBodyPart(i);
            var body = body(inner, type);
            if (body != null) {
                return body;
            }
        }
        return null;
    }

    private static Map<String, List<String>> headers(MimeMessage message) throws MessagingException {
        var headers = new LinkedHashMap<String, List<String>>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
        }
        return headers;
    }

    /** Anybody's: the library would keep every mail for ever in accounts of its own. */
    private final class Mailbox implements GreenMailUser {
        private final String address;

        Mailbox(MailAddress address) {
            this.address = address.getEmail();
        }

        @Override
        public void deliver(MovingMessage message) {
            deliver(message.getMessage());
            var sender = message.getReturnPath();
            if (sender != null && isReturn(sender.getEmail())) {
                SandboxReply.of(address, sender.getEmail(), clock.instant()).ifPresent(MailServer.this::bringBack);
            }
        }

        @Override
        public void deliver(MimeMessage message) {
            keep(address, message);
        }

        @Override
        public String getEmail() {
            return address;
        }

        @Override
        public String getLogin() {
            return address;
        }

        @Override
        public String getQualifiedMailboxName() {
            return address;
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public void setPassword(String password) {}

        @Override
        public void authenticate(String password) {}

        @Override
        public void create() {}

        @Override
        public void delete() {}
    }
}

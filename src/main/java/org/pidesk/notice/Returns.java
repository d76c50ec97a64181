package org.pidesk.notice;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.pidesk.notice.Returned.Sort;
import org.pidesk.notice.SeenReturns.Lease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Empties the mailbox to which undeliverable mails return. Each mail is dealt with in a transaction of its own, then moved
 * out of the way; a crash between the two brings it again, and its hash says that nothing is left to do.
 *
 * <p>What was understood lies in the folder {@code Processed}, the rest in {@code Failed}, where people should look now
 * and then: somebody may have written to us.
 */
@Service
public class Returns {
    private static final Logger LOG = LoggerFactory.getLogger(Returns.class);
    private static final String PROCESSED = "Processed";
    private static final String FAILED = "Failed";
    private static final int AT_ONCE = 500;
    private static final int LARGEST = 2 * 1024 * 1024;
    private static final int TRIES = 3;
    private static final String CONNECT = "10000";
    private static final String ANSWER = "30000";

    private final ReturnPaths paths;
    private final ReturnReader reader;
    private final ReturnedMessages messages;
    private final SeenReturns seen;
    private final Clock clock;
    private final TransactionOperations transaction;

    /** What was in the way when this node last read the mailbox. */
    private volatile String trouble;

    Returns(
            ReturnPaths paths,
            ReturnReader reader,
            ReturnedMessages messages,
            SeenReturns seen,
            Clock clock,
            TransactionOperations transaction) {
        this.paths = paths;
        this.reader = reader;
        this.messages = messages;
        this.seen = seen;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Reads what has come since. Does nothing where there is no mailbox, or another node reads it. */
    @Transactional(propagation = Propagation.NEVER)
    public void poll() {
        if (paths.mailbox() == null) {
            return;
        }
        seen.lease().ifPresent(lease -> {
            try {
                read(lease, paths.mailbox());
                trouble = null;
            } catch (MessagingException away) {
                trouble = away.getClass().getSimpleName();
                // its own words could quote a mail
                LOG.warn(
                        "The mailbox of returned mails cannot be read: {}",
                        away.getClass().getSimpleName());
            } finally {
                seen.release(lease);
            }
        });
    }

    boolean hasMailbox() {
        return paths.mailbox() != null;
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void read(Lease lease, ReturnsMailbox mailbox) throws MessagingException {
        var session = session(mailbox);
        try (var store = session.getStore(protocol(mailbox))) {
            store.connect(mailbox.host(), mailbox.port(), mailbox.username(), mailbox.password());
            try (var inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_WRITE);
                readAll(lease, store, inbox, session);
            }
        }
    }

    private void readAll(Lease lease, Store store, Folder inbox, Session session) throws MessagingException {
        var uids = (UIDFolder) inbox;
        var validity = uids.getUIDValidity();
        var from = validity == lease.uidValidity() ? lease.lastUid() + 1 : 1;
        var mineUntil = clock.instant().plus(SeenReturns.LEASE.dividedBy(2));
        var done = 0;
        for (var mail : uids.getMessagesByUID(from, UIDFolder.LASTUID)) {
            // the last one is always among them, also when it is an old one
            var uid = uids.getUID(mail);
            if (uid >= from && done < AT_ONCE && clock.instant().isBefore(mineUntil)) {
                take(lease, uid, (MimeMessage) mail, store, session);
                seen.isRead(lease, validity, uid);
                done++;
            }
        }
    }

    private void take(Lease lease, long uid, MimeMessage mail, Store store, Session session) throws MessagingException {
        var understood = seen.tries(lease, uid) <= TRIES && isUnderstood(mail, session);
        move(mail, folder(store, understood ? PROCESSED : FAILED));
    }

    private boolean isUnderstood(MimeMessage mail, Session session) throws MessagingException {
        if (mail.getSize() > LARGEST) {
            return false;
        }
        try {
            var bytes = new ByteArrayOutputStream();
            mail.writeTo(bytes);
            return isUnderstood(bytes.toByteArray(), session);
        } catch (IOException garbled) {
            return false;
        }
    }

    /** Whoever reads it again after a crash finds it dealt with. */
    private boolean isUnderstood(byte[] mail, Session session) throws MessagingException {
        var returned = reader.read(new MimeMessage(session, new ByteArrayInputStream(mail)));
        transaction.executeWithoutResult(one -> {
            if (seen.isNew(Dkim.sha256(mail))) {
                messages.take(returned);
            }
        });
        return returned.reason() != ReturnReason.NOT_UNDERSTOOD
                && (returned.sort() == Sort.NOT_A_BOUNCE || returned.message().isPresent());
    }

    private static void move(Message mail, Folder to) throws MessagingException {
        mail.getFolder().copyMessages(new Message[] {mail}, to);
        mail.setFlag(Flags.Flag.DELETED, true);
    }

    private static Folder folder(Store store, String name) throws MessagingException {
        var folder = store.getFolder(name);
        if (!folder.exists()) {
            folder.create(Folder.HOLDS_MESSAGES);
        }
        return folder;
    }

    private static String protocol(ReturnsMailbox mailbox) {
        return mailbox.tls() ? "imaps" : "imap";
    }

    private static Session session(ReturnsMailbox mailbox) {
        var settings = new Properties();
        for (var protocol : List.of("mail.imap.", "mail.imaps.")) {
            settings.setProperty(protocol + "connectiontimeout", CONNECT);
            settings.setProperty(protocol + "timeout", ANSWER);
            settings.setProperty(protocol + "writetimeout", ANSWER);
        }
        settings.setProperty("mail.imaps.ssl.checkserveridentity", "true");
        // what comes from outside is seldom as the standards want it
        settings.setProperty("mail.mime.address.strict", "false");
        settings.setProperty("mail.store.protocol", protocol(mailbox));
        return Session.getInstance(settings);
    }
}

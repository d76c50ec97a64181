package org.pidesk.sandbox;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.pidesk.notice.ReturnsMailbox;
import org.springframework.context.ApplicationContext;

/** The sandbox's mailbox for what returns, for the tests of other modules: what is laid into it, and what lies in it. */
public final class Brought {
    private final MailServer server;
    private final ReturnsMailbox mailbox;

    private Brought(MailServer server, ReturnsMailbox mailbox) {
        this.server = server;
        this.mailbox = mailbox;
    }

    public static Brought to(ApplicationContext application) {
        return new Brought(application.getBean(MailServer.class), application.getBean(ReturnsMailbox.class));
    }

    public ReturnsMailbox mailbox() {
        return mailbox;
    }

    public void bring(String mail) {
        server.bringBack(mail);
    }

    /** The subjects of what lies in a folder. */
    public List<String> folder(String name) {
        var subjects = new ArrayList<String>();
        with(name, message -> subjects.add(message.getSubject()));
        return subjects;
    }

    public void empty() {
        for (var name : List.of("INBOX", "Processed", "Failed")) {
            with(name, message -> message.setFlag(Flags.Flag.DELETED, true));
        }
    }

    private interface Act {
        void on(Message message) throws MessagingException;
    }

    private void with(String name, Act act) {
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect(mailbox.host(), mailbox.port(), mailbox.username(), mailbox.password());
            var folder = store.getFolder(name);
            if (folder.exists()) {
                folder.open(Folder.READ_WRITE);
                for (var message : folder.getMessages()) {
                    act.on(message);
                }
                folder.close(true);
            }
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}

package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.organisation.Organisations;
import org.springframework.beans.factory.annotation.Autowired;

/** A thousand mails of all kinds, as they arrive over the line: each goes to one, says who sends it, and is signed. */
@PiDeskTest
class ThousandMailsTest {
    private static final int MAILS = 1_000;
    private static final String DOMAIN = "@of-nobody-else.example";

    @Autowired
    Notices notices;

    @Autowired
    MadeSenders senders;

    @Autowired
    Organisations organisations;

    @TempDir
    Path folder;

    private ScriptedMailServer server;
    private KeyPair key;

    @BeforeEach
    void abcMotorsAndItsMailServer() throws Exception {
        organisations.register(Samples.abcMotors());
        server = new ScriptedMailServer();
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        key = generator.generateKeyPair();
    }

    @AfterEach
    void closeServer() throws IOException {
        server.close();
    }

    @Test
    void sayWhoSendsThemAndAreSigned() throws Exception {
        var kinds = Kind.values();
        var people = new ArrayList<String>();
        for (int i = 0; i < MAILS; i++) {
            var to = new EmailAddress("thandi.nkosi." + i + DOMAIN);
            notices.send(Samples.full(kinds[i % kinds.length], to));
            people.add(to.value());
        }
        var sender = sender();
        for (int round = 0; server.mails().size() < MAILS && round < 100; round++) {
            sender.sendDue();
        }

        var wrong = new ArrayList<String>();
        var reached = new TreeSet<String>();
        for (var mail : server.mails()) {
            var read = new MimeMessage(
                    (Session) null,
                    new ByteArrayInputStream(mail.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1)));
            var kind = Kind.valueOf(
                    read.getHeader("Feedback-ID", null).split(":")[1].toUpperCase(Locale.ROOT));
            faults(read, kind, mail).forEach(fault -> wrong.add(kind + " " + fault));
            reached.add(read.getAllRecipients()[0].toString());
        }
        System.out.printf(
                "a thousand mails: %d passed, %d failed%n", server.mails().size() - wrong.size(), wrong.size());

        assertThat(wrong).isEmpty();
        assertThat(server.mails()).hasSize(MAILS);
        assertThat(reached).containsExactlyInAnyOrderElementsOf(people);
        assertThat(server.recipients()).hasSize(MAILS);
    }

    @Test
    void wouldBeFoundWanting() throws Exception {
        notices.send(Samples.full(Kind.BULK_MAIL, new EmailAddress("thandi.nkosi" + DOMAIN)));
        sender().sendDue();
        var mail = server.mails().get(0);

        for (var crooked : List.of(
                mail.replaceFirst("Auto-Submitted: .*\n", ""),
                mail.replaceFirst("List-Unsubscribe: .*\n(?:[ \t].*\n)*", ""),
                mail.replaceFirst("List-Unsubscribe-Post: .*\n", ""),
                mail.replaceFirst("Subject: ", "Subject: Thandi Nkosi, "),
                mail.replaceFirst("\nFrom: .*\n", "\nFrom: mallory@example.net\n"),
                mail.replaceFirst("\nTo: ", "\nCc: mallory@example.net\nTo: "),
                mail.replaceFirst("\n\n", "\n\nOne word more. "))) {
            var read = new MimeMessage(
                    (Session) null,
                    new ByteArrayInputStream(crooked.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1)));

            assertThat(faults(read, Kind.BULK_MAIL, crooked))
                    .as(crooked.substring(0, 300))
                    .isNotEmpty();
        }
    }

    private List<String> faults(MimeMessage mail, Kind kind, String written) throws Exception {
        var faults = new ArrayList<String>();
        if (!"auto-generated".equals(mail.getHeader("Auto-Submitted", null))) {
            faults.add("does not say that a program wrote it");
        }
        var pair = mail.getHeader("List-Unsubscribe") != null
                && "List-Unsubscribe=One-Click".equals(mail.getHeader("List-Unsubscribe-Post", null));
        var none = mail.getHeader("List-Unsubscribe") == null && mail.getHeader("List-Unsubscribe-Post") == null;
        if (kind.isMarketing() ? !pair : !none) {
            faults.add("has the wrong way to unsubscribe");
        }
        var from = MimeUtility.decodeText(mail.getHeader("From", null));
        if (!from.equals("ABC Motors <notices@pi-desk.example>")) {
            faults.add("is from " + from);
        }
        if (mail.getAllRecipients().length != 1) {
            faults.add("goes to several");
        }
        var to = mail.getAllRecipients()[0].toString();
        var subject = mail.getSubject();
        if (personal(kind, to).stream()
                .anyMatch(word -> subject.toLowerCase(Locale.ROOT).contains(word))) {
            faults.add("names somebody in its subject");
        }
        if (!subject.contains("ABC Motors") && !subject.contains("Our workshop opens on Saturdays")) {
            faults.add("does not say in its subject whose it is");
        }
        try {
            verify(written);
        } catch (FailException broken) {
            faults.add("is not signed");
        }
        return faults;
    }

    /** What stands in the words of a mail, and of its kind no subject may have. */
    private static List<String> personal(Kind kind, String to) {
        return Stream.of(
                        to,
                        to.split("@")[0],
                        "thandi",
                        "nkosi",
                        "fred",
                        "basset",
                        "ashveer",
                        "19713570",
                        "6226950",
                        "495",
                        "4938")
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toList());
    }

    private void verify(String mail) throws IOException, FailException {
        var record = "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(key.getPublic().getEncoded());
        var signed = new DKIMVerifier((method, selector, domain) -> List.of(record))
                .verify(new ByteArrayInputStream(mail.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1)));
        if (signed == null || signed.isEmpty()) {
            throw new FailException("none");
        }
    }

    private Sender sender() throws IOException {
        var pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        var properties = ScriptedMailServer.properties(
                new DkimKey("rsa2026", Files.writeString(folder.resolve("key.pem"), pem)));
        return senders.with(MadeSenders.mailsOnly(server.carrier(properties)));
    }
}

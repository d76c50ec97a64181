package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.notice.Samples.THANDI;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pidesk.LoopbackServer;
import org.pidesk.MadeKeys;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.MovableClock;
import org.pidesk.organisation.Organisations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

/** A line whose other end cannot be trusted is none: nothing goes there in clear, and what waits leaves once it can. */
@PiDeskTest
class MailOverTlsTest {
    private static final char[] PASSWORD = "of this test alone".toCharArray();
    private static final String GOOD = "good";
    /** A handshake takes its time. */
    private static final MailProperties PATIENT = new MailProperties(
            "notices@pi-desk.example",
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            List.of(),
            2);

    @TempDir
    private static Path folder;

    private static KeyStore keys;

    @Autowired
    Notices notices;

    @Autowired
    MadeSenders senders;

    @Autowired
    Organisations organisations;

    @Autowired
    PolledMailboxes polled;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    private ScriptedMailServer server;

    @BeforeAll
    static void anAuthorityVouchesForThree() throws Exception {
        make("authority", "-ext", "bc:c");
        make(GOOD, "-signer", "authority", "-ext", "san=ip:127.0.0.1");
        make("expired", "-signer", "authority", "-ext", "san=ip:127.0.0.1", "-startdate", "-3d", "-validity", "1");
        make("of another", "-signer", "authority", "-ext", "san=ip:127.0.0.2");
        keys = KeyStore.getInstance(folder.resolve("keys.p12").toFile(), PASSWORD);
    }

    private static void make(String name, String... further) throws IOException, InterruptedException {
        var options = new ArrayList<>(List.of("-alias", name, "-keyalg", "EC", "-groupname", "secp256r1"));
        options.addAll(Arrays.asList(further));
        MadeKeys.write(folder.resolve("keys.p12"), new String(PASSWORD), name, options.toArray(String[]::new));
    }

    @BeforeEach
    void aReceiptIsDue() {
        organisations.register(Samples.abcMotors());
        server = new ScriptedMailServer();
        notices.send(Samples.full(Kind.RECEIPT, THANDI));
    }

    @AfterEach
    void closeServer() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"expired, true", "of another, true", GOOD + ", false"})
    void sendsNothingWhereTheCertificateIsNotToBeTrusted(String certificate, boolean isAuthorityKnown)
            throws GeneralSecurityException, IOException {
        server.offersTls(showing(certificate));

        isDown(line(isAuthorityKnown));

        server.offersTls(showing(GOOD));
        clock.advance(Duration.ofHours(1));
        isUp(line(true));
    }

    @Test
    void sendsNothingWhereTheServerDoesNotEncrypt() throws GeneralSecurityException, IOException {
        isDown(line(true));

        // and it is the setting alone that keeps it back
        clock.advance(Duration.ofHours(1));
        isUp(server.line());
    }

    private void isDown(JavaMailSenderImpl line) {
        sender(line).sendDue();

        assertThat(server.connections()).isPositive();
        assertThat(server.recipients()).isEmpty();
        assertThat(server.mails()).isEmpty();
        assertThat(statuses()).containsExactly("PENDING");
        assertThat(health(line)).isEqualTo(Status.DOWN);
    }

    private void isUp(JavaMailSenderImpl line) {
        sender(line).sendDue();

        assertThat(server.mails()).hasSize(1);
        assertThat(statuses()).containsExactly("SENT");
        assertThat(health(line)).isEqualTo(Status.UP);
    }

    @Test
    void tellsNoPasswordToAMailboxThatNobodyVouchesFor() throws GeneralSecurityException, IOException {
        assertThat(toldTheMailbox(showing(GOOD))).isEmpty();
        // without TLS it is heard
        assertThat(toldTheMailbox(null)).anyMatch(line -> line.contains("LOGIN"));
    }

    /** @param tls null for none */
    private List<String> toldTheMailbox(SSLContext tls) throws IOException {
        var heard = new CopyOnWriteArrayList<String>();
        try (var mailbox = new LoopbackServer("imap", caller -> listen(caller, tls, heard))) {
            var where = new ReturnsMailbox(
                    "returns@pi-desk.example", "127.0.0.1", mailbox.port(), "returns", "a password", tls != null);
            var returns = polled.from(where, transaction);

            returns.poll();

            assertThat(LinesHealth.of(returns.hasMailbox(), returns.trouble()).getStatus())
                    .isEqualTo(Status.DOWN);
        }
        return heard;
    }

    /** A mailbox that lets nobody in. */
    private static void listen(Socket caller, SSLContext tls, List<String> heard) throws IOException {
        try (var line = tls == null ? caller : tls.getSocketFactory().createSocket(caller, null, true)) {
            if (line instanceof SSLSocket encrypted) {
                encrypted.startHandshake();
            }
            say(line, "* OK here");
            var in = new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII));
            for (var said = in.readLine(); said != null; said = in.readLine()) {
                heard.add(said);
                var mark = said.substring(0, said.indexOf(' '));
                if (said.endsWith("CAPABILITY")) {
                    say(line, "* CAPABILITY IMAP4rev1");
                }
                say(line, mark + (said.contains("LOGIN") ? " NO" : " OK") + " so it is");
            }
        }
    }

    private static void say(Socket to, String what) throws IOException {
        to.getOutputStream().write((what + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private Sender sender(JavaMailSenderImpl line) {
        return senders.with(MadeSenders.mailsOnly(ScriptedMailServer.carrier(line, PATIENT)));
    }

    private Status health(JavaMailSenderImpl line) {
        var beans = new StaticListableBeanFactory();
        beans.addBean("sender", line);
        return new LinesHealth()
                .mailHealthIndicator(beans.getBeanProvider(JavaMailSenderImpl.class), clock)
                .health()
                .getStatus();
    }

    private List<String> statuses() {
        return database.sql("select status from notice").query(String.class).list();
    }

    /** As operators are told to set it up. */
    private JavaMailSenderImpl line(boolean isAuthorityKnown) throws GeneralSecurityException, IOException {
        var line = server.line();
        line.getJavaMailProperties().setProperty("mail.smtp.starttls.required", "true");
        if (isAuthorityKnown) {
            line.getJavaMailProperties()
                    .put("mail.smtp.ssl.socketFactory", knowingTheAuthority().getSocketFactory());
        }
        return line;
    }

    private static SSLContext showing(String certificate) throws GeneralSecurityException, IOException {
        var shown = none();
        shown.setKeyEntry(
                certificate, keys.getKey(certificate, PASSWORD), PASSWORD, keys.getCertificateChain(certificate));
        var key = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        key.init(shown, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(key.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext knowingTheAuthority() throws GeneralSecurityException, IOException {
        var known = none();
        known.setCertificateEntry("authority", keys.getCertificate("authority"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore none() throws GeneralSecurityException, IOException {
        var none = KeyStore.getInstance("PKCS12");
        none.load(null);
        return none;
    }
}

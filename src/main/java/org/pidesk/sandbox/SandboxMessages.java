package org.pidesk.sandbox;

import java.io.IOException;
import java.time.Clock;
import org.pidesk.notice.ReturnsMailbox;
import org.pidesk.notice.SmppAccount;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The carriers of the default start: whatever pi-desk sends arrives here, over sockets, and goes no further. */
@SandboxOnly
@Configuration(proxyBeanMethods = false)
class SandboxMessages {

    @Bean(destroyMethod = "close")
    MailServer mailServer(
            @Value("${pidesk.sandbox.smtp-port:0}") int port,
            @Value("${pidesk.sandbox.imap-port:0}") int imapPort,
            SandboxSecrets secrets,
            Clock clock) {
        return new MailServer(port, imapPort, secrets.password("imap"), clock);
    }

    /** In place of the mailbox that {@code pidesk.returns} names. */
    @Bean
    ReturnsMailbox sandboxReturnsMailbox(MailServer server, SandboxSecrets secrets) {
        return new ReturnsMailbox(
                MailServer.RETURNS,
                "127.0.0.1",
                server.imapPort(),
                MailServer.RETURNS_USER,
                secrets.password("imap"),
                false);
    }

    /** In place of the server that {@code spring.mail} names: sample people must never be written to. */
    @Bean
    JavaMailSenderImpl sandboxMailSender(MailServer server) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.port());
        return sender;
    }

    @Bean(destroyMethod = "close")
    TextServer textServer(@Value("${pidesk.sandbox.smpp-port:0}") int port, SandboxSecrets secrets, Clock clock)
            throws IOException {
        return new TextServer(port, smppPassword(secrets), clock);
    }

    @Bean
    SmppAccount sandboxSmppAccount(TextServer server, SandboxSecrets secrets) {
        return new SmppAccount("127.0.0.1", server.port(), "pidesk", smppPassword(secrets), "");
    }

    /** SMPP has room for eight characters. */
    private static String smppPassword(SandboxSecrets secrets) {
        return secrets.password("smpp").replace("-", "").substring(0, 8);
    }
}

package org.pidesk.notice;

import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Carries mails by SMTP, through the server that {@code spring.mail} names. */
@Component
class MailCarrier {
    private static final String STREAMS = "jakarta.mail.util.StreamProvider";

    private final ObjectProvider<JavaMailSenderImpl> server;
    private final MailProperties properties;
    private final Packing packing;
    private final WatchedSockets sockets;

    MailCarrier(ObjectProvider<JavaMailSenderImpl> server, MailProperties properties, Packing packing) {
        this.server = server;
        this.properties = properties;
        this.packing = packing;
        this.sockets = new WatchedSockets(properties.mailTimeout());
        nameTheStreams();
        server.ifAvailable(this::setTimeOuts);
    }

    /** One connection for a whole batch: opening it costs more than a mail. */
    Line open() {
        return new MailLine(server.getIfAvailable(), packing, sockets);
    }

    /** What is the same in each of many mails, written once. @throws NotSendable when it cannot be written */
    MailCast cast(Message message, Pattern gap) {
        return packing.cast(message, gap);
    }

    /** Else Jakarta Mail looks through the whole class path for it, a dozen times for each mail. */
    private static void nameTheStreams() {
        if (System.getProperty(STREAMS) == null) {
            System.setProperty(STREAMS, MailStreamProvider.class.getName());
        }
    }

    /** Jakarta Mail waits for ever by default: one silent server would hold the sender for good. */
    private void setTimeOuts(JavaMailSenderImpl sender) {
        var connect = Long.toString(properties.connectTimeout().toMillis());
        var answer = Long.toString(properties.answerTimeout().toMillis());
        for (var protocol : List.of("mail.smtp.", "mail.smtps.")) {
            atMost(sender.getJavaMailProperties(), protocol + "connectiontimeout", connect);
            atMost(sender.getJavaMailProperties(), protocol + "timeout", answer);
            atMost(sender.getJavaMailProperties(), protocol + "writetimeout", answer);
            sender.getJavaMailProperties().put(protocol + "socketFactory", sockets);
            sender.getJavaMailProperties().setProperty(protocol + "socketFactory.fallback", "false");
        }
    }

    /** A value that the installation set stays, unless it means "for ever". */
    private static void atMost(Properties settings, String name, String value) {
        var set = settings.getProperty(name);
        if (set == null || !set.matches("[1-9][0-9]{0,5}")) {
            settings.setProperty(name, value);
        }
    }
}

package org.pidesk.notice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.pidesk.LoopbackServer;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** An SMTP server that answers what a test tells it to, and keeps what it was given, accepted or not. */
public final class ScriptedMailServer implements AutoCloseable {
    /** Instead of an answer: the line goes dead. */
    public static final String HANG_UP = "hang up";
    /** Instead of an answer: nothing, for ever. */
    public static final String SILENCE = "silence";
    /** Instead of an answer: one without end, a letter at a time, so that it is never silent. */
    static final String DRIP = "drip";

    private static final Duration SHORT = Duration.ofMillis(1500);
    private static final Duration WHOLE = Duration.ofSeconds(4);
    private static final int MOST_DRIPS = 600;

    private final LoopbackServer server;
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<String> recipients = new CopyOnWriteArrayList<>();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private volatile String banner = "220 scripted";
    private volatile String toSender = "250 ok";
    private volatile String toRecipient = "250 ok";
    private volatile String slowHost = "nobody";
    private volatile String toMail = "250 taken";
    private volatile SSLContext tls;

    public ScriptedMailServer() {
        server = new LoopbackServer("scripted-smtp", this::talk);
    }

    ScriptedMailServer greets(String answer) {
        banner = answer;
        return this;
    }

    ScriptedMailServer answersSender(String answer) {
        toSender = answer;
        return this;
    }

    public ScriptedMailServer answersRecipient(String answer) {
        toRecipient = answer;
        return this;
    }

    public ScriptedMailServer isSilentAbout(String host) {
        slowHost = host;
        return this;
    }

    public ScriptedMailServer answersMail(String answer) {
        toMail = answer;
        return this;
    }

    /** Offers to go on over TLS. */
    ScriptedMailServer offersTls(SSLContext with) {
        tls = with;
        return this;
    }

    public List<String> messageIds() {
        return mails.stream()
                .map(mail -> mail.lines()
                        .filter(line -> line.startsWith("Message-ID: "))
                        .findFirst()
                        .orElse("none"))
                .toList();
    }

    public List<String> mails() {
        return List.copyOf(mails);
    }

    /** One for each mail and recipient. */
    List<String> recipients() {
        return List.copyOf(recipients);
    }

    int connections() {
        return clients.size();
    }

    MailCarrier carrier() {
        return carrier(properties());
    }

    MailCarrier carrier(MailProperties properties) {
        return carrier(server.port(), properties);
    }

    static MailProperties properties(DkimKey... keys) {
        return new MailProperties("notices@pi-desk.example", SHORT, SHORT, WHOLE, List.of(keys), 2);
    }

    static MailCarrier carrier(int port, MailProperties properties) {
        return carrier(line(port), properties);
    }

    /** How a product would be set up to send by this server. */
    JavaMailSenderImpl line() {
        return line(server.port());
    }

    private static JavaMailSenderImpl line(int port) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return sender;
    }

    static MailCarrier carrier(JavaMailSenderImpl sender, MailProperties properties) {
        var beans = new StaticListableBeanFactory();
        beans.addBean("sender", sender);
        var paths = new ReturnPaths(Samples.SECRETS, Clock.systemUTC(), Samples.MAILBOX);
        return new MailCarrier(
                beans.getBeanProvider(JavaMailSenderImpl.class),
                properties,
                new Packing(properties, paths, new Dkim(properties)));
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var client : clients) {
            client.close();
        }
    }

    private void talk(Socket client) throws IOException {
        clients.add(client);
        try (client) {
            if (say(client, banner)) {
                listen(client);
            }
        }
    }

    private void listen(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("STARTTLS") && tls != null) {
                say(client, "220 go on");
                listen(encrypted(client));
                return;
            }
            if (!say(client, answer(line.toUpperCase(Locale.ROOT), in, client))) {
                return;
            }
        }
    }

    private Socket encrypted(Socket client) throws IOException {
        var socket = (SSLSocket) tls.getSocketFactory().createSocket(client, null, true);
        socket.startHandshake();
        return socket;
    }

    private String answer(String line, BufferedReader in, Socket client) throws IOException {
        if (line.startsWith("MAIL")) {
            return toSender;
        }
        if (line.startsWith("RCPT")) {
            recipients.add(line);
            return line.contains("@" + slowHost.toUpperCase(Locale.ROOT)) ? SILENCE : toRecipient;
        }
        if (line.startsWith("DATA")) {
            say(client, "354 go on");
            mails.add(body(in));
            return toMail;
        }
        if (line.startsWith("EHLO") && tls != null && !(client instanceof SSLSocket)) {
            return "250-scripted\r\n250 STARTTLS";
        }
        return line.startsWith("QUIT") ? "221 bye" : "250 ok";
    }

    private static String body(BufferedReader in) throws IOException {
        var mail = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            // a dot at the beginning came with another one before it
            mail.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
        }
        return mail.toString();
    }

    private static boolean say(Socket client, String answer) throws IOException {
        if (answer.equals(SILENCE)) {
            return true;
        }
        if (answer.equals(HANG_UP)) {
            return false;
        }
        if (answer.equals(DRIP)) {
            return drip(client);
        }
        client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return true;
    }

    private static boolean drip(Socket client) throws IOException {
        try {
            client.getOutputStream().write("250".getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < MOST_DRIPS; i++) {
                client.getOutputStream().write('-');
                client.getOutputStream().flush();
                Thread.sleep(100);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}

package org.pidesk.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** By SMTP. */
final class FaultyMailServer extends FaultyServer<FaultyMailServer.Mail, FaultyMailServer.Fault> {
    /** After this the sender must have given up. */
    static final Duration SLOW = Duration.ofSeconds(4);

    /** What goes wrong; with the last two nobody on the other side knows whether the mail was taken. */
    enum Fault {
        LATER,
        GONE_BEFORE_DATA,
        GONE_AFTER_DATA,
        SLOW_AFTER_DATA
    }

    record Mail(String to, String messageId, String subject) {}

    FaultyMailServer(long seed) {
        super("faulty-mail-server", Fault.class, seed);
    }

    @Override
    void talk(Socket client) throws IOException {
        try (client;
                var in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
            say(client, "220 sink");
            var to = "";
            Fault fault = null;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                switch (line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT)) {
                    case "EHLO" -> say(client, "250-sink\r\n250 8BITMIME");
                    case "RCPT" -> {
                        to = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                        fault = next();
                        say(client, fault == Fault.LATER ? "451 later" : "250 ok");
                    }
                    case "DATA" -> {
                        if (fault == Fault.GONE_BEFORE_DATA) {
                            return;
                        }
                        say(client, "354 go on");
                        take(to, in);
                        if (fault == Fault.GONE_AFTER_DATA || fault == Fault.SLOW_AFTER_DATA) {
                            isAmbiguous();
                        }
                        if (fault == Fault.GONE_AFTER_DATA) {
                            return;
                        }
                        if (fault == Fault.SLOW_AFTER_DATA) {
                            Database.pause(SLOW);
                        }
                        say(client, "250 taken");
                    }
                    case "QUIT" -> {
                        say(client, "221 bye");
                        return;
                    }
                    default -> say(client, "250 ok");
                }
            }
        }
    }

    private void take(String to, BufferedReader in) throws IOException {
        var messageId = "";
        var subject = "";
        var inHead = true;
        for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("broken off");
            }
            inHead &= !line.isEmpty();
            if (inHead && line.startsWith("Message-ID: ")) {
                messageId = line.substring(12);
            } else if (inHead && line.startsWith("Subject: ")) {
                subject = line.substring(9);
            } else if (!inHead) {
                read(to, line);
            }
        }
        keep(new Mail(to, messageId, subject));
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }
}

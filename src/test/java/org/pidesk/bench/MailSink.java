package org.pidesk.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.pidesk.LoopbackServer;

/** The least that takes mails by SMTP and throws them away: what is measured is who sends. */
final class MailSink implements AutoCloseable {
    private static final byte[] OK = "250 ok\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HELLO = "250-sink\r\n250 8BITMIME\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GO_ON = "354 go on\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);

    private final LoopbackServer server = new LoopbackServer("mail-sink", this::serve);
    private final LongAdder mails = new LongAdder();
    /** To whom nothing may come; kept small, all others are only counted. */
    private final Set<String> watched = ConcurrentHashMap.newKeySet();

    private final LongAdder caught = new LongAdder();

    int port() {
        return server.port();
    }

    long mails() {
        return mails.sum();
    }

    /** How many came to those to whom none may. */
    long caught() {
        return caught.sum();
    }

    void watch(String address) {
        watched.add(address);
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            var in = new Quick(client.getInputStream());
            var out = client.getOutputStream();
            say(out, "220 sink\r\n".getBytes(StandardCharsets.US_ASCII));
            for (var line = line(in); line != null; line = line(in)) {
                if (!answer(line, in, out)) {
                    return;
                }
            }
        }
    }

    private boolean answer(String line, Quick in, OutputStream out) throws IOException {
        switch (line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT)) {
            case "EHLO", "HELO" -> say(out, HELLO);
            case "DATA" -> {
                say(out, GO_ON);
                swallow(in);
                mails.increment();
                say(out, OK);
            }
            case "QUIT" -> {
                say(out, "221 bye\r\n".getBytes(StandardCharsets.US_ASCII));
                return false;
            }
            case "RCPT" -> {
                if (watched.contains(line.substring(line.indexOf('<') + 1, line.indexOf('>')))) {
                    caught.increment();
                }
                say(out, OK);
            }
            default -> say(out, OK);
        }
        return true;
    }

    private static void swallow(Quick in) throws IOException {
        var matched = 2;
        while (matched < END.length) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("broken off");
            }
            matched = next == END[matched] ? matched + 1 : next == '\r' ? 1 : 0;
        }
    }

    private static String line(Quick in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static void say(OutputStream out, byte[] words) throws IOException {
        out.write(words);
        out.flush();
    }

    /** Reads byte by byte without a lock for each: else the sink would take more of the processors than the sender. */
    private static final class Quick {
        private final InputStream in;
        private final byte[] bytes = new byte[64 * 1024];
        private int next;
        private int end;

        Quick(InputStream in) {
            this.in = in;
        }

        int read() throws IOException {
            if (next == end) {
                end = Math.max(0, in.read(bytes));
                next = 0;
                if (end == 0) {
                    return -1;
                }
            }
            return bytes[next++] & 0xff;
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

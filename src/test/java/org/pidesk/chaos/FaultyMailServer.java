package org.pidesk.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Takes mails by SMTP and remembers which; six in a hundred times it fails, in one of four ways. */
final class FaultyMailServer implements AutoCloseable {
    /** After this the sender must have given up. */
    static final Duration SLOW = Duration.ofSeconds(4);

    private static final int IN_A_HUNDRED = 6;
    private static final Pattern CODE = Pattern.compile("Your code is ([0-9 ]+)\\.");

    /** What goes wrong; with the last two nobody on the other side knows whether the mail was taken. */
    private enum Fault {
        LATER,
        GONE_BEFORE_DATA,
        GONE_AFTER_DATA,
        SLOW_AFTER_DATA
    }

    /** A mail that was taken, whether or not the sender heard of it. */
    record Mail(String to, String messageId, String subject) {}

    private final ServerSocket socket;
    private final Random random;
    private final ConcurrentLinkedQueue<Mail> taken = new ConcurrentLinkedQueue<>();
    private final Map<String, List<String>> codes = new ConcurrentHashMap<>();
    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicInteger ambiguous = new AtomicInteger();
    private volatile boolean isFaulty = true;

    FaultyMailServer(long seed) {
        random = new Random(seed);
        try {
            socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException unopened) {
            throw new UncheckedIOException(unopened);
        }
        daemon(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    void setFaulty(boolean faulty) {
        isFaulty = faulty;
    }

    List<Mail> taken() {
        return List.copyOf(taken);
    }

    /** The codes that came to an address, the latest last. */
    List<String> codesTo(String address) {
        return codes.getOrDefault(address, List.of());
    }

    int faults() {
        return faults.get();
    }

    /** How often the sender could not know whether the mail was taken. */
    int ambiguous() {
        return ambiguous.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                client.setTcpNoDelay(true);
                daemon(() -> talk(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket client) {
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
                            ambiguous.incrementAndGet();
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
        } catch (IOException gone) {
            // the sender has hung up, or was killed
        }
    }

    private synchronized Fault next() {
        if (!isFaulty || random.nextInt(100) >= IN_A_HUNDRED) {
            return null;
        }
        faults.incrementAndGet();
        return Fault.values()[random.nextInt(Fault.values().length)];
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
                var code = CODE.matcher(line);
                if (code.find()) {
                    codes.computeIfAbsent(to, one -> new CopyOnWriteArrayList<>())
                            .add(code.group(1));
                }
            }
        }
        taken.add(new Mail(to, messageId, subject));
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "faulty-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}

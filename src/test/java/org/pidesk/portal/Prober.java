package org.pidesk.portal;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Asks for one address after the other over a connection that stays open, and takes the time to the last byte. */
final class Prober implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern COOKIE = Pattern.compile("Set-Cookie: (pi-form=[^;]+)");
    private static final Pattern LENGTH = Pattern.compile("(?i)Content-Length: (\\d+)");

    private final int port;
    private final String head;
    private final String token;
    private Socket socket;

    record Answer(String text, long nanos) {}

    Prober(int port, String page) throws IOException {
        this.port = port;
        connect();
        var form = form(port, page);
        this.token = first(TOKEN, form);
        this.head = "POST " + page + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + first(COOKIE, form)
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ";
    }

    Answer ask(String address) throws IOException {
        var body = "address=" + URLEncoder.encode(address, StandardCharsets.UTF_8) + "&_csrf=" + token;
        var question = (head + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII);
        var begin = System.nanoTime();
        socket.getOutputStream().write(question);
        var text = answer(socket.getInputStream());
        var nanos = System.nanoTime() - begin;
        if (text.contains("Connection: close")) {
            connect();
        }
        return new Answer(text, nanos);
    }

    /** The server closes a connection after a hundred answers, held or not. */
    private void connect() throws IOException {
        close();
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
    }

    /** Over a connection of its own, which the server closes: its length does not matter then. */
    private static String form(int port, String page) throws IOException {
        try (var once = new Socket(InetAddress.getLoopbackAddress(), port)) {
            once.getOutputStream()
                    .write(("GET " + page + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(once.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String answer(InputStream in) throws IOException {
        var read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            read.write(next(in));
        }
        var length = LENGTH.matcher(read.toString(StandardCharsets.ISO_8859_1));
        if (length.find()) {
            read.write(in.readNBytes(Integer.parseInt(length.group(1))));
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    private static int next(InputStream in) throws IOException {
        var next = in.read();
        if (next < 0) {
            throw new EOFException("the connection was closed");
        }
        return next;
    }

    private static String first(Pattern what, String text) {
        var found = what.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("the page has no form");
        }
        return found.group(1);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
    }
}

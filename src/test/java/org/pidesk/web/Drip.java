package org.pidesk.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request on a line of its own, of which as much is sent as somebody likes. */
final class Drip implements AutoCloseable {
    private final Socket socket;

    /** @param head lines of the head, and perhaps the beginning of the body behind an empty one */
    Drip(int port, String... head) throws IOException {
        this(port, new Socket(), head);
    }

    private Drip(int port, Socket socket, String... head) throws IOException {
        this.socket = socket;
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        send(String.join("\r\n", head));
    }

    static Drip form(int port, String path, String visitor, int length, String begun) throws IOException {
        return new Drip(
                port,
                "POST " + path + " HTTP/1.1",
                "Host: localhost",
                "X-Forwarded-For: " + visitor,
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: " + length,
                "",
                begun);
    }

    static Drip page(int port, String path) throws IOException {
        return new Drip(port, "GET " + path + " HTTP/1.1", "Host: localhost", "Connection: close", "", "");
    }

    /** Asks for a page so many times at once, and never again, and has room for a few letters of it. */
    static Drip idle(int port, String path, int times) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(1);
        var ask = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n";
        return new Drip(port, socket, (ask + "\r\n").repeat(times - 1) + ask + "Connection: close\r\n\r\n");
    }

    Drip send(String more) throws IOException {
        socket.getOutputStream().write(more.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    Drip patience(int milliseconds) throws IOException {
        socket.setSoTimeout(milliseconds);
        return this;
    }

    /** The first line of the answer; what comes behind it stays on the line. */
    String status() throws IOException {
        var line = new StringBuilder();
        for (var next = socket.getInputStream().read();
                next >= 0 && next != '\n';
                next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** All until the other side hangs up. */
    String rest() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

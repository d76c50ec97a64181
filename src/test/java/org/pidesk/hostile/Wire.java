package org.pidesk.hostile;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Speaks HTTP over a connection that stays open, and sends each byte as it is given: no client tidies it up. */
final class Wire implements AutoCloseable {
    private final int port;
    private Socket socket;
    private InputStream in;

    Wire(int port) {
        this.port = port;
    }

    /** @param headers as they came; names in small letters, those of one name one below the other */
    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        boolean isPage() {
            return header("content-type").startsWith("text/html");
        }
    }

    Answer send(String method, String target, Map<String, String> headers, byte[] body) throws IOException {
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (body.length > 0 || !method.matches("GET|HEAD|OPTIONS")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Bytes.of(head.append("\r\n").toString()));
        bytes.writeBytes(body);
        return exchange(method, bytes.toByteArray());
    }

    /** Over a new connection where the old one was closed meanwhile. */
    private Answer exchange(String method, byte[] question) throws IOException {
        if (socket != null) {
            try {
                return once(method, question);
            } catch (EOFException | SocketException closed) {
                close();
            }
        }
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in = new BufferedInputStream(socket.getInputStream());
        return once(method, question);
    }

    private Answer once(String method, byte[] question) throws IOException {
        socket.getOutputStream().write(question);
        var status = Integer.parseInt(line().split(" ")[1]);
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (first, second) -> first + "\n" + second);
        }
        var answer = new Answer(status, headers, body(method, status, headers));
        if (answer.header("connection").equals("close")) {
            close();
        }
        return answer;
    }

    private String body(String method, int status, Map<String, String> headers) throws IOException {
        if (method.equals("HEAD") || List.of(204, 304).contains(status)) {
            return "";
        }
        var bytes = new ByteArrayOutputStream();
        if (headers.containsKey("content-length")) {
            bytes.writeBytes(in.readNBytes(Integer.parseInt(headers.get("content-length"))));
        } else if (headers.containsKey("transfer-encoding")) {
            for (var size = size(); size > 0; size = size()) {
                bytes.writeBytes(in.readNBytes(size));
                line();
            }
            line();
        } else {
            bytes.writeBytes(in.readAllBytes());
            close();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private int size() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("closed");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}

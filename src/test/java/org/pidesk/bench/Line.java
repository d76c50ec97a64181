package org.pidesk.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One connection, kept alive, that asks and reads the whole answer. A full client would take more of the processors
 * than those who are measured.
 */
final class Line implements AutoCloseable {
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private final byte[] buffer = new byte[256 * 1024];
    private int filled;
    private Socket socket;

    Line(int port) {
        this.port = port;
    }

    /** @return the status */
    int ask(byte[] question) {
        try {
            if (socket == null) {
                socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
            }
            socket.getOutputStream().write(question);
            return read(socket.getInputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The last answer, headers and all. */
    String answer() {
        return new String(buffer, 0, filled, StandardCharsets.UTF_8);
    }

    private int read(InputStream in) throws IOException {
        filled = 0;
        var body = -1;
        while (body < 0) {
            more(in);
            body = endOfHeaders();
        }
        var headers = new String(buffer, 0, body, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        var length = headers.indexOf("content-length: ");
        if (length >= 0) {
            var end = body + Integer.parseInt(headers.substring(length + 16, headers.indexOf('\r', length)));
            while (filled < end) {
                more(in);
            }
        } else if (headers.contains("transfer-encoding: chunked")) {
            while (!endsWithLastChunk()) {
                more(in);
            }
        }
        if (headers.contains("connection: close")) {
            close();
        }
        return Integer.parseInt(headers.substring(9, 12));
    }

    private void more(InputStream in) throws IOException {
        var read = in.read(buffer, filled, buffer.length - filled);
        if (read <= 0) {
            throw new IOException("The answer ends too early, or is too long.");
        }
        filled += read;
    }

    private int endOfHeaders() {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private boolean endsWithLastChunk() {
        return filled >= LAST_CHUNK.length
                && Arrays.equals(buffer, filled - LAST_CHUNK.length, filled, LAST_CHUNK, 0, LAST_CHUNK.length);
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
                socket = null;
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

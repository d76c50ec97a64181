package org.pidesk.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HexFormat;

/** Begins to speak TLS as a client that knows one version only: Java itself refuses to be so old. */
public final class Hello {
    private static final String SUITES = "c009c00ac013c014c02bc02f002f0035";
    private static final int ALERT = 0x15;
    private static final int PROTOCOL_VERSION = 70;

    private Hello() {}

    /** @param minor 2 for TLS 1.1, 3 for TLS 1.2 */
    public static boolean isRefusedForItsVersion(int port, int minor) throws IOException {
        var greeting = new ByteArrayOutputStream();
        greeting.write(new byte[] {3, (byte) minor});
        greeting.write(new byte[32]);
        greeting.write(0);
        greeting.write(new byte[] {0, (byte) (SUITES.length() / 2)});
        greeting.write(HexFormat.of().parseHex(SUITES));
        greeting.write(new byte[] {1, 0});
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            var out = socket.getOutputStream();
            out.write(new byte[] {0x16, 3, 1, 0, (byte) (greeting.size() + 4), 1, 0, 0, (byte) greeting.size()});
            out.write(greeting.toByteArray());
            out.flush();
            var answer = socket.getInputStream().readNBytes(7);
            return answer.length == 7 && answer[0] == ALERT && answer[6] == PROTOCOL_VERSION;
        }
    }
}

package org.pidesk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port at which nobody listens, and which the system gives to nobody who does not ask for it by number, so that it stays free
 * until whoever needs it has started.
 */
public final class FreePort {
    /** Below those that Linux gives to whoever leaves the choice to it. */
    private static final int FIRST = 12_000;

    private static final int LAST = 32_000;

    private FreePort() {}

    public static int next() {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // another one
            } catch (IOException none) {
                throw new UncheckedIOException(none);
            }
        }
    }
}

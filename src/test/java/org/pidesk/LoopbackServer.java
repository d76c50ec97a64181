package org.pidesk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Listens on this machine alone, and talks with each who calls in a thread of its own. */
public final class LoopbackServer implements AutoCloseable {
    private static final int WAITING = 100;

    private final String name;
    private final ServerSocket door;

    /** What is said to one who calls; a line that breaks is how it ends. */
    public interface Talk {
        void with(Socket caller) throws IOException;
    }

    /** @param name of its threads */
    public LoopbackServer(String name, Talk talk) {
        this.name = name;
        try {
            door = new ServerSocket(0, WAITING, InetAddress.getByName("127.0.0.1"));
        } catch (IOException unopened) {
            throw new UncheckedIOException(unopened);
        }
        beside(() -> accept(talk));
    }

    public int port() {
        return door.getLocalPort();
    }

    private void accept(Talk talk) {
        while (!door.isClosed()) {
            try {
                var caller = door.accept();
                caller.setTcpNoDelay(true);
                beside(() -> talk(talk, caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void talk(Talk talk, Socket caller) {
        try {
            talk.with(caller);
        } catch (IOException gone) {
            // the other end has hung up, or was killed
        }
    }

    /** Ends with the JVM at the latest. */
    public void beside(Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Nobody can call any more; who has called goes on. */
    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
    }
}

package org.pidesk.notice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/**
 * Knows the socket under each connection to the mail server, and cuts it off when a mail takes too long as a whole. A
 * server that answers one letter a second never falls silent, and no time-out of a single answer would end it.
 */
final class WatchedSockets extends SocketFactory {
    private final ThreadLocal<Watch> watches = new ThreadLocal<>();
    private final ScheduledThreadPoolExecutor clockwork = new ScheduledThreadPoolExecutor(1, WatchedSockets::named);
    private final Duration patience;

    WatchedSockets(Duration patience) {
        this.patience = patience;
        clockwork.setRemoveOnCancelPolicy(true);
        clockwork.setKeepAliveTime(10, TimeUnit.SECONDS);
        clockwork.allowCoreThreadTimeOut(true);
    }

    /** Begins to watch what this thread does. @param open the socket that it has already; null when none */
    Watch watch(Socket open) {
        var watch = new Watch(open);
        watch.end = clockwork.schedule(watch::cutOff, patience.toMillis(), TimeUnit.MILLISECONDS);
        watches.set(watch);
        return watch;
    }

    /** Over with {@link #close()}. */
    final class Watch implements AutoCloseable {
        private volatile Socket socket;
        private volatile boolean isCutOff;
        private ScheduledFuture<?> end;

        private Watch(Socket open) {
            this.socket = open;
        }

        /** The one that is open now; null when none. */
        Socket socket() {
            return socket;
        }

        boolean isCutOff() {
            return isCutOff;
        }

        private void cutOff() {
            isCutOff = true;
            try {
                if (socket != null) {
                    socket.close();
                }
            } catch (IOException closedAlready) {
                // that is what was wanted
            }
        }

        @Override
        public void close() {
            end.cancel(false);
            watches.remove();
        }
    }

    @Override
    public Socket createSocket() {
        var socket = new Socket();
        var watch = watches.get();
        if (watch != null) {
            watch.socket = socket;
        }
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
    }

    private Socket connected(InetSocketAddress to, InetSocketAddress from) throws IOException {
        var socket = createSocket();
        if (from != null) {
            socket.bind(from);
        }
        socket.connect(to);
        return socket;
    }

    private static Thread named(Runnable work) {
        var thread = new Thread(work, "mail-patience");
        thread.setDaemon(true);
        return thread;
    }
}

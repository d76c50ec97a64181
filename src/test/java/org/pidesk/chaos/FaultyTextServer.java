package org.pidesk.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jsmpp.util.MessageId;

/**
 * Takes texts by SMPP and remembers which; six in a hundred times it fails: it asks for patience, or the connection breaks
 * before or after the text was taken.
 */
final class FaultyTextServer implements AutoCloseable {
    static final String ACCOUNT = "chaos";
    static final String PASSWORD = "loopback";

    private static final int IN_A_HUNDRED = 6;
    private static final int BIND_WITHIN = 5000;
    private static final Pattern CODE = Pattern.compile("your code is ([0-9 ]+)\\.");

    /** What goes wrong; with the last nobody on the other side knows whether the text was taken. */
    private enum Fault {
        LATER,
        GONE_BEFORE,
        GONE_AFTER
    }

    /** A part of a text that was taken, whether or not the sender heard of it. @param bytes the same in each copy */
    record Text(String to, String bytes) {}

    private final ServerSocket socket;
    private final Random random;
    private final ConcurrentLinkedQueue<Text> taken = new ConcurrentLinkedQueue<>();
    private final Map<String, List<String>> codes = new ConcurrentHashMap<>();
    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicInteger ambiguous = new AtomicInteger();
    private volatile boolean isFaulty = true;

    FaultyTextServer(long seed) {
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

    List<Text> taken() {
        return List.copyOf(taken);
    }

    /** The codes that came to a number, the latest last. */
    List<String> codesTo(String number) {
        return codes.getOrDefault(number, List.of());
    }

    int faults() {
        return faults.get();
    }

    /** How often the sender could not know whether the text was taken. */
    int ambiguous() {
        return ambiguous.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                daemon(() -> bind(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void bind(Socket client) {
        try {
            var session = new SMPPServerSession(new SocketConnection(client), null, takingFrom(client), null, 1, 10);
            session.waitForBind(BIND_WITHIN).accept("sink");
        } catch (IOException | TimeoutException | PDUStringException | IllegalStateException gone) {
            hangUp(client);
        }
    }

    /** Of all that the protocol offers only one thing is asked for here. */
    private ServerMessageReceiverListener takingFrom(Socket client) {
        return (ServerMessageReceiverListener) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServerMessageReceiverListener.class},
                (proxy, method, arguments) ->
                        method.getName().equals("onAcceptSubmitSm") ? take((SubmitSm) arguments[0], client) : null);
    }

    private SubmitSmResult take(SubmitSm text, Socket client) throws ProcessRequestException, PDUStringException {
        var fault = next();
        if (fault == Fault.LATER) {
            throw new ProcessRequestException("later", SMPPConstant.STAT_ESME_RTHROTTLED);
        }
        if (fault == Fault.GONE_BEFORE) {
            hangUp(client);
        } else {
            keep("+" + text.getDestAddress(), new String(text.getShortMessage(), StandardCharsets.ISO_8859_1));
            if (fault == Fault.GONE_AFTER) {
                ambiguous.incrementAndGet();
                hangUp(client);
            }
        }
        return new SubmitSmResult(new MessageId(UUID.randomUUID().toString()), null);
    }

    private void keep(String to, String words) {
        var code = CODE.matcher(words);
        if (code.find()) {
            codes.computeIfAbsent(to, one -> new CopyOnWriteArrayList<>()).add(code.group(1));
        }
        taken.add(new Text(to, words));
    }

    private synchronized Fault next() {
        if (!isFaulty || random.nextInt(100) >= IN_A_HUNDRED) {
            return null;
        }
        faults.incrementAndGet();
        return Fault.values()[random.nextInt(Fault.values().length)];
    }

    private static void hangUp(Socket client) {
        try {
            client.close();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "faulty-text-server");
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

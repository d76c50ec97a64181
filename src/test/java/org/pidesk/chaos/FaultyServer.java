package org.pidesk.chaos;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.pidesk.LoopbackServer;

/**
 * Takes messages and remembers which; six in a hundred times it fails, in one of several ways.
 *
 * @param <M> what it remembers of a message
 * @param <F> what goes wrong
 */
abstract class FaultyServer<M, F extends Enum<F>> implements AutoCloseable {
    private static final int IN_A_HUNDRED = 6;
    private static final Pattern CODE = Pattern.compile("[Yy]our code is ([0-9 ]+)\\.");

    private final F[] kinds;
    private final Random random;
    private final LoopbackServer server;
    private final ConcurrentLinkedQueue<M> taken = new ConcurrentLinkedQueue<>();
    private final Map<String, List<String>> codes = new ConcurrentHashMap<>();
    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicInteger ambiguous = new AtomicInteger();
    private volatile boolean isFaulty = true;

    FaultyServer(String name, Class<F> kinds, long seed) {
        this.kinds = kinds.getEnumConstants();
        this.random = new Random(seed);
        this.server = new LoopbackServer(name, this::talk);
    }

    abstract void talk(Socket sender) throws IOException;

    int port() {
        return server.port();
    }

    void setFaulty(boolean faulty) {
        isFaulty = faulty;
    }

    /** All that were taken, whether or not the sender heard of it. */
    List<M> taken() {
        return List.copyOf(taken);
    }

    /** The codes that came to an address, the latest last. */
    List<String> codesTo(String address) {
        return codes.getOrDefault(address, List.of());
    }

    int faults() {
        return faults.get();
    }

    /** How often the sender could not know whether the message was taken. */
    int ambiguous() {
        return ambiguous.get();
    }

    /** What goes wrong next; null where nothing does. */
    synchronized F next() {
        if (!isFaulty || random.nextInt(100) >= IN_A_HUNDRED) {
            return null;
        }
        faults.incrementAndGet();
        return kinds[random.nextInt(kinds.length)];
    }

    void isAmbiguous() {
        ambiguous.incrementAndGet();
    }

    void read(String to, String words) {
        var code = CODE.matcher(words);
        if (code.find()) {
            codes.computeIfAbsent(to, one -> new CopyOnWriteArrayList<>()).add(code.group(1));
        }
    }

    void keep(M message) {
        taken.add(message);
    }

    @Override
    public void close() {
        server.close();
    }
}

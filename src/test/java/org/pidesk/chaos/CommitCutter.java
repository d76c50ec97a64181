package org.pidesk.chaos;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.pidesk.LoopbackServer;

/**
 * The line between the product and its database. Now and then it breaks in the worst moment: the database has committed,
 * and who waits for the answer never gets it. It can be slow, too.
 */
final class CommitCutter implements AutoCloseable {
    /** As PostgreSQL says that it has committed: its sign, its length, its words. */
    private static final byte[] COMMITTED = "C\0\0\0\013COMMIT\0".getBytes(StandardCharsets.ISO_8859_1);

    private static final int BLOCK = 16_384;

    private final LoopbackServer door;
    private final int database;
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile BooleanSupplier isToBeCut = () -> false;
    private volatile Duration late = Duration.ZERO;

    CommitCutter(int database) {
        this.database = database;
        this.door = new LoopbackServer("commit-cutter", this::join);
    }

    int port() {
        return door.port();
    }

    /** Asked at each commit. */
    void cutWhen(BooleanSupplier moment) {
        isToBeCut = moment;
    }

    /** From now on each answer comes so much later, as from a database that is far away. */
    void slowDown(Duration by) {
        late = by;
    }

    int cuts() {
        return cuts.get();
    }

    private void join(Socket product) throws IOException {
        try (product;
                var server = new Socket("127.0.0.1", database)) {
            server.setTcpNoDelay(true);
            door.beside(() -> forward(product, server, false));
            forward(server, product, true);
        }
    }

    private void forward(Socket from, Socket to, boolean answers) {
        var block = new byte[BLOCK];
        try (from;
                to) {
            for (var read = from.getInputStream().read(block);
                    read > 0;
                    read = from.getInputStream().read(block)) {
                if (answers && says(block, read) && isToBeCut.getAsBoolean()) {
                    cuts.incrementAndGet();
                    return;
                }
                if (answers && !late.isZero()) {
                    Database.pause(late);
                }
                to.getOutputStream().write(block, 0, read);
            }
        } catch (IOException gone) {
            // so is the other end
        }
    }

    private static boolean says(byte[] block, int read) {
        for (int at = 0; at + COMMITTED.length <= read; at++) {
            if (Arrays.equals(block, at, at + COMMITTED.length, COMMITTED, 0, COMMITTED.length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        door.close();
    }
}

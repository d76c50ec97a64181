package org.pidesk.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;

/** Kills a node, or now and then the database: mostly one while the other goes on, sometimes both. */
final class Killer {
    private static final int DATABASE_IN = 10;
    private static final int DATABASE_AT = 4;
    private static final int BOTH_IN = 4;

    private final Nodes nodes;
    private final Database database;
    private final Recovery recovery;
    private final Random random;
    private final Lock peace;
    private final AtomicInteger ofNodes = new AtomicInteger();
    private final AtomicInteger ofDatabase = new AtomicInteger();

    /** @param peace is held by whoever kills, and by whoever needs that nobody dies in that moment */
    Killer(Nodes nodes, Database database, Recovery recovery, Random random, Lock peace) {
        this.nodes = nodes;
        this.database = database;
        this.recovery = recovery;
        this.random = random;
        this.peace = peace;
    }

    int ofNodes() {
        return ofNodes.get();
    }

    int ofDatabase() {
        return ofDatabase.get();
    }

    int all() {
        return ofNodes() + ofDatabase();
    }

    /** One after the other, each once there is somebody who can go on, or is about to. */
    void kill(int kills, Waiting waiting) {
        for (int i = 0; i < kills; i++) {
            var isForBoth = all() % BOTH_IN == BOTH_IN - 1;
            waiting.until("a node is up", () -> isForBoth ? nodes.any() != null : nodes.areUp());
            Database.pause(Duration.ofMillis(500 + random.nextInt(2000)));
            peace.lock();
            try {
                if (all() % DATABASE_IN == DATABASE_AT) {
                    killDatabase();
                } else {
                    var node = nodes.any();
                    if (node != null) {
                        var killed = System.nanoTime();
                        node.kill();
                        ofNodes.incrementAndGet();
                        recovery.nodesAreReady(untilReady(killed));
                    } else {
                        i--;
                    }
                }
            } catch (IOException unstartable) {
                throw new IllegalStateException(unstartable);
            } finally {
                peace.unlock();
            }
        }
    }

    private void killDatabase() throws IOException {
        var killed = System.nanoTime();
        database.kill();
        ofDatabase.incrementAndGet();
        Database.pause(Duration.ofMillis(random.nextInt(2000)));
        database.start();
        recovery.databaseIsBack(untilReady(killed));
    }

    private Duration untilReady(long killed) {
        while (nodes.all().stream().noneMatch(Node::isReady)) {
            Database.pause(Duration.ofMillis(100));
        }
        return Duration.ofNanos(System.nanoTime() - killed);
    }

    /** Waits, and gives up with what is known then. */
    interface Waiting {
        void until(String what, BooleanSupplier holds);
    }
}

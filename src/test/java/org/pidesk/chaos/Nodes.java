package org.pidesk.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** All nodes, as a proxy knows them: who answers, gets the next question. */
final class Nodes implements AutoCloseable {
    private final List<Node> all;
    private final AtomicInteger turn = new AtomicInteger();
    private final Random random;

    Nodes(List<Node> all, Random random) {
        this.all = all;
        this.random = random;
    }

    /** Of a processor, in seconds, by a start on average. */
    double spent() {
        return all.stream()
                        .flatMap(node -> node.spent().stream())
                        .mapToLong(Duration::toMillis)
                        .average()
                        .orElse(0)
                / 1000;
    }

    /** @return one that is up, or any where none is */
    Node next() {
        var first = turn.getAndIncrement();
        for (int i = 0; i < all.size(); i++) {
            var node = all.get(Math.floorMod(first + i, all.size()));
            if (node.isUp()) {
                return node;
            }
        }
        return all.get(Math.floorMod(first, all.size()));
    }

    List<Node> all() {
        return all;
    }

    boolean areUp() {
        return all.stream().allMatch(Node::isUp);
    }

    int starts() {
        return all.stream().mapToInt(Node::starts).sum();
    }

    /** How many lives have ended, while all are up. */
    int deaths() {
        return starts() - all.size();
    }

    /** One of those that are up; null where none is. */
    Node any() {
        var up = all.stream().filter(Node::isUp).toList();
        return up.isEmpty() ? null : up.get(random.nextInt(up.size()));
    }

    @Override
    public void close() {
        all.forEach(Node::close);
    }
}

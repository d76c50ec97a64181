package org.pidesk.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongFunction;

/** The newest few of what arrived, newest first: a sandbox that runs for weeks must not fill the memory. */
final class Recent<T> {
    private final int most;
    private final Deque<T> things = new ArrayDeque<>();
    private long count;

    Recent(int most) {
        this.most = most;
    }

    /** @param made from its number */
    synchronized void add(LongFunction<T> made) {
        things.addFirst(made.apply(++count));
        if (things.size() > most) {
            things.removeLast();
        }
    }

    synchronized List<T> all() {
        return List.copyOf(things);
    }
}

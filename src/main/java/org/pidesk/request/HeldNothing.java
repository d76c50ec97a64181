package org.pidesk.request;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Short texts that were looked at already, and held nothing: the names of activities, of states and of types stand in nearly all
 * rows there are. As many as fit into a few megabytes; what was not met for longest makes room.
 */
final class HeldNothing {
    private static final int MOST = 10_000;
    /** What is longer hardly comes twice. */
    static final int LONGEST = 100;

    private static final float LOAD = 0.75f;

    private final Map<String, Boolean> texts = new LinkedHashMap<>(MOST, LOAD, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    boolean knows(String text) {
        return texts.get(text) != null;
    }

    void remember(String text) {
        texts.put(text, true);
    }
}

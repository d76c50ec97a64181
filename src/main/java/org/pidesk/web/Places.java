package org.pidesk.web;

import java.util.HashMap;
import java.util.Map;
import org.pidesk.kernel.Network;

/** So many places for all, and fewer for one network; of IPv6 for a /48, of whose networks one customer may have all. */
final class Places {
    private final int all;
    private final int ofNetwork;
    private final Map<String, Integer> taken = new HashMap<>();
    private int count;

    Places(int all, int ofNetwork) {
        this.all = all;
        this.ofNetwork = ofNetwork;
    }

    /** @return whether there was one; then it has to be given back */
    synchronized boolean take(String address) {
        var network = network(address);
        if (count >= all || taken.getOrDefault(network, 0) >= ofNetwork) {
            return false;
        }
        count++;
        taken.merge(network, 1, Integer::sum);
        return true;
    }

    synchronized void giveBack(String address) {
        count--;
        taken.computeIfPresent(network(address), (network, many) -> many > 1 ? many - 1 : null);
    }

    private static String network(String address) {
        return Network.around(address).orElseGet(() -> Network.of(address));
    }
}

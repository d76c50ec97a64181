package org.pidesk.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pidesk.kernel.IpAddress;

/**
 * Goes back from the connection to the visitor, over as many proxies as are ours and not one more. Each proxy appends
 * the address that it saw; what stands before those was written by the visitor, or by whoever wants to be taken for one.
 */
final class Hops {
    /** For an address that a proxy of ours could not name. */
    static final String UNKNOWN = "unknown";

    private static final Pattern BRACKETS = Pattern.compile("\\[([^]]*)](?::\\d{1,5})?");
    private static final Pattern V4_AND_PORT = Pattern.compile("([^:]+):\\d{1,5}");

    private final TrustedProxySettings proxies;

    Hops(TrustedProxySettings proxies) {
        this.proxies = proxies;
    }

    /**
     * @param connected the address at the other end of the connection
     * @param forwardedFor the lines of X-Forwarded-For
     * @return the visitor's address; empty where nobody of ours says anything about it
     */
    Optional<String> visitor(String connected, Stream<String> forwardedFor) {
        var seen = new ArrayList<String>();
        forwardedFor.forEach(line -> seen.addAll(List.of(line.split(",", -1))));
        if (proxies.count() == 0 || seen.isEmpty() || !isOurs(IpAddress.parse(connected))) {
            return Optional.empty();
        }
        var address = Optional.<IpAddress>empty();
        for (int hop = 1; hop <= Math.min(proxies.count(), seen.size()); hop++) {
            address = address(seen.get(seen.size() - hop));
            if (!isOurs(address)) {
                break;
            }
        }
        return Optional.of(address.map(IpAddress::toString).orElse(UNKNOWN));
    }

    boolean isOurs(Optional<IpAddress> address) {
        return address.filter(proxies::isOurs).isPresent();
    }

    /** Proxies write it plain, with a port, in brackets, or in quotes. */
    private static Optional<IpAddress> address(String written) {
        var text = written.strip();
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        for (var form : List.of(BRACKETS, V4_AND_PORT)) {
            var inside = form.matcher(text);
            if (inside.matches()) {
                return IpAddress.parse(inside.group(1));
            }
        }
        return IpAddress.parse(text);
    }
}

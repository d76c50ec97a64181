package org.pidesk.web;

import java.util.List;
import org.pidesk.kernel.IpAddress;
import org.pidesk.kernel.IpRange;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The proxies in front of pi-desk.
 *
 * @param count how many stand one behind the other between a visitor and pi-desk; with 0 no X-Forwarded header is
 *     believed
 * @param networks from where they connect, like {@code 10.0.0.2} or {@code 2001:db8:1::/48}; empty means any private
 *     network
 */
@ConfigurationProperties("pidesk.trusted-proxies")
record TrustedProxySettings(
        @DefaultValue("0") int count, @DefaultValue List<IpRange> networks) {

    boolean isOurs(IpAddress address) {
        return networks.isEmpty()
                ? address.isPrivate()
                : networks.stream().anyMatch(network -> network.contains(address));
    }
}

package org.pidesk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkTest {

    @Test
    void takesTheLast256AddressesOfIpv4Together() {
        assertThat(Network.of("196.25.1.7"))
                .isEqualTo(Network.of("196.25.1.250"))
                .isNotEqualTo(Network.of("196.25.2.7"));
    }

    @Test
    void takesTheHostsOfAnIpv6NetworkTogether() {
        assertThat(Network.of("2001:db8:1:2::1"))
                .isEqualTo(Network.of("2001:db8:1:2:ffff:ffff:ffff:ffff"))
                .isNotEqualTo(Network.of("2001:db8:1:3::1"));
    }

    @Test
    void takesTheNetworksOfAnIpv6SiteTogether() {
        assertThat(Network.around("2001:db8:1:2::1"))
                .isEqualTo(Network.around("2001:db8:1:ffff::9"))
                .isPresent()
                .isNotEqualTo(Network.around("2001:db8:2:2::1"));
        assertThat(Network.around("196.25.1.7")).isEmpty();
        assertThat(Network.around("::ffff:196.25.1.7")).isEmpty();
        assertThat(Network.around("no.such.host.invalid")).isEmpty();
    }

    @Test
    void seesTheIpv4AddressInsideAnIpv6One() {
        assertThat(Network.of("::ffff:196.25.1.7")).isEqualTo(Network.of("196.25.1.9"));
    }

    @Test
    void forgetsTheZone() {
        assertThat(Network.of("fe80::1%eth0")).isEqualTo(Network.of("fe80::2"));
    }

    @Test
    void looksNoNameUp() {
        assertThat(Network.of("no.such.host.invalid")).isEqualTo("no.such.host.invalid");
    }
}

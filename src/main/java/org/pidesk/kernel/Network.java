package org.pidesk.kernel;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The neighbourhood of an address: the /24 of IPv4 and the /64 of IPv6, which one household or attacker commands; and the
 * /48 of IPv6, of whose 65,536 networks one customer may have all.
 */
public final class Network {
    private Network() {}

    /** @return a name of the neighbourhood; what is no address is one of its own */
    public static String of(String address) {
        return bytes(address).map(bytes -> first(bytes, isIpv4(bytes) ? 3 : 8)).orElse(address);
    }

    /** The /48 around an address of IPv6; empty for any other. */
    public static Optional<String> around(String address) {
        return bytes(address).filter(bytes -> !isIpv4(bytes)).map(bytes -> first(bytes, 6));
    }

    private static boolean isIpv4(byte[] bytes) {
        return bytes.length == 4;
    }

    private static String first(byte[] bytes, int count) {
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, count));
    }

    private static Optional<byte[]> bytes(String address) {
        return IpAddress.parse(address).map(IpAddress::bytes);
    }
}

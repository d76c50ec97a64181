package org.pidesk.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The neighbourhood of an address: the /24 of IPv4 and the /64 of IPv6, which one household or attacker commands; and the
 * /48 of IPv6, of whose 65,536 networks one customer may have all.
 */
final class Network {
    private static final Pattern NUMERIC = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private Network() {}

    static String of(String address) {
        return bytes(address).map(bytes -> first(bytes, isIpv4(bytes) ? 3 : 8)).orElse(address);
    }

    /** The /48 around an address of IPv6; empty for any other. */
    static Optional<String> around(String address) {
        return bytes(address).filter(bytes -> !isIpv4(bytes)).map(bytes -> first(bytes, 6));
    }

    private static boolean isIpv4(byte[] bytes) {
        return bytes.length == 4;
    }

    private static String first(byte[] bytes, int count) {
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, count));
    }

    private static Optional<byte[]> bytes(String address) {
        var zone = address.indexOf('%');
        var host = zone < 0 ? address : address.substring(0, zone);
        if (!NUMERIC.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            // numeric, so nothing is looked up
            return Optional.of(InetAddress.getByName(host).getAddress());
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }
}

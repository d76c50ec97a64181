package org.pidesk.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The neighbourhood of an address: the /24 of IPv4 and the /64 of IPv6, which one household or attacker commands. */
final class Network {
    private static final Pattern NUMERIC = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private Network() {}

    static String of(String address) {
        var zone = address.indexOf('%');
        var host = zone < 0 ? address : address.substring(0, zone);
        if (!NUMERIC.matcher(host).matches()) {
            return address;
        }
        try {
            // numeric, so nothing is looked up
            var bytes = InetAddress.getByName(host).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, bytes.length == 4 ? 3 : 8));
        } catch (UnknownHostException notAnAddress) {
            return address;
        }
    }
}

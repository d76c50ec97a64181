package org.pidesk.kernel;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A numeric address of the internet. A name is none, and is never looked up. An IPv4 address that is written as one of
 * IPv6 is the IPv4 address.
 */
public final class IpAddress {
    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    /** Whether it is one is for the parser to say: with a colon in it nothing is looked up. */
    private static final Pattern LIKE_V6 = Pattern.compile("(?=.*:)[0-9a-fA-F:.]{2,45}");

    private final InetAddress value;

    private IpAddress(InetAddress value) {
        this.value = value;
    }

    public static Optional<IpAddress> parse(String text) {
        var zone = text.indexOf('%');
        var host = zone < 0 ? text : text.substring(0, zone);
        if (!V4.matcher(host).matches() && !LIKE_V6.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host))
                    .filter(address -> !isIpv4InDisguise(address))
                    .map(IpAddress::new);
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /** {@code ::196.25.1.7}, which no host has, and which files of addresses take for {@code 196.25.1.7}. */
    private static boolean isIpv4InDisguise(InetAddress address) {
        return address instanceof Inet6Address v6
                && v6.isIPv4CompatibleAddress()
                && !v6.isLoopbackAddress()
                && !v6.isAnyLocalAddress();
    }

    /** Whether no host on the internet has it: it is this machine, or one of its own network. */
    public boolean isPrivate() {
        return value.isLoopbackAddress()
                || value.isAnyLocalAddress()
                || value.isSiteLocalAddress()
                || value.isLinkLocalAddress()
                || isShared()
                || isUniqueLocal();
    }

    /** 100.64.0.0/10, which a carrier gives to the many customers behind one address of its own. */
    private boolean isShared() {
        var bytes = value.getAddress();
        return isV4() && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    }

    /** fc00::/7. */
    private boolean isUniqueLocal() {
        return !isV4() && (value.getAddress()[0] & 0xfe) == 0xfc;
    }

    private boolean isV4() {
        return value instanceof Inet4Address;
    }

    byte[] bytes() {
        return value.getAddress();
    }

    public InetAddress value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress address && Arrays.equals(bytes(), address.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }

    @Override
    public String toString() {
        return value.getHostAddress();
    }
}

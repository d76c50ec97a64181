package org.pidesk.startup;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One of the machines that an address of a database names. */
record Database(String host, boolean isVerified) {
    private static final Pattern ADDRESS = Pattern.compile("jdbc:postgresql://([^/?]*)/?([^?]*)(\\?.*)?");
    private static final Pattern VERIFIED = Pattern.compile("[?&]sslmode=verify-(full|ca)(&|$)");
    private static final Pattern PORT = Pattern.compile(":\\d*$");

    /** None where it names a database of this machine by leaving the machine out. */
    static List<Database> named(String url) {
        var address = ADDRESS.matcher(url);
        if (!address.matches()) {
            return List.of();
        }
        var isVerified = VERIFIED.matcher(address.group(3) == null ? "" : address.group(3))
                .find();
        return Stream.of(address.group(1).split(","))
                .map(host -> PORT.matcher(host).replaceFirst(""))
                .filter(host -> !host.isEmpty())
                .map(host -> new Database(host, isVerified))
                .toList();
    }

    /** A name without a dot is one of the containers beside us, on a network of their own. */
    boolean isOpenToOthers() {
        return !isVerified && (host.contains(".") || host.contains(":")) && !ProductionSettings.isLoopback(host);
    }
}

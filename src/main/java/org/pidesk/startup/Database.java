package org.pidesk.startup;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** One of the machines that an address of a database names. */
record Database(String host, boolean isVerified) {
    private static final Set<String> VERIFYING = Set.of("verify-full", "verify-ca");

    /** None where it is no address of a PostgreSQL. */
    static List<Database> named(String url) {
        var read = Driver.parseURL(url, null);
        if (read == null) {
            return List.of();
        }
        var mode = PGProperty.SSL_MODE.getOrDefault(read);
        return Stream.of(read.getProperty(PGProperty.PG_HOST.getName(), "").split(","))
                .map(host -> new Database(host, mode != null && VERIFYING.contains(mode)))
                .toList();
    }

    /** A name without a dot is one of the containers beside us, on a network of their own. */
    boolean isOpenToOthers() {
        return !isVerified && (host.contains(".") || host.contains(":")) && !ProductionSettings.isLoopback(host);
    }
}

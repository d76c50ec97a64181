package org.pidesk.signin;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pidesk.kernel.IpAddress;
import org.pidesk.kernel.IpRange;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From where staff may come: to the sign-in, the desk and Camunda's pages. /pi is open to the world.
 *
 * @param countries from which countries, as codes of two letters: {@code ZA,NA}; {@code anywhere} says that it is meant
 *     to be open to all, as it also is when this is empty, which production refuses
 * @param unknownAddresses whether an address whose country is not known may come in: {@code admit} or {@code refuse}
 * @param privateAddresses whether this machine and its own network may come in; {@code refuse} where a proxy or a
 *     container could give such an address to somebody from outside
 * @param networks the networks that may come in, whatever is known about them: {@code 196.25.1.0/24,2c0f:f000::/32}
 * @param breakGlass the SHA-256 hashes, in hex, of codes that each open the staff area once, to one browser for four
 *     hours
 * @param staleAfter how old the file of countries may be before the health of pi-desk says so
 * @param longestSession after what time whoever is signed in has to sign in again, however busy they are; half an hour
 *     without a request ends a session too
 */
@ConfigurationProperties("pidesk.staff-area")
record StaffAreaSettings(
        @DefaultValue Set<String> countries,
        @DefaultValue("refuse") Verdict unknownAddresses,
        @DefaultValue("refuse") Verdict privateAddresses,
        @DefaultValue List<IpRange> networks,
        @DefaultValue List<String> breakGlass,
        @DefaultValue("180d") Duration staleAfter,
        @DefaultValue("12h") Duration longestSession) {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Set<String> ANYWHERE = Set.of("anywhere");

    enum Verdict {
        ADMIT,
        REFUSE
    }

    StaffAreaSettings {
        if (!countries.equals(ANYWHERE)) {
            mustAllBe(COUNTRY, countries, "pidesk.staff-area.countries are codes of two letters like ZA, or anywhere.");
        }
        mustAllBe(
                HASH,
                breakGlass,
                "pidesk.staff-area.break-glass are hashes of 64 hexadecimal digits, made by: printf %s CODE | sha256sum");
    }

    private static void mustAllBe(Pattern form, Iterable<String> values, String sentence) {
        for (var value : values) {
            if (!form.matcher(value).matches()) {
                throw new IllegalArgumentException(sentence);
            }
        }
    }

    boolean isLocked() {
        return !countries.isEmpty() && !countries.equals(ANYWHERE);
    }

    boolean isListed(IpAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    Set<byte[]> breakGlassHashes() {
        return breakGlass.stream().map(HexFormat.of()::parseHex).collect(Collectors.toSet());
    }
}

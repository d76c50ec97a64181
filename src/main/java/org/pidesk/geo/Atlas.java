package org.pidesk.geo;

import com.maxmind.db.Reader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One file of countries, read whole into memory: whoever replaces it changes nothing under our hands. */
final class Atlas {
    private static final Pattern CODE = Pattern.compile("[A-Z]{2}");

    private final Reader reader;
    private final Instant madeAt;

    /** A broken file may name a time that no calendar has, which the reader finds out when it is asked. */
    private Atlas(Reader reader) {
        this.reader = reader;
        this.madeAt = reader.getMetadata().buildTime();
    }

    static Atlas read(Path file) throws CountriesUnreadable {
        try {
            return new Atlas(new Reader(file.toFile(), Reader.FileMode.MEMORY));
        } catch (IOException | RuntimeException broken) {
            throw unreadable(broken);
        }
    }

    static Atlas read(InputStream file) throws CountriesUnreadable {
        try (file) {
            return new Atlas(new Reader(file));
        } catch (IOException | RuntimeException broken) {
            throw unreadable(broken);
        }
    }

    Optional<String> countryOf(InetAddress address) throws CountriesUnreadable {
        try {
            return codeIn(reader.get(address, Map.class));
        } catch (IOException | RuntimeException broken) {
            throw unreadable(broken);
        }
    }

    Instant madeAt() {
        return madeAt;
    }

    /** What a broken file leads the reader to throw is of many kinds, and always means the same. */
    private static CountriesUnreadable unreadable(Exception broken) {
        return new CountriesUnreadable("it is no file of countries, or a broken one", broken);
    }

    /** The makers of such files do not agree where in a record the country stands. */
    private static Optional<String> codeIn(Map<?, ?> record) {
        if (record == null) {
            return Optional.empty();
        }
        var code = record.containsKey("country_code") ? record.get("country_code") : record.get("country");
        if (code instanceof Map<?, ?> country) {
            code = country.get("iso_code");
        }
        return Optional.ofNullable(code)
                .map(Object::toString)
                .filter(text -> CODE.matcher(text).matches());
    }
}

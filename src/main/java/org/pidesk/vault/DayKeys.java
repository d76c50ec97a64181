package org.pidesk.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * One key for all that is sealed on a day and soon forgotten. The day stands in front of the sealed bytes, so that they
 * find their key.
 */
@Component
class DayKeys {
    /** Longer than the slowest mail is tried. */
    private static final int DAYS_KEPT = 14;

    private static final String PREFIX = "day-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "\\d{4}-\\d{2}-\\d{2}");

    private final KeyStore keys;
    private final Clock clock;

    DayKeys(KeyStore keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    byte[] seal(String text) {
        var today = LocalDate.now(clock);
        var sealed = keys.obtain(name(today)).seal(text.getBytes(StandardCharsets.UTF_8), name(today));
        return ByteBuffer.allocate(Long.BYTES + sealed.length)
                .putLong(today.toEpochDay())
                .put(sealed)
                .array();
    }

    String open(byte[] dated) {
        var bytes = ByteBuffer.wrap(dated);
        var day = name(LocalDate.ofEpochDay(bytes.getLong()));
        var sealed = new byte[bytes.remaining()];
        bytes.get(sealed);
        var key = keys.find(day).orElseThrow(KeyDestroyed::new);
        return new String(key.open(sealed, day), StandardCharsets.UTF_8);
    }

    void destroyOld() {
        var oldest = LocalDate.now(clock).minusDays(DAYS_KEPT);
        keys.names().stream()
                .filter(name -> NAME.matcher(name).matches())
                .filter(name -> LocalDate.parse(name.substring(PREFIX.length())).isBefore(oldest))
                .forEach(keys::destroy);
    }

    private static String name(LocalDate day) {
        return PREFIX + day;
    }
}

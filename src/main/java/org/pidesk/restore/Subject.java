package org.pidesk.restore;

import java.util.HexFormat;
import java.util.UUID;

/**
 * What an entry of the journal is about. Of each the newest entry counts.
 *
 * @param key the entry of a black list, as that knows it, or the id of a record
 */
record Subject(Kind kind, String key) {
    enum Kind {
        /** Whether an address stands on a black list. */
        LISTED,
        /** That a record was de-identified, and what of it was kept. */
        ERASED,
        /** What the person of a record does not want. */
        REFUSED
    }

    static Subject listed(byte[] entry) {
        return new Subject(Kind.LISTED, HexFormat.of().formatHex(entry));
    }

    static Subject erased(UUID record) {
        return new Subject(Kind.ERASED, record.toString());
    }

    static Subject refused(UUID record) {
        return new Subject(Kind.REFUSED, record.toString());
    }

    byte[] entry() {
        return HexFormat.of().parseHex(key);
    }

    UUID record() {
        return UUID.fromString(key);
    }

    String text() {
        return kind + " " + key;
    }

    static Subject read(String text) {
        var parts = text.split(" ");
        return new Subject(Kind.valueOf(parts[0]), parts[1]);
    }

    /** The key may be a hash of an address, or lead to a record. */
    @Override
    public String toString() {
        return kind.name();
    }
}

package org.pidesk.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What holds all facts of a few seconds together, and each such seal to the one before.
 *
 * @param at seconds since 1970 with six decimals
 * @param until covers all facts of transactions before this one that no earlier seal covers
 */
record Seal(long number, String at, long until, long facts, byte[] root, byte[] previous, byte[] hash) {
    static final String COLUMNS =
            "number, extract(epoch from at)::text, until_transaction::text, facts, root, previous, hash";
    /** Before the first. */
    static final Seal NONE = new Seal(0, "", 0, 0, new byte[0], new byte[0], new byte[0]);

    static Seal read(ResultSet row) throws SQLException {
        return new Seal(
                row.getLong(1),
                row.getString(2),
                Long.parseUnsignedLong(row.getString(3)),
                row.getLong(4),
                row.getBytes(5),
                row.getBytes(6),
                row.getBytes(7));
    }

    Seal next(String at, long until, MerkleTree facts) {
        var unsigned = new Seal(number + 1, at, until, facts.leaves(), facts.root(), hash, null);
        return new Seal(number + 1, at, until, facts.leaves(), facts.root(), hash, unsigned.reckoned());
    }

    /** What {@link #hash} must be. */
    byte[] reckoned() {
        var hex = HexFormat.of();
        return Hash.of(
                Long.toString(number),
                at,
                Long.toUnsignedString(until),
                Long.toString(facts),
                hex.formatHex(root),
                hex.formatHex(previous));
    }

    boolean isAsWritten() {
        return Arrays.equals(hash, reckoned());
    }

    boolean follows(Seal before) {
        return number == before.number + 1 && Arrays.equals(previous, before.hash);
    }
}

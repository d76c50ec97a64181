package org.pidesk.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * A row of the table {@code fact} as text, whatever somebody may have made of it.
 *
 * @param at seconds since 1970 with six decimals
 * @param about null where the fact is about nobody
 */
record Row(
        String reference,
        int number,
        String at,
        String kind,
        String actor,
        String about,
        String detail,
        byte[] previous,
        byte[] hash,
        String transaction) {

    static final String COLUMNS =
            "reference, number, extract(epoch from at)::text, kind, actor, about, detail, previous, hash,"
                    + " transaction::text";

    static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getBytes(8),
                row.getBytes(9),
                row.getString(10));
    }

    /** What {@link #hash} must be: the same as the statement in {@link Facts} has the database reckon. */
    byte[] reckoned() {
        return Hash.of(
                reference,
                Integer.toString(number),
                at,
                kind,
                actor,
                about == null ? "" : "=" + about,
                detail,
                HexFormat.of().formatHex(previous),
                transaction);
    }
}

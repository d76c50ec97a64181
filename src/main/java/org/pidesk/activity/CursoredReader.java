package org.pidesk.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads any number of rows in flat memory: some hundred at a time, inside a transaction. Close what it returns. */
@Component
class CursoredReader {
    private final JdbcTemplate sql;

    CursoredReader(DataSource dataSource) {
        this.sql = new JdbcTemplate(dataSource);
        this.sql.setFetchSize(500);
    }

    /** A fact as a seal sees it. */
    record Leaf(long transaction, byte[] hash) {
        private static Leaf read(ResultSet row) throws SQLException {
            return new Leaf(Long.parseUnsignedLong(row.getString(1)), row.getBytes(2));
        }
    }

    /** A fact, beside the end that its chain should have. */
    record Link(Row row, int endNumber, byte[] endHash) {
        boolean isTheEnd() {
            return row.number() == endNumber && Arrays.equals(row.hash(), endHash);
        }
    }

    /** The facts of a range of transactions, in the order in which they are sealed. */
    Stream<Leaf> toSeal(long from, long until) {
        return sql.queryForStream(
                "select transaction::text, hash from fact where transaction >= ?::xid8 and transaction < ?::xid8"
                        + " order by fact.transaction, reference, number",
                (row, position) -> Leaf.read(row),
                Long.toUnsignedString(from),
                Long.toUnsignedString(until));
    }

    /** All facts, in that order. */
    Stream<Leaf> leaves() {
        return sql.queryForStream(
                "select transaction::text, hash from fact order by fact.transaction, reference, number",
                (row, position) -> Leaf.read(row));
    }

    /** All facts, case by case. */
    Stream<Link> links() {
        return sql.queryForStream(
                "select " + Row.COLUMNS + ", end_number, end_hash from fact left join"
                        + " (select reference, number as end_number, hash as end_hash from fact_head) head"
                        + " using (reference) order by reference, number",
                (row, position) -> new Link(Row.read(row), row.getInt(11), row.getBytes(12)));
    }

    /** The cases that have the end of a chain and no chain. */
    Stream<String> endsOfNothing() {
        return sql.queryForStream(
                "select reference from fact_head"
                        + " where not exists (select from fact where fact.reference = fact_head.reference)",
                (row, position) -> row.getString(1));
    }

    Stream<Seal> seals() {
        return sql.queryForStream(
                "select " + Seal.COLUMNS + " from fact_seal order by number", (row, position) -> Seal.read(row));
    }
}

package org.pidesk.suppression;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Somebody who holds a full dump: every column of every table, and where and by which transaction each row was written.
 * They try everything they know to say which e-mail entry belongs to which mobile entry.
 */
final class DumpAttacker {
    /** @param place the row's number in the order of the file: page and slot */
    record Row(long place, String writtenBy, List<String> columns) {
        String first() {
            return columns.get(0);
        }
    }

    private final Map<String, List<Row>> dump = new HashMap<>();

    DumpAttacker(Connection owner) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        for (var table : tables) {
            dump.put(table, read(owner, table));
        }
    }

    private static List<Row> read(Connection owner, String table) throws SQLException {
        var found = new ArrayList<Row>();
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery("select ctid, xmin, * from \"" + table + "\" order by ctid")) {
            while (rows.next()) {
                var columns = new ArrayList<String>();
                for (int i = 3; i <= rows.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(rows.getString(i)));
                }
                found.add(new Row(found.size(), rows.getString(2), columns));
            }
        }
        return found;
    }

    List<Row> rows(String table) {
        return dump.get(table);
    }

    /** The guesses of each kind of attack: e-mail entry to mobile entry. */
    Map<String, Map<String, String>> guesses() {
        return Map.of(
                "same rank in the file", byRank(emails(), mobiles()),
                "same rank from the end", byRank(reversed(emails()), reversed(mobiles())),
                "same transaction", byTransaction(),
                "neighbouring transactions", byRank(byWriter(emails()), byWriter(mobiles())),
                "a third table names both", byThirdTable(),
                "pairs of the intake", byPairsOf("suppression_intake"),
                "pairs that the journal has to learn", byPairsOf("journal_pending"));
    }

    private List<Row> emails() {
        return rows("suppressed_email");
    }

    private List<Row> mobiles() {
        return rows("suppressed_mobile");
    }

    private static Map<String, String> byRank(List<Row> emails, List<Row> mobiles) {
        var guess = new HashMap<String, String>();
        for (int i = 0; i < Math.min(emails.size(), mobiles.size()); i++) {
            guess.put(emails.get(i).first(), mobiles.get(i).first());
        }
        return guess;
    }

    private Map<String, String> byTransaction() {
        var guess = new HashMap<String, String>();
        var mobilesOf = mobiles().stream().collect(Collectors.groupingBy(Row::writtenBy));
        emails().stream().collect(Collectors.groupingBy(Row::writtenBy)).forEach((writer, emails) -> {
            guess.putAll(byRank(emails, mobilesOf.getOrDefault(writer, List.of())));
        });
        return guess;
    }

    /** A row of any other table in which both stand, plainly or under a hash that anybody can make. */
    private Map<String, String> byThirdTable() {
        var emailOf = disguises(emails());
        var mobileOf = disguises(mobiles());
        var guess = new HashMap<String, String>();
        var perTransaction = new HashMap<String, String[]>();
        dump.forEach((table, rows) -> {
            if (table.startsWith("suppressed_")) {
                return;
            }
            for (var row : rows) {
                var seen = perTransaction.computeIfAbsent(row.writtenBy(), writer -> new String[2]);
                for (var column : row.columns()) {
                    seen[0] = emailOf.getOrDefault(column, seen[0]);
                    seen[1] = mobileOf.getOrDefault(column, seen[1]);
                }
                if (seen[0] != null && seen[1] != null) {
                    guess.put(seen[0], seen[1]);
                }
            }
        });
        return guess;
    }

    /** Two rows by one transaction are a pair; perhaps their tags sort like the entries. */
    private Map<String, String> byPairsOf(String table) {
        var tags = rows(table).stream().map(Row::first).sorted().toList();
        var emails = emails().stream().map(Row::first).sorted().toList();
        var mobiles = mobiles().stream().map(Row::first).sorted().toList();
        var guess = new HashMap<String, String>();
        rows(table).stream().collect(Collectors.groupingBy(Row::writtenBy)).values().stream()
                .filter(pair -> pair.size() == 2)
                .forEach(pair -> {
                    var left = tags.indexOf(pair.get(0).first()) * emails.size() / tags.size();
                    var right = tags.indexOf(pair.get(1).first()) * mobiles.size() / tags.size();
                    if (left < emails.size() && right < mobiles.size()) {
                        guess.put(emails.get(left), mobiles.get(right));
                    }
                });
        return guess;
    }

    private static Map<String, String> disguises(List<Row> rows) {
        var known = new HashMap<String, String>();
        for (var row : rows) {
            var hash = HexFormat.of().parseHex(row.first().substring(2));
            for (var algorithm : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
                var digest = digest(algorithm, hash);
                known.put("\\x" + HexFormat.of().formatHex(digest), row.first());
                known.put("\\x" + HexFormat.of().formatHex(Arrays.copyOf(digest, 16)), row.first());
            }
            known.put(row.first(), row.first());
            known.put(row.first().substring(2), row.first());
        }
        return known;
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<Row> byWriter(List<Row> rows) {
        return rows.stream()
                .sorted((a, b) -> Long.compare(Long.parseLong(a.writtenBy()), Long.parseLong(b.writtenBy())))
                .toList();
    }

    private static List<Row> reversed(List<Row> rows) {
        var turned = new ArrayList<>(rows);
        java.util.Collections.reverse(turned);
        return turned;
    }
}

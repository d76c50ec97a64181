package org.pidesk.chaos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * Where people are named: in a dump of the whole database, the engine's tables among them, and in files. Bytes in hex
 * and text in base64 are read, too.
 */
final class Traces {
    private static final Pattern MARK = Pattern.compile(Person.MARKER + "[0-9a-z]{5}");
    private static final Pattern MOBILE = Pattern.compile("(?:27|0)[ -]?(71[ -]?55[0-9][ -]?[0-9]{4})");
    private static final Pattern IN_HEX =
            Pattern.compile("(?:5a|7a)6562726171[0-9a-f]{10}|373135353[0-9](?:3[0-9]){4}");
    private static final Pattern IN_BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{12,}");

    /** What base64 makes of all but the first letter of what stands in each name, wherever it begins. */
    private static final List<String> CORES =
            IntStream.range(0, 3).mapToObj(Traces::core).toList();

    private final Set<String> names;

    /** @param people by their numbers */
    Traces(Collection<Integer> people) {
        names = people.stream()
                .flatMap(person -> Stream.of(
                        Person.surname(person).toLowerCase(Locale.ROOT),
                        Person.address(person).replaceFirst("@.*", ""),
                        Person.mobile(person).substring(3)))
                .collect(Collectors.toSet());
    }

    /** In which tables, of all schemas but the server's own, and whether in large objects. */
    Set<String> in(Connection database) throws SQLException, IOException {
        var found = new TreeSet<String>();
        for (var table : tables(database)) {
            var dump = new ByteArrayOutputStream();
            database.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (select * from " + table + ") to stdout", dump);
            if (isIn(dump.toString(StandardCharsets.UTF_8))) {
                found.add("table " + table);
            }
        }
        return found;
    }

    private static List<String> tables(Connection database) throws SQLException {
        var tables = new ArrayList<>(List.of("pg_catalog.pg_largeobject"));
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select format('%I.%I', schemaname, tablename) from pg_tables"
                        + " where schemaname !~ '^(pg_|information_schema)'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /** In which of these files, and of those that lie in these folders. */
    Set<String> in(List<Path> places) throws IOException {
        var found = new TreeSet<String>();
        for (var place : places) {
            if (Files.exists(place)) {
                try (var all = Files.walk(place)) {
                    for (var file : all.filter(Files::isRegularFile).toList()) {
                        if (isIn(Files.readString(file, StandardCharsets.ISO_8859_1))) {
                            found.add("file " + file.getFileName());
                        }
                    }
                }
            }
        }
        return found;
    }

    private boolean isIn(String text) {
        var small = text.toLowerCase(Locale.ROOT);
        return anyOf(MARK, small)
                || MOBILE.matcher(small)
                        .results()
                        .anyMatch(number -> names.contains(number.group(1).replaceAll("[ -]", "")))
                || IN_HEX.matcher(small)
                        .results()
                        .map(hex -> new String(HexFormat.of().parseHex(hex.group()), StandardCharsets.ISO_8859_1))
                        .anyMatch(name -> names.contains(name.toLowerCase(Locale.ROOT)))
                || IN_BASE64
                        .matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .filter(run -> CORES.stream().anyMatch(run::contains))
                        .anyMatch(this::isInBase64);
    }

    private boolean anyOf(Pattern pattern, String text) {
        return pattern.matcher(text).results().anyMatch(mark -> names.contains(mark.group()));
    }

    private static String core(int before) {
        var text = "\0".repeat(before) + Person.MARKER.substring(1);
        var code = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
        // of the first and the last letter others may have a part
        return code.substring((before * 8 + 5) / 6, text.length() * 8 / 6);
    }

    /** Where within a run the encoding has begun, cannot be seen. */
    private boolean isInBase64(String run) {
        var usual = run.replace('-', '+').replace('_', '/');
        for (int from = 0; from < 4; from++) {
            var rest = usual.substring(from);
            var bytes = Base64.getDecoder().decode(rest.substring(0, rest.length() / 4 * 4));
            if (anyOf(MARK, new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}

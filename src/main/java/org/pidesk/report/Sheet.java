package org.pidesk.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A table with its words: what the page of a report shows and what its files hold, no more and no less. Whatever a cell
 * says is text and never markup or a formula.
 *
 * @param file the name of its files without an ending, and without anything personal: {@code volumes-2026-01-to-2026-06}
 * @param covers whose figures they are, of which time, and how they are to be read
 * @param rows with a cell for each column, of its kind or null
 */
record Sheet(String file, String title, String covers, List<Column> columns, List<List<Object>> rows) {
    private static final Pattern FILE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*+");

    record Column(String name, Kind kind) {}

    Sheet {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        if (!FILE.matcher(file).matches()) {
            throw new IllegalArgumentException("the name of a file has small letters, digits and hyphens");
        }
        for (var row : rows) {
            mustFit(columns, row);
        }
    }

    /** What is wrong is not quoted: it may be personal. */
    private static void mustFit(List<Column> columns, List<Object> row) {
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException("a row has a cell for each column");
        }
        for (int at = 0; at < row.size(); at++) {
            if (!columns.get(at).kind().takes(row.get(at))) {
                throw new IllegalArgumentException("a cell is of the kind of its column");
            }
        }
    }

    /** As people read it; empty where there is nothing. */
    public List<String> words(List<Object> row) {
        return IntStream.range(0, row.size())
                .mapToObj(at -> columns.get(at).kind().words(row.get(at)))
                .toList();
    }
}

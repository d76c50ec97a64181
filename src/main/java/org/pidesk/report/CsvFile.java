package org.pidesk.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.pidesk.report.Sheet.Column;

/**
 * A sheet as CSV (RFC 4180): a row of heads and the rows. A spreadsheet reckons with a text that begins like a formula; an
 * apostrophe before it keeps it a text. Everything stands in quotation marks, because a spreadsheet may take another sign
 * than the comma for the end of a cell.
 */
final class CsvFile {
    /** Without it Excel takes the file for one in the code page of the machine. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Also behind spaces and what nobody sees, and in the full width of East Asian letters. */
    private static final Pattern FORMULA =
            Pattern.compile("(?:[\\t\\r\\n]|[\\p{Z}\\p{C}]*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]).*", Pattern.DOTALL);

    private CsvFile() {}

    static byte[] of(Sheet sheet) {
        var text = new StringWriter();
        text.append(BYTE_ORDER_MARK);
        try (var csv = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .lineDelimiter(LineDelimiter.CRLF)
                .build(text)) {
            csv.writeRecord(sheet.columns().stream()
                    .map(column -> harmless(column.name()))
                    .toList());
            sheet.rows().forEach(row -> csv.writeRecord(cells(sheet.columns(), row)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> cells(List<Column> columns, List<Object> row) {
        return IntStream.range(0, row.size())
                .mapToObj(at -> cell(columns.get(at).kind(), row.get(at)))
                .toList();
    }

    private static String cell(Kind kind, Object value) {
        return kind == Kind.TEXT ? harmless(kind.plain(value)) : kind.plain(value);
    }

    private static String harmless(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }
}

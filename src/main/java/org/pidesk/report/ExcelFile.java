package org.pidesk.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.pidesk.kernel.Day;

/**
 * A sheet as a workbook of Excel: its title, what it covers, and the table. Each cell says of what type it is, so a text
 * that looks like a formula stays one.
 */
final class ExcelFile {
    private static final int HEAD = 3;
    /** The format allows no more in one cell. */
    private static final int LONGEST = 32_767;

    /** What no XML document may hold. */
    private static final Pattern NOT_TEXT =
            Pattern.compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private static final double SECONDS_OF_A_DAY = 86_400;
    private static final int WIDTH = 18;

    private ExcelFile() {}

    static byte[] of(Sheet sheet) {
        var file = new ByteArrayOutputStream();
        try (var book = new Workbook(file, "pi-desk", "1.0")) {
            var page = book.newWorksheet("Report");
            page.value(0, 0, text(sheet.title()));
            page.style(0, 0).bold().fontSize(14).set();
            page.value(1, 0, text(sheet.covers()));
            fill(page, sheet);
            page.freezePane(0, HEAD + 1);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return file.toByteArray();
    }

    private static void fill(Worksheet page, Sheet sheet) {
        for (int column = 0; column < sheet.columns().size(); column++) {
            var head = sheet.columns().get(column);
            page.value(HEAD, column, text(head.name()));
            page.style(HEAD, column).bold().wrapText(true).set();
            page.width(column, head.kind() == Kind.TEXT ? 2 * WIDTH : WIDTH);
            for (int row = 0; row < sheet.rows().size(); row++) {
                put(page, HEAD + 1 + row, column, sheet.rows().get(row).get(column));
            }
        }
    }

    private static void put(Worksheet page, int row, int column, Object cell) {
        if (cell instanceof String words) {
            page.value(row, column, text(words));
        } else if (cell instanceof Long number) {
            page.value(row, column, number);
        } else if (cell instanceof Double share) {
            styled(page, row, column, "0.0%").value(row, column, share);
        } else if (cell instanceof YearMonth month) {
            styled(page, row, column, "mmmm yyyy").value(row, column, month.atDay(1));
        } else if (cell instanceof LocalDate day) {
            styled(page, row, column, "yyyy-mm-dd").value(row, column, day);
        } else if (cell instanceof Instant moment) {
            styled(page, row, column, "yyyy-mm-dd hh:mm:ss")
                    .value(row, column, moment.atZone(Day.ZONE).toLocalDateTime());
        } else if (cell instanceof Duration time) {
            styled(page, row, column, "[h]:mm:ss").value(row, column, time.toSeconds() / SECONDS_OF_A_DAY);
        }
    }

    private static Worksheet styled(Worksheet page, int row, int column, String format) {
        page.style(row, column).format(format).set();
        return page;
    }

    private static String text(String words) {
        var kept = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
        return NOT_TEXT.matcher(kept).replaceAll("");
    }
}

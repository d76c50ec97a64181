package org.pidesk.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.report.Sheet.Column;
import org.pidesk.web.Printing;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** What is taken away says what the sheet says, to people and to programs, and makes nobody's spreadsheet do anything. */
class SheetFilesTest {
    private static final String HOSTILE =
            "<script>alert(1)</script> ${7*7} <img src=\"http://localhost:9/x\"> ]]> \u0007\uD800";
    private static final List<Object> ROW = List.of(
            "Cape, \"the\" ;Newsletters\r\nLtd",
            1234L,
            0.6666,
            YearMonth.of(2026, 11),
            LocalDate.of(2026, 12, 31),
            Instant.parse("2026-11-22T22:05:09Z"),
            Duration.ofHours(52).plusMinutes(31).plusSeconds(7));

    private final SheetFiles files = new SheetFiles(
            templates(), new Printing(), Clock.fixed(Instant.parse("2026-11-22T22:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+27821234567",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\rword",
                "\nword",
                "  =1+1",
                " \u00A0=1+1",
                "\uFEFF=1+1",
                "\u0000=1+1",
                "\uFF1D1+1",
                "=1\r\n+1"
            })
    void keepsATextFromBecomingAFormula(String text) throws IOException {
        assertThat(csv(sheetOf(text)).get(1)).containsExactly("'" + text);
        assertThat(csv(new Sheet("x", "X", "", List.of(new Column(text, Kind.TEXT)), List.of()))
                        .get(0))
                .containsExactly("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1=1", "Cape - Newsletters", "'=1", "naledi@example.org", "", "1,5", "a;=1+1"})
    void leavesEveryOtherTextAsItIs(String text) throws IOException {
        assertThat(csv(sheetOf(text)).get(1)).containsExactly(text);
    }

    @Test
    void letsNoSignEndACellButTheComma() {
        assertThat(text(sheetOf("a;=1+1"))).endsWith("\r\n\"a;=1+1\"\r\n");
    }

    @Test
    void writesCsvThatProgramsRead() throws IOException {
        var rows = csv(sheet(ROW, Arrays.asList(null, -5L, null, null, null, null, null)));

        assertThat(text(sheet())).startsWith("\uFEFF\"text\",\"number\",");
        assertThat(rows.get(1))
                .containsExactly(
                        "Cape, \"the\" ;Newsletters\r\nLtd",
                        "1234",
                        "66.7%",
                        "2026-11",
                        "2026-12-31",
                        "2026-11-23T00:05:09+02:00",
                        "52:31:07");
        // a number is no formula
        assertThat(rows.get(2)).containsExactly("", "-5", "", "", "", "", "");
    }

    @Test
    void writesAWorkbookWhoseCellsKnowTheirTypes() throws IOException {
        var rows = xlsx(sheet(ROW));

        assertThat(rows.get(0).getCell(0).asString()).isEqualTo("Everything");
        assertThat(rows.get(1).getCell(0).asString()).isEqualTo("Of all kinds.");
        assertThat(rows.get(2).getCell(1).asString()).isEqualTo("number");
        var cells = rows.get(3);
        assertThat(cells.getCell(0).asString()).isEqualTo("Cape, \"the\" ;Newsletters\r\nLtd");
        assertThat(cells.stream().skip(1).map(Cell::getType)).containsOnly(CellType.NUMBER);
        assertThat(cells.getCell(1).asNumber()).isEqualTo(BigDecimal.valueOf(1234));
        assertThat(cells.getCell(2).asNumber()).isEqualTo(BigDecimal.valueOf(0.6666));
        assertThat(cells.getCell(3).asDate()).isEqualTo(LocalDateTime.of(2026, 11, 1, 0, 0));
        assertThat(cells.getCell(4).asDate()).isEqualTo(LocalDateTime.of(2026, 12, 31, 0, 0));
        assertThat(cells.getCell(5).asDate()).isEqualTo(LocalDateTime.of(2026, 11, 23, 0, 5, 9));
        assertThat(cells.getCell(6).asNumber().doubleValue() * 24).isBetween(52.518, 52.519);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "@SUM(A1)", "+1", "<f>1+1</f>", "&amp;"})
    void keepsATextATextInAWorkbook(String text) throws IOException {
        var cell = xlsx(sheetOf(text)).get(3).getCell(0);

        assertThat(cell.getType()).isEqualTo(CellType.STRING);
        assertThat(cell.getFormula()).isNull();
        assertThat(cell.asString()).isEqualTo(text);
    }

    @Test
    void writesAWorkbookWhateverIsTyped() throws IOException {
        assertThat(xlsx(sheetOf(HOSTILE)).get(3).getCell(0).asString())
                .isEqualTo(HOSTILE.replaceAll("[\u0007\uD800]", ""));
        assertThat(xlsx(sheetOf("x".repeat(40_000))).get(3).getCell(0).asString())
                .hasSize(32_767);
    }

    @Test
    void printsWhatPeopleRead() throws IOException {
        assertThat(pdf(sheet(ROW)))
                .contains("Everything", "Of all kinds.", "As it stood on 23 November 2026, 00:00.")
                .contains("1,234", "66.7 %", "November 2026", "31 December 2026", "23 November 2026, 00:05", "2 d 5 h");
    }

    @Test
    void printsMarkupAsPlainWords() throws IOException {
        assertThat(pdf(sheetOf(HOSTILE)))
                .contains("<script>alert(1)</script>", "${7*7}", "]]>")
                .doesNotContain("49");
        assertThat(new String(files.file(sheetOf(HOSTILE), FileType.PDF), StandardCharsets.ISO_8859_1))
                .doesNotContain("/JavaScript", "/JS ", "/Launch", "/URI ", "/EmbeddedFile");
    }

    @Test
    void printsAChartAsAPicture() throws IOException {
        var chart = new Chart(
                "Answers", "Bars of May.", List.of("On time"), List.of(new Chart.Bar("May", List.of(1.0), "1")));

        try (var opened = Loader.loadPDF(files.file(sheet(ROW), chart, FileType.PDF))) {
            assertThat(new PDFTextStripper().getText(opened)).contains("Answers", "Bars of May.", "31 December 2026");
            assertThat(opened.getPage(0).getResources().getXObjectNames()).hasSize(1);
        }
        try (var opened = Loader.loadPDF(files.file(sheet(ROW), FileType.PDF))) {
            assertThat(opened.getPage(0).getResources().getXObjectNames()).isEmpty();
        }
        assertThat(files.file(sheet(ROW), chart, FileType.CSV)).isEqualTo(files.file(sheet(ROW), FileType.CSV));
    }

    @Test
    void saysThatThereIsNothing() throws IOException {
        assertThat(pdf(sheet())).contains("There is nothing in it.");
        assertThat(csv(sheet())).hasSize(1);
        assertThat(xlsx(sheet())).hasSize(3);
    }

    @Test
    void isAnsweredAsAFileToKeep() {
        var answer = files.answer(sheet(), FileType.XLSX);

        assertThat(answer.getHeaders().getFirst("Content-Disposition"))
                .isEqualTo("attachment; filename=\"everything-2026.xlsx\"");
        assertThat(answer.getHeaders().getContentType())
                .hasToString(FileType.XLSX.media().toString());
    }

    @Test
    void takesNoSheetThatIsNotWhatItSays() {
        assertThatIllegalArgumentException().isThrownBy(() -> sheet(List.of("one")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sheet(Arrays.asList(null, "12", null, null, null, null, null)))
                .withMessageNotContaining("12");
        for (var name : List.of("", "Thandi", "a.b", "a/b", "a b", "-a")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Sheet(name, "X", "", List.of(), List.of()))
                    .as(name);
        }
    }

    @Test
    void saysALengthOfTimeAsPeopleDo() {
        assertThat(Kind.DURATION.words(Duration.ofSeconds(29))).isEqualTo("0 min");
        assertThat(Kind.DURATION.words(Duration.ofSeconds(31))).isEqualTo("1 min");
        assertThat(Kind.DURATION.words(Duration.ofMinutes(61))).isEqualTo("1 h 1 min");
        assertThat(Kind.DURATION.words(Duration.ofHours(47).plusMinutes(40))).isEqualTo("2 d 0 h");
    }

    private static SpringTemplateEngine templates() {
        var where = new ClassLoaderTemplateResolver();
        where.setPrefix("templates/");
        where.setSuffix(".html");
        var templates = new SpringTemplateEngine();
        templates.setTemplateResolver(where);
        return templates;
    }

    private static Sheet sheetOf(String text) {
        return new Sheet("x", "X", "", List.of(new Column("Words", Kind.TEXT)), List.of(List.of(text)));
    }

    @SafeVarargs
    private static Sheet sheet(List<Object>... rows) {
        var columns = Arrays.stream(Kind.values())
                .map(kind -> new Column(kind.name().toLowerCase(Locale.ROOT), kind))
                .toList();
        return new Sheet("everything-2026", "Everything", "Of all kinds.", columns, List.of(rows));
    }

    private String text(Sheet sheet) {
        return new String(files.file(sheet, FileType.CSV), StandardCharsets.UTF_8);
    }

    private List<List<String>> csv(Sheet sheet) throws IOException {
        try (var reader = CsvReader.builder().ofCsvRecord(text(sheet).substring(1))) {
            return reader.stream().map(row -> row.getFields()).toList();
        }
    }

    private List<Row> xlsx(Sheet sheet) throws IOException {
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(files.file(sheet, FileType.XLSX)))) {
            return book.getFirstSheet().read();
        }
    }

    private String pdf(Sheet sheet) throws IOException {
        try (var opened = Loader.loadPDF(files.file(sheet, FileType.PDF))) {
            return new PDFTextStripper().getText(opened).replaceAll("\\s+", " ");
        }
    }
}

package org.pidesk.report;

import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import org.pidesk.web.PdfPrinter;
import org.pidesk.web.Printing;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.ISpringTemplateEngine;

/** Makes the files of a sheet, and answers with them. */
@Component
class SheetFiles {
    /** A table with more columns needs the long side of the paper. */
    private static final int NARROW = 5;

    private final ISpringTemplateEngine templates;
    private final Printing printing;
    private final Clock clock;

    SheetFiles(ISpringTemplateEngine templates, Printing printing, Clock clock) {
        this.templates = templates;
        this.printing = printing;
        this.clock = clock;
    }

    byte[] file(Sheet sheet, FileType type) {
        return file(sheet, null, type);
    }

    /**
     * @param chart stands on paper above the table; null for none
     * @throws Printing.Busy when many are asked for
     */
    byte[] file(Sheet sheet, Chart chart, FileType type) {
        return printing.inTurn(() -> make(sheet, chart, type));
    }

    private byte[] make(Sheet sheet, Chart chart, FileType type) {
        return switch (type) {
            case CSV -> CsvFile.of(sheet);
            case XLSX -> ExcelFile.of(sheet);
            case PDF -> PdfPrinter.print(document(sheet, chart));
        };
    }

    ResponseEntity<byte[]> answer(Sheet sheet, FileType type) {
        return answer(sheet, null, type);
    }

    /** To be kept, and never shown as a page of ours. */
    ResponseEntity<byte[]> answer(Sheet sheet, Chart chart, FileType type) {
        var name = sheet.file() + "." + type.ending();
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .contentType(type.media())
                .body(file(sheet, chart, type));
    }

    private String document(Sheet sheet, Chart chart) {
        var words = new HashMap<String, Object>();
        words.put("sheet", sheet);
        words.put("wide", sheet.columns().size() > NARROW);
        words.put("asOf", Kind.MOMENT.words(clock.instant()));
        if (chart != null && !sheet.rows().isEmpty()) {
            words.put("chart", chart);
            words.put(
                    "pictures",
                    Drawing.inPieces(chart).stream().map(Picture::of).toList());
        }
        return templates.process("report/document", new Context(Locale.ENGLISH, words));
    }
}

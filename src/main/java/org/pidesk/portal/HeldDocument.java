package org.pidesk.portal;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.pidesk.web.PdfPrinter;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.ISpringTemplateEngine;

/** Prints what is held as a PDF. Whatever a field says is text: it is escaped. */
@Component
class HeldDocument {
    private final ISpringTemplateEngine templates;
    private final Dates dates;

    HeldDocument(ISpringTemplateEngine templates, Dates dates) {
        this.templates = templates;
        this.dates = dates;
    }

    byte[] print(HeldSheet sheet) {
        var page = fill(sheet, true);
        return PdfPrinter.print(PdfPrinter.canPrint(page) ? page : fill(sheet, false));
    }

    /** @param whole whether all of its letters can be printed; otherwise it says that some cannot */
    private String fill(HeldSheet sheet, boolean whole) {
        var words =
                new HashMap<String, Object>(Map.of("sheet", sheet, "asOf", dates.moment(sheet.asOf()), "whole", whole));
        words.put("evidenceUntil", day(sheet.evidenceUntil()));
        return templates.process("portal/document", new Context(LocaleContextHolder.getLocale(), words));
    }

    private String day(LocalDate day) {
        return day == null ? null : dates.day(day);
    }
}

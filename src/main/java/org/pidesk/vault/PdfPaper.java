package org.pidesk.vault;

import java.io.IOException;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;

/** A PDF that shows pages and does nothing: it is kept as it is, for it may be signed. */
final class PdfPaper {
    /** What runs, what opens something, and what carries a file of any other kind. */
    private static final Set<COSName> DOING = Set.of(
            COSName.JS,
            COSName.EF,
            COSName.getPDFName("EmbeddedFiles"),
            COSName.getPDFName("RichMediaContent"),
            // forms and bodies that carry programs of their own
            COSName.getPDFName("XFA"),
            COSName.getPDFName("OnInstantiate"));

    private static final Set<COSName> DEEDS = Set.of(
            COSName.getPDFName("JavaScript"),
            COSName.getPDFName("Launch"),
            COSName.getPDFName("EmbeddedFile"),
            COSName.getPDFName("GoToR"),
            COSName.getPDFName("GoToE"),
            COSName.getPDFName("RichMediaExecute"),
            COSName.getPDFName("ImportData"),
            COSName.getPDFName("SubmitForm"));

    private PdfPaper() {}

    /** @return null when it has no page, is locked, or unfolds to more than anybody can read */
    static byte[] read(byte[] document, Deadline deadline) throws IOException {
        var parser = new WaryParser(document, deadline);
        try (var opened = parser.parse()) {
            if (MeasuredDocument.isLocked(opened.getDocument())
                    || !opened.getPages().iterator().hasNext()) {
                return null;
            }
            mustOnlyShow(opened.getDocument(), deadline);
            parser.trailers().forEach(PdfPaper::mustOnlyShow);
            return document;
        } catch (MeasuredDocument.TooMuch bomb) {
            return null;
        }
    }

    private static void mustOnlyShow(COSDocument document, Deadline deadline) {
        mustOnlyShow(document.getTrailer());
        for (var key : document.getXrefTable().keySet()) {
            deadline.mustNotBeOver();
            mustOnlyShow(document.getObjectFromPool(key).getObject());
        }
    }

    private static void mustOnlyShow(COSBase object) {
        if (does(object)) {
            throw new PaperRefused(
                    "The document carries a program or another file. Print it to a new PDF, and upload that.");
        }
    }

    /** What it refers to is an object of its own, and looked at as such. */
    private static boolean does(COSBase object) {
        if (object instanceof COSArray parts) {
            return StreamSupport.stream(parts.spliterator(), false).anyMatch(PdfPaper::does);
        }
        return object instanceof COSDictionary entries
                && (entries.keySet().stream().anyMatch(DOING::contains)
                        || isDeed(entries.getDictionaryObject(COSName.S))
                        || isDeed(entries.getDictionaryObject(COSName.TYPE))
                        || entries.getValues().stream().anyMatch(PdfPaper::does));
    }

    private static boolean isDeed(COSBase name) {
        return name instanceof COSName known && DEEDS.contains(known);
    }
}

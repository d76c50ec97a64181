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

    /** @return null when it has no page, or unfolds to more than anybody can read */
    static byte[] read(byte[] document) throws IOException {
        if (Unfolded.isTooMuch(document)) {
            return null;
        }
        try (var opened = new WaryParser(document).parse()) {
            if (!opened.getPages().iterator().hasNext()) {
                return null;
            }
            mustOnlyShow(opened.getDocument());
            return document;
        } catch (WaryParser.TooMuch bomb) {
            return null;
        }
    }

    private static void mustOnlyShow(COSDocument document) {
        for (var key : document.getXrefTable().keySet()) {
            if (does(document.getObjectFromPool(key).getObject())) {
                throw new PaperRefused(
                        "The document carries a program or another file. Print it to a new PDF, and upload that.");
            }
        }
    }

    /** What it refers to is an object of its own, and looked at as such. */
    private static boolean does(COSBase object) {
        if (object instanceof COSArray parts) {
            return StreamSupport.stream(parts.spliterator(), false).anyMatch(PdfPaper::does);
        }
        return object instanceof COSDictionary entries
                && (entries.keySet().stream().anyMatch(DOING::contains)
                        || isDeed(entries.getItem(COSName.S))
                        || isDeed(entries.getItem(COSName.TYPE))
                        || entries.getValues().stream().anyMatch(PdfPaper::does));
    }

    private static boolean isDeed(COSBase name) {
        return name instanceof COSName known && DEEDS.contains(known);
    }
}

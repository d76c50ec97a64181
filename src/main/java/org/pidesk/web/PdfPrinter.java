package org.pidesk.web;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Prints a page as a tagged PDF with its fonts inside. Nothing outside the page is ever fetched, and the printer logs
 * nothing. It is loaded when it is first asked for.
 */
public final class PdfPrinter {
    private static final String FONT = "Noto Sans";
    /** A picture that the page holds itself. */
    private static final String PICTURE = "data:image/png;base64,";

    private static final int REGULAR = 400;
    private static final int BOLD = 700;
    /** What no XML document may hold, whatever somebody has typed into a name. */
    private static final Pattern NOT_TEXT =
            Pattern.compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private PdfPrinter() {}

    /** @param page well-formed XHTML, in which whatever people have typed is escaped */
    public static byte[] print(String page) {
        XRLog.setLoggingEnabled(false);
        var pdf = new ByteArrayOutputStream();
        var printer = new PdfRendererBuilder();
        printer.withW3cDocument(parse(NOT_TEXT.matcher(page).replaceAll("")), null);
        printer.useUriResolver((base, address) -> address.startsWith(PICTURE) ? address : null);
        printer.useFont(() -> font("Regular"), FONT, REGULAR, FontStyle.NORMAL, true);
        printer.useFont(() -> font("Bold"), FONT, BOLD, FontStyle.NORMAL, true);
        printer.usePdfUaAccessibility(true);
        printer.toStream(pdf);
        try {
            printer.run();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return pdf.toByteArray();
    }

    /** Whether it has a sign for each letter. Where it has none it prints {@code #}. */
    public static boolean canPrint(String text) {
        return text.codePoints().filter(PdfPrinter::isSeen).allMatch(Letters.IN_FONTS::has);
    }

    private static boolean isSeen(int letter) {
        return !Character.isWhitespace(letter) && !Character.isISOControl(letter);
    }

    /** The letters that the fonts have; read once, and only where something is printed. */
    private record Letters(List<CmapLookup> fonts) {
        static final Letters IN_FONTS = new Letters(List.of(read("Regular"), read("Bold")));

        boolean has(int letter) {
            return fonts.stream().allMatch(font -> font.getGlyphId(letter) != 0);
        }

        private static CmapLookup read(String weight) {
            try (var file = font(weight);
                    var font = new TTFParser().parse(new RandomAccessReadBuffer(file))) {
                return font.getUnicodeCmapLookup();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private static Document parse(String text) {
        try {
            var parsers = DocumentBuilderFactory.newInstance();
            parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            parsers.setNamespaceAware(true);
            return parsers.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
        } catch (ParserConfigurationException | SAXException | IOException unreadable) {
            // the message would quote what the page says
            throw new IllegalStateException("the document cannot be printed");
        }
    }

    private static InputStream font(String weight) {
        return PdfPrinter.class.getResourceAsStream("/fonts/NotoSans-" + weight + ".ttf");
    }
}

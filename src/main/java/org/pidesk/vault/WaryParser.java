package org.pidesk.vault;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfparser.PDFParser;

/**
 * Opens a PDF and measures each of its parts before it is unfolded, by whichever ways it is folded, one in the other. What is
 * simply folded {@link Unfolded} has measured already.
 */
final class WaryParser extends PDFParser {
    private static final long MOST = 100L * 1024 * 1024;
    /** Between two ways of folding it has to be kept: as much as a document may have, and as much again. */
    private static final long MOST_BETWEEN = 10L * 1024 * 1024;

    private static final int DEEPEST = 3;

    /** What they unfold to are dots, which nobody looks at here. */
    private static final Set<String> PICTURES =
            Set.of("DCTDecode", "DCT", "JPXDecode", "CCITTFaxDecode", "CCF", "JBIG2Decode");

    private long left = MOST;

    WaryParser(byte[] document) throws IOException {
        super(new RandomAccessReadBuffer(document));
    }

    /** Goes past whatever would try to mend a document that cannot be read. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Override
    protected COSStream parseCOSStream(COSDictionary dictionary) throws IOException {
        var stream = super.parseCOSStream(dictionary);
        var ways = ways(stream.getFilters());
        if (ways.size() > DEEPEST) {
            throw new TooMuch();
        }
        if (!ways.isEmpty() && !ways.equals(List.of(COSName.FLATE_DECODE))) {
            measure(stream, ways);
        }
        return stream;
    }

    private static List<COSName> ways(COSBase filters) {
        var ways = new ArrayList<COSName>();
        var named = filters instanceof COSArray several
                ? several
                : new COSArray(Stream.ofNullable(filters).toList());
        for (int i = 0; i < named.size(); i++) {
            if (!(named.getObject(i) instanceof COSName way) || PICTURES.contains(way.getName())) {
                return ways;
            }
            ways.add(way);
        }
        return ways;
    }

    private void measure(COSStream stream, List<COSName> ways) throws IOException {
        try (var raw = stream.createRawInputStream()) {
            var in = (InputStream) raw;
            for (int i = 0; i < ways.size() - 1; i++) {
                var between = new ByteArrayOutputStream();
                FilterFactory.INSTANCE.getFilter(ways.get(i)).decode(in, new Measure(between, MOST_BETWEEN), stream, i);
                in = new ByteArrayInputStream(between.toByteArray());
            }
            var last = new Measure(OutputStream.nullOutputStream(), left);
            FilterFactory.INSTANCE.getFilter(ways.get(ways.size() - 1)).decode(in, last, stream, ways.size() - 1);
            left = last.room;
        }
    }

    /** Lets so much through and no more. */
    private static final class Measure extends FilterOutputStream {
        private long room;

        Measure(OutputStream out, long room) {
            super(out);
            this.room = room;
        }

        @Override
        public void write(int one) throws IOException {
            take(1);
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            take(count);
            out.write(bytes, from, count);
        }

        private void take(int count) {
            room -= count;
            if (room < 0) {
                throw new TooMuch();
            }
        }
    }
}

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
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.ICOSParser;
import org.apache.pdfbox.filter.FilterFactory;

/**
 * The parts of a PDF, each measured before anybody unfolds it, by whichever ways it is folded, one in the other: a small
 * file can hold far too much. It is unfolded by what will unfold it later, for two do not always agree.
 */
final class MeasuredDocument extends COSDocument {
    private static final long MOST = 100L * 1024 * 1024;
    /** Between two ways of folding it has to be kept: as much as a document may have, and as much again. */
    private static final long MOST_BETWEEN = 10L * 1024 * 1024;

    private static final int DEEPEST = 3;
    /** An object takes far more memory than it has letters, and where it stands, more than it has digits. */
    private static final int WEIGHT_OF_OBJECTS = 10;

    private static final int WEIGHT_OF_PLACES = 50;
    /** Lines this long no reader keeps two of. */
    private static final int LONGEST_LINE = 1_000_000;

    /** What they unfold to are dots, which nobody looks at here. */
    private static final Set<String> PICTURES =
            Set.of("DCTDecode", "DCT", "JPXDecode", "CCITTFaxDecode", "CCF", "JBIG2Decode");

    private long left = MOST;

    MeasuredDocument(ICOSParser parser) {
        super(parser);
    }

    /** Goes past whatever would try to mend a document that cannot be read. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** What is locked cannot be measured, even where an empty password opens it. */
    static boolean isLocked(COSDocument document) {
        return document.getTrailer() != null && document.getTrailer().containsKey(COSName.ENCRYPT);
    }

    @Override
    public COSStream createCOSStream(COSDictionary dictionary, long from, long length) throws IOException {
        if (isLocked(this) || dictionary.containsKey(COSName.ENCRYPT) || holdsNothingWithoutEnd(dictionary)) {
            throw new TooMuch();
        }
        var stream = super.createCOSStream(dictionary, from, length);
        var ways = ways(stream);
        if (ways.size() > DEEPEST) {
            throw new TooMuch();
        }
        if (!ways.isEmpty()) {
            measure(stream, ways);
        }
        return stream;
    }

    /** Places without a width: of them, any number takes no byte. */
    private static boolean holdsNothingWithoutEnd(COSDictionary dictionary) {
        return dictionary.getDictionaryObject(COSName.W) instanceof COSArray widths
                && widths.toCOSNumberFloatList().stream().noneMatch(width -> width != null && width >= 1);
    }

    private static List<COSName> ways(COSStream stream) {
        var ways = new ArrayList<COSName>();
        var filters = stream.getFilters();
        var named = filters instanceof COSArray several
                ? several
                : new COSArray(Stream.ofNullable(filters).toList());
        for (int i = 0; i < named.size(); i++) {
            if (!(named.getObject(i) instanceof COSName way)) {
                return ways;
            }
            if (PICTURES.contains(way.getName())) {
                mustNotBeRead(stream);
                return ways;
            }
            ways.add(way);
        }
        return ways;
    }

    /** Objects that are drawn: somebody wants the dots unfolded after all. */
    private static void mustNotBeRead(COSStream stream) {
        if (weight(stream) > 1) {
            throw new TooMuch();
        }
    }

    private static int weight(COSStream stream) {
        return stream.containsKey(COSName.W)
                ? WEIGHT_OF_PLACES
                : stream.containsKey(COSName.FIRST) ? WEIGHT_OF_OBJECTS : 1;
    }

    private void measure(COSStream stream, List<COSName> ways) throws IOException {
        mustHaveShortLines(stream.getDictionaryObject(COSName.DECODE_PARMS, COSName.DP));
        var weight = weight(stream);
        try (var raw = stream.createRawInputStream()) {
            var in = (InputStream) raw;
            for (int i = 0; i < ways.size() - 1; i++) {
                var between = new ByteArrayOutputStream();
                FilterFactory.INSTANCE.getFilter(ways.get(i)).decode(in, new Measure(between, MOST_BETWEEN), stream, i);
                in = new ByteArrayInputStream(between.toByteArray());
            }
            var last = new Measure(OutputStream.nullOutputStream(), left / weight);
            FilterFactory.INSTANCE.getFilter(ways.get(ways.size() - 1)).decode(in, last, stream, ways.size() - 1);
            left = last.room * weight;
        }
    }

    private static void mustHaveShortLines(COSBase how) {
        if (how instanceof COSDictionary one && one.getInt(COSName.COLUMNS) > LONGEST_LINE) {
            throw new TooMuch();
        }
        if (how instanceof COSArray several) {
            for (int i = 0; i < several.size(); i++) {
                if (several.getObject(i) instanceof COSDictionary one) {
                    mustHaveShortLines(one);
                }
            }
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

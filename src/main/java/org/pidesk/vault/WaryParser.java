package org.pidesk.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadView;
import org.apache.pdfbox.pdfparser.PDFParser;

/** Opens a PDF whose parts are measured as they are found, and whose reading ends in time. */
final class WaryParser extends PDFParser {
    private static final byte[] TRAILER = "trailer".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;

    WaryParser(byte[] bytes, Deadline deadline) throws IOException {
        super(new InTime(bytes, deadline));
        this.bytes = bytes;
        document = new MeasuredDocument(this);
    }

    /** All that are written anywhere: another reader may trust one that was passed over here. */
    List<COSDictionary> trailers() throws IOException {
        var trailers = new ArrayList<COSDictionary>();
        for (int at = 0; at < bytes.length - TRAILER.length; at++) {
            var end = at + TRAILER.length;
            if (Arrays.equals(bytes, at, end, TRAILER, 0, TRAILER.length)) {
                source.seek(end);
                skipSpaces();
                if (source.peek() == '<') {
                    trailers.add(trailer());
                }
            }
        }
        return trailers;
    }

    private COSDictionary trailer() {
        try {
            return parseCOSDictionary(true);
        } catch (IOException onlyLooksLikeOne) {
            return new COSDictionary();
        }
    }

    /** Whatever is done with a document, it is read for it. */
    private static final class InTime extends RandomAccessReadBuffer {
        private static final int OFTEN = 1024;

        private final byte[] bytes;
        private final Deadline deadline;
        private int reads;

        InTime(byte[] bytes, Deadline deadline) {
            super(bytes);
            this.bytes = bytes;
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            if (++reads % OFTEN == 0) {
                deadline.mustNotBeOver();
            }
            return super.read();
        }

        @Override
        public int read(byte[] part, int from, int count) throws IOException {
            deadline.mustNotBeOver();
            return super.read(part, from, count);
        }

        @Override
        public RandomAccessReadView createView(long from, long length) {
            return new RandomAccessReadView(new InTime(bytes, deadline), from, length, true);
        }
    }
}

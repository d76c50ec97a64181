package org.pidesk.consent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.pdfbox.Loader;

/** What a paper may be: told by how it begins, and read once by what reads its like, so that it shows something later. */
enum PaperType {
    PDF("application/pdf", "pdf", "%PDF-".getBytes(StandardCharsets.US_ASCII)) {
        @Override
        boolean canBeRead(byte[] document) throws IOException {
            try (var opened = Loader.loadPDF(document)) {
                return opened.getPages().iterator().hasNext();
            }
        }
    },
    PNG("image/png", "png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}) {
        @Override
        boolean canBeRead(byte[] document) throws IOException {
            return isPicture(document, "png");
        }
    },
    JPEG("image/jpeg", "jpg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}) {
        @Override
        boolean canBeRead(byte[] document) throws IOException {
            return isPicture(document, "jpeg");
        }
    };

    /** More than any scanner or telephone takes; a small file can claim far more. */
    private static final long MOST_DOTS = 100_000_000;
    /** Each line is read, and not each dot of it kept. */
    private static final int EACH = 8;

    private final String mediaType;
    private final String ending;
    private final byte[] beginning;

    PaperType(String mediaType, String ending, byte[] beginning) {
        this.mediaType = mediaType;
        this.ending = ending;
        this.beginning = beginning;
    }

    abstract boolean canBeRead(byte[] document) throws IOException;

    Paper paper(byte[] document) {
        return new Paper(mediaType, ending, document);
    }

    static PaperType of(byte[] document) {
        Paper.mustNotBeTooLarge(document);
        var type = Arrays.stream(values())
                .filter(one -> one.begins(document))
                .findFirst()
                .orElseThrow(() -> new ConsentRefused("Upload the signed document as a PDF, PNG or JPEG file."));
        if (!type.opens(document)) {
            throw new ConsentRefused("The document cannot be opened. Is it whole, and without a password?");
        }
        return type;
    }

    private boolean begins(byte[] document) {
        return document.length > beginning.length
                && Arrays.equals(document, 0, beginning.length, beginning, 0, beginning.length);
    }

    private boolean opens(byte[] document) {
        try {
            return canBeRead(document);
        } catch (IOException | RuntimeException unreadable) {
            // whatever a reader stumbles over, somebody else would too
            return false;
        }
    }

    private static boolean isPicture(byte[] document, String format) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName(format).next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(document))) {
            reader.setInput(in);
            return (long) reader.getWidth(0) * reader.getHeight(0) <= MOST_DOTS && isDrawn(reader);
        } finally {
            reader.dispose();
        }
    }

    private static boolean isDrawn(ImageReader reader) throws IOException {
        var roughly = reader.getDefaultReadParam();
        roughly.setSourceSubsampling(EACH, EACH, 0, 0);
        return reader.read(0, roughly) != null;
    }
}

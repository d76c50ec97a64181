package org.pidesk.vault;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture, drawn anew from its dots: where it was taken, with what, and whatever else was put into the file stays
 * behind.
 */
final class PicturePaper {
    /** More than a page has; a small file can claim far more, and each takes six bytes while it is read. */
    private static final long MOST_DOTS = 50_000_000;
    /** Beyond it, only each second or third dot of a line is kept: a page can still be read. */
    private static final long KEPT_DOTS = 16_000_000;

    private static final float HARDLY_SEEN = 0.9f;

    private PicturePaper() {}

    static byte[] redraw(byte[] document, String format) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName(format).next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(document))) {
            reader.setInput(in, true, true);
            var dots = (long) reader.getWidth(0) * reader.getHeight(0);
            if (dots > MOST_DOTS) {
                throw new PaperRefused("The picture is too large: fifty million dots at most.");
            }
            return drawn(upright(dotsOf(reader, dots), document, format), format);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage dotsOf(ImageReader reader, long dots) throws IOException {
        var each = (int) Math.ceil(Math.sqrt((double) dots / KEPT_DOTS));
        var roughly = reader.getDefaultReadParam();
        roughly.setSourceSubsampling(Math.max(1, each), Math.max(1, each), 0, 0);
        return reader.read(0, roughly);
    }

    /** A telephone notes how it was held, and the note stays behind. */
    private static BufferedImage upright(BufferedImage picture, byte[] document, String format) {
        return format.equals("jpeg") ? HowItWasHeld.of(document).turn(picture) : picture;
    }

    /** In memory: a disk must not see it. */
    private static byte[] drawn(BufferedImage picture, String format) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            var finely = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                finely.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                finely.setCompressionQuality(HARDLY_SEEN);
            }
            writer.write(null, new IIOImage(picture, null, null), finely);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}

package org.pidesk.vault;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture, drawn anew from its dots: where it was taken, with what, and whatever else was put into the file stays
 * behind.
 */
final class PicturePaper {
    /** More than a page has; a small file can claim far more, and each takes six bytes while it is read. */
    private static final long MOST_DOTS = 50_000_000;
    /** A line is read as a whole, and kept more than once. */
    private static final int LONGEST_SIDE = 20_000;

    private static final long MOST_BYTES = 4 * MOST_DOTS;
    /** Beyond it, only each second or third dot of a line is kept: a page can still be read. */
    private static final long KEPT_BYTES = 48_000_000;
    /** A picture comes in ten at most. What only looks like the beginning of one is found a hundred times in any noise. */
    private static final int MOST_SCANS = 200;

    private static final long MOST_DRAWN = 20 * MOST_DOTS;

    private static final float HARDLY_SEEN = 0.9f;

    private PicturePaper() {}

    static byte[] redraw(byte[] document, String format, Deadline deadline) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName(format).next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(document))) {
            reader.setInput(in, true, true);
            reader.addIIOReadProgressListener(new Abort(deadline));
            var dots = dots(reader);
            if (format.equals("jpeg")) {
                mustNotBeDrawnTooOften(document, dots);
            }
            var picture = dotsOf(reader, bytes(reader, dots));
            deadline.mustNotBeOver();
            return drawn(upright(picture, document, format), format);
        } finally {
            reader.dispose();
        }
    }

    /** Each scan, of a few bytes, lets the whole picture be drawn once more. */
    private static void mustNotBeDrawnTooOften(byte[] jpeg, long dots) {
        var scans = 0;
        for (int at = 0; at < jpeg.length - 1; at++) {
            if (jpeg[at] == (byte) 0xff && jpeg[at + 1] == (byte) 0xda) {
                scans++;
            }
        }
        if (scans > MOST_SCANS || scans * dots > MOST_DRAWN) {
            throw new PaperRefused("The picture is too intricate. Save it anew, and upload that.");
        }
    }

    private static long dots(ImageReader reader) throws IOException {
        var width = reader.getWidth(0);
        var height = reader.getHeight(0);
        var dots = (long) width * height;
        if (dots > MOST_DOTS) {
            throw tooLarge("fifty million dots at most");
        }
        if (Math.max(width, height) > LONGEST_SIDE) {
            throw tooLarge("twenty thousand dots a side at most");
        }
        return dots;
    }

    private static long bytes(ImageReader reader, long dots) throws IOException {
        var bytes = dots * bytesOfADot(reader);
        if (bytes > MOST_BYTES) {
            throw tooLarge("two hundred million bytes at most, unfolded");
        }
        return bytes;
    }

    private static PaperRefused tooLarge(String most) {
        return new PaperRefused("The picture is too large: " + most + ".");
    }

    private static int bytesOfADot(ImageReader reader) throws IOException {
        var dots = reader.getImageTypes(0).next().getSampleModel();
        return dots.getNumBands() * ((dots.getSampleSize(0) + Byte.SIZE - 1) / Byte.SIZE);
    }

    private static BufferedImage dotsOf(ImageReader reader, long bytes) throws IOException {
        var each = Math.max(1, (int) Math.ceil(Math.sqrt((double) bytes / KEPT_BYTES)));
        var roughly = reader.getDefaultReadParam();
        roughly.setSourceSubsampling(each, each, 0, 0);
        roughly.setSourceProgressivePasses(0, MOST_SCANS);
        return reader.read(0, roughly);
    }

    /** Stops a reader that does not come to an end. */
    private record Abort(Deadline deadline) implements IIOReadProgressListener {
        @Override
        public void imageProgress(ImageReader reader, float part) {
            if (deadline.isOver()) {
                reader.abort();
            }
        }

        @Override
        public void sequenceStarted(ImageReader reader, int first) {}

        @Override
        public void sequenceComplete(ImageReader reader) {}

        @Override
        public void imageStarted(ImageReader reader, int which) {}

        @Override
        public void imageComplete(ImageReader reader) {}

        @Override
        public void thumbnailStarted(ImageReader reader, int which, int thumbnail) {}

        @Override
        public void thumbnailProgress(ImageReader reader, float part) {}

        @Override
        public void thumbnailComplete(ImageReader reader) {}

        @Override
        public void readAborted(ImageReader reader) {}
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

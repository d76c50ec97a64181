package org.pidesk.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.pidesk.report.Drawing.Words;

/** A drawing as a picture for paper. Letters are drawn by their outlines: the machine may have no fonts of its own. */
final class Picture {
    /** Fine enough to be printed. */
    private static final int SCALE = 3;

    private static final double SIZE = 13;
    private static final Color INK = new Color(0x22, 0x22, 0x22);

    private Picture() {}

    /** As an address of itself. */
    static String of(Drawing drawing) {
        var image = new BufferedImage(
                drawing.width() * SCALE, Math.max(1, drawing.height()) * SCALE, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        try (var regular = font("Regular");
                var bold = font("Bold")) {
            pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, image.getWidth(), image.getHeight());
            pen.scale(SCALE, SCALE);
            for (var box : drawing.boxes()) {
                pen.setColor(Color.decode(box.colour()));
                pen.fill(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
            }
            pen.setColor(INK);
            for (var words : drawing.words()) {
                write(pen, words, words.bold() ? bold : regular);
            }
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(image));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            pen.dispose();
        }
    }

    private static void write(Graphics2D pen, Words words, TrueTypeFont font) throws IOException {
        var size = SIZE / font.getUnitsPerEm();
        var letters = font.getUnicodeCmapLookup();
        var place = new AffineTransform(size, 0, 0, -size, words.x(), words.y());
        for (var letter : words.text().codePoints().toArray()) {
            var glyph = letters.getGlyphId(letter);
            var outline = font.getGlyph().getGlyph(glyph);
            if (outline != null) {
                pen.fill(place.createTransformedShape(outline.getPath()));
            }
            place.translate(font.getAdvanceWidth(glyph), 0);
        }
    }

    private static byte[] png(BufferedImage image) throws IOException {
        var png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static TrueTypeFont font(String weight) throws IOException {
        try (var file = Picture.class.getResourceAsStream("/fonts/NotoSans-" + weight + ".ttf")) {
            return new TTFParser().parse(new RandomAccessReadBuffer(file));
        }
    }
}

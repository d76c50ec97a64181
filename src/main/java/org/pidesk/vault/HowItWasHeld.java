package org.pidesk.vault;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** How a telephone was held when it took a picture, as it notes in the file (EXIF); its mirrors hold nothing upright. */
enum HowItWasHeld {
    UPRIGHT(0),
    UPSIDE_DOWN(2),
    TO_THE_LEFT(1),
    TO_THE_RIGHT(3);

    private static final int APP1 = 0xffe1;
    private static final int START_OF_DOTS = 0xffda;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int LITTLE_END_FIRST = 0x4949;
    private static final int ORIENTATION = 0x0112;
    private static final int BYTES_OF_AN_ENTRY = 12;

    private final int quarters;

    HowItWasHeld(int quarters) {
        this.quarters = quarters;
    }

    static HowItWasHeld of(byte[] jpeg) {
        try {
            return note(ByteBuffer.wrap(jpeg).position(2));
        } catch (BufferUnderflowException | IllegalArgumentException garbled) {
            return UPRIGHT;
        }
    }

    private static HowItWasHeld note(ByteBuffer segments) {
        for (int marker = marker(segments); marker != START_OF_DOTS; marker = marker(segments)) {
            var length = Short.toUnsignedInt(segments.getShort()) - 2;
            var segment = segments.slice(segments.position(), length);
            segments.position(segments.position() + length);
            if (marker == APP1 && length > EXIF.length && begins(segment)) {
                return noteIn(segment.slice(EXIF.length, length - EXIF.length));
            }
        }
        return UPRIGHT;
    }

    private static int marker(ByteBuffer segments) {
        return Short.toUnsignedInt(segments.getShort());
    }

    private static boolean begins(ByteBuffer segment) {
        return segment.slice(0, EXIF.length).equals(ByteBuffer.wrap(EXIF));
    }

    private static HowItWasHeld noteIn(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == LITTLE_END_FIRST ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.position(tiff.getInt(4));
        for (int left = tiff.getShort(); left > 0; left--) {
            if (Short.toUnsignedInt(tiff.getShort(tiff.position())) == ORIENTATION) {
                return numbered(tiff.getShort(tiff.position() + 8));
            }
            tiff.position(tiff.position() + BYTES_OF_AN_ENTRY);
        }
        return UPRIGHT;
    }

    private static HowItWasHeld numbered(int note) {
        return switch (note) {
            case 3 -> UPSIDE_DOWN;
            case 6 -> TO_THE_LEFT;
            case 8 -> TO_THE_RIGHT;
            default -> UPRIGHT;
        };
    }

    BufferedImage turn(BufferedImage picture) {
        if (quarters == 0) {
            return picture;
        }
        var width = picture.getWidth();
        var height = picture.getHeight();
        var lies = quarters % 2 == 1;
        var turned = new AffineTransform();
        turned.translate((lies ? height : width) / 2.0, (lies ? width : height) / 2.0);
        turned.quadrantRotate(quarters);
        turned.translate(-width / 2.0, -height / 2.0);
        var upright = new BufferedImage(lies ? height : width, lies ? width : height, picture.getType());
        return new AffineTransformOp(turned, AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(picture, upright);
    }
}

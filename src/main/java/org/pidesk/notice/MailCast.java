package org.pidesk.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/**
 * A mail to many as it goes over the line, with gaps for what is each one's own: header and words are encoded once, and
 * each mail costs no more than its gaps.
 *
 * <p>Words are quoted-printable (RFC 2045, 6.7). Pieces of it join up behind a soft line break, whatever stands in a gap.
 */
final class MailCast {
    /** Stands nowhere in quoted-printable words (RFC 2045, 6.7). */
    private static final String BOUNDARY = "=_pi-desk";

    /** Stands for itself in quoted-printable words. */
    private static final Pattern PLAIN = Pattern.compile("[!-<>-~]*+");

    private static final int LINE = 75;
    private static final byte[] SOFT_BREAK = ascii("=\r\n");

    private final byte[] head;
    private final List<Piece> pieces;

    private MailCast(byte[] head, List<Piece> pieces) {
        this.head = head;
        this.pieces = pieces;
    }

    /** Something of the mail. */
    private sealed interface Piece {}

    private record Fixed(byte[] bytes) implements Piece {}

    private record Gap(String name, boolean html) implements Piece {}

    /** @param head the header fields that all share */
    static MailCast of(MimeMessage head, Message words, Pattern gap) throws MessagingException, IOException {
        var fields = new StringBuilder();
        for (var field : Collections.list(head.getAllHeaderLines())) {
            fields.append(field).append("\r\n");
        }
        fields.append("MIME-Version: 1.0\r\n")
                .append("Content-Type: multipart/alternative; boundary=\"" + BOUNDARY + "\"\r\n\r\n");
        var pieces = new ArrayList<Piece>();
        begin("plain", pieces);
        cut(words.text(), false, gap, pieces);
        begin("html", pieces);
        cut(words.html(), true, gap, pieces);
        pieces.add(new Fixed(ascii("\r\n--" + BOUNDARY + "--\r\n")));
        return new MailCast(ascii(fields.toString()), List.copyOf(pieces));
    }

    private static void begin(String subtype, List<Piece> pieces) {
        pieces.add(new Fixed(ascii("\r\n--" + BOUNDARY + "\r\nContent-Type: text/" + subtype
                + "; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")));
    }

    private static void cut(String words, boolean html, Pattern gap, List<Piece> pieces) {
        var from = 0;
        for (var found = gap.matcher(words); found.find(); from = found.end()) {
            pieces.add(new Fixed(quoted(words.substring(from, found.start()))));
            pieces.add(new Fixed(SOFT_BREAK));
            pieces.add(new Gap(found.group(1), html));
            pieces.add(new Fixed(SOFT_BREAK));
        }
        pieces.add(new Fixed(quoted(words.substring(from))));
    }

    /** @param ownHead header fields of this mail alone, each with the end of its line */
    byte[] fill(byte[] ownHead, Map<String, String> values) {
        var mail = new ByteArrayOutputStream(16 * 1024);
        mail.writeBytes(ownHead);
        mail.writeBytes(head);
        for (var piece : pieces) {
            if (piece instanceof Fixed fixed) {
                mail.writeBytes(fixed.bytes());
            } else if (piece instanceof Gap gap) {
                var value = values.get(gap.name());
                write(gap.html() ? HtmlUtils.htmlEscape(value) : value, mail);
            }
        }
        return mail.toByteArray();
    }

    /** Most gaps hold a link: nothing of it is quoted, it only becomes several lines. */
    private static void write(String value, ByteArrayOutputStream mail) {
        if (!PLAIN.matcher(value).matches()) {
            mail.writeBytes(quoted(value));
            return;
        }
        var bytes = ascii(value);
        for (int from = 0; from < bytes.length; from += LINE) {
            if (from > 0) {
                mail.writeBytes(SOFT_BREAK);
            }
            mail.write(bytes, from, Math.min(LINE, bytes.length - from));
        }
    }

    private static byte[] quoted(String words) {
        var bytes = new ByteArrayOutputStream(words.length() + 64);
        try (var encoder = MimeUtility.encode(bytes, "quoted-printable")) {
            encoder.write(words.getBytes(StandardCharsets.UTF_8));
        } catch (MessagingException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

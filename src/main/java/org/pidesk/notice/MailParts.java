package org.pidesk.notice;

import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The parts of a mail that came from outside, as flat text: so deep, so many and so long and no more, whatever it claims
 * to be.
 */
record MailParts(List<Leaf> leaves) {
    private static final int DEEPEST = 8;
    private static final int MOST = 40;
    private static final int LONGEST = 64 * 1024;

    /** So many lines may begin a part, or be a rule that somebody drew. */
    private static final int MOST_DASHES = 1000;

    /** Up to the next one that opens at the most: each letter is looked at once, also where nothing closes. */
    private static final Pattern TAG = Pattern.compile("<[^<>]*+>");

    /** @param type in lower case, without its parameters */
    record Leaf(String type, String text) {}

    static MailParts of(Part mail) throws MessagingException {
        var leaves = new ArrayList<Leaf>();
        collect(mail, 0, leaves);
        return new MailParts(leaves);
    }

    /** The first part of a type; null when there is none. */
    String first(String... types) {
        return leaves.stream()
                .filter(leaf -> List.of(types).contains(leaf.type()))
                .map(Leaf::text)
                .findFirst()
                .orElse(null);
    }

    /** What people would read, as far as it is worth reading: what became of a mail is said at the beginning. */
    String words() {
        var words = leaves.stream()
                .filter(leaf -> leaf.type().equals("text/plain") || leaf.type().equals("text/html"))
                .map(leaf -> leaf.type().equals("text/html")
                        ? TAG.matcher(leaf.text()).replaceAll(" ")
                        : leaf.text())
                .collect(Collectors.joining("\n"));
        return words.substring(0, Math.min(words.length(), LONGEST));
    }

    String all() {
        return leaves.stream().map(Leaf::text).collect(Collectors.joining("\n"));
    }

    private static void collect(Part part, int depth, List<Leaf> leaves) throws MessagingException {
        if (depth > DEEPEST || leaves.size() >= MOST) {
            return;
        }
        if (!part.isMimeType("multipart/*")) {
            leaves.add(new Leaf(type(part), text(part)));
            return;
        }
        var parts = new MimeMultipart(beginning(part));
        var count = Math.min(parts.getCount(), MOST);
        for (int i = 0; i < count; i++) {
            collect(parts.getBodyPart(i), depth + 1, leaves);
        }
    }

    /** The library takes all parts apart before one can be asked for. */
    private static DataSource beginning(Part part) throws MessagingException {
        var source = part.getDataHandler().getDataSource();
        try (var in = source.getInputStream()) {
            return new ByteArrayDataSource(beginning(in.readAllBytes()), source.getContentType());
        } catch (IOException garbled) {
            throw new MessagingException("a part cannot be read", garbled);
        }
    }

    private static byte[] beginning(byte[] text) {
        var lines = 0;
        for (int i = 1; i < text.length; i++) {
            var isDashes = text[i] == '-' && text[i - 1] == '-';
            if (isDashes && (i == 1 || text[i - 2] == '\n' || text[i - 2] == '\r') && ++lines > MOST_DASHES) {
                return Arrays.copyOf(text, i - 1);
            }
        }
        return text;
    }

    private static String type(Part part) throws MessagingException {
        var type = part.getContentType();
        var end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** What is looked for are words of ASCII; a part in an encoding that nobody knows holds none. */
    private static String text(Part part) throws MessagingException {
        try (var in = part.getInputStream()) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
        } catch (IOException garbled) {
            return "";
        }
    }
}

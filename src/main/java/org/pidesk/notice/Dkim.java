package org.pidesk.notice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Signs mails, so that whoever gets one can tell that it is ours and was not changed on its way (RFC 6376 and 8463):
 * with every key that is set, words and all headers that mean something, the way to unsubscribe among them (RFC 8058).
 */
@Component
class Dkim {
    /**
     * Each stands one time more in the list of what is signed than in the mail, so that none can be added: also those
     * that a mail does not have.
     */
    private static final List<String> SIGNED = List.of(
            "from",
            "reply-to",
            "to",
            "subject",
            "date",
            "message-id",
            "mime-version",
            "content-type",
            "auto-submitted",
            "feedback-id",
            "list-unsubscribe",
            "list-unsubscribe-post");

    private static final String HEAD_ENDS = "\r\n\r\n";
    private static final Pattern SPACE = Pattern.compile("[ \t]+");
    private static final Pattern SPACE_AT_END = Pattern.compile(" \r\n");
    private static final Pattern EMPTY_LINES_AT_END = Pattern.compile("(?:\r\n)*+\\z");
    private static final Pattern FIELD_BREAK = Pattern.compile("\r\n(?![ \t])");

    private final List<SigningPen> pens;
    private final String domain;

    Dkim(MailProperties properties) {
        this.domain = properties.domain();
        this.pens = properties.dkim().stream().map(SigningPen::of).toList();
    }

    /** @param mail as it goes over the line: with both characters at the end of each line */
    byte[] sign(byte[] mail, Instant at) {
        if (pens.isEmpty()) {
            return mail;
        }
        var text = new String(mail, StandardCharsets.ISO_8859_1);
        var end = text.indexOf(HEAD_ENDS);
        var fields = fields(text.substring(0, end));
        var body = base64(sha256(relaxedBody(text.substring(end + HEAD_ENDS.length()))));
        var signatures = new StringBuilder();
        pens.forEach(pen -> signatures.append(signature(pen, fields, body, at)));
        return (signatures + text).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String signature(SigningPen pen, Map<String, List<String>> fields, String body, Instant at) {
        var names = new ArrayList<String>();
        var signed = new StringBuilder();
        for (var name : SIGNED) {
            var present = fields.getOrDefault(name, List.of());
            for (int i = present.size() - 1; i >= 0; i--) {
                names.add(name);
                signed.append(relaxedField(present.get(i))).append("\r\n");
            }
            names.add(name);
        }
        var field = "DKIM-Signature: v=1; a=%s; c=relaxed/relaxed; d=%s; s=%s; t=%d;\r\n\th=%s;\r\n\tbh=%s;\r\n\tb="
                .formatted(
                        pen.algorithm(),
                        domain,
                        pen.selector(),
                        at.getEpochSecond(),
                        String.join(":\r\n\t ", inLines(names)),
                        body);
        signed.append(relaxedField(field));
        var written = base64(pen.write(signed.toString().getBytes(StandardCharsets.ISO_8859_1)));
        return field + folded(written) + "\r\n";
    }

    /** Several names a line. */
    private static List<String> inLines(List<String> names) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < names.size(); i += 5) {
            lines.add(String.join(":", names.subList(i, Math.min(i + 5, names.size()))));
        }
        return lines;
    }

    private static String folded(String base64) {
        return String.join("\r\n\t", base64.split("(?<=\\G.{70})"));
    }

    /** By name in lower case, in the order of the mail. */
    private static Map<String, List<String>> fields(String head) {
        var fields = new LinkedHashMap<String, List<String>>();
        for (var field : FIELD_BREAK.split(head)) {
            var name = field.substring(0, field.indexOf(':')).strip().toLowerCase(Locale.ROOT);
            fields.computeIfAbsent(name, first -> new ArrayList<>()).add(field);
        }
        return new HashMap<>(fields);
    }

    /** RFC 6376, 3.4.2. */
    static String relaxedField(String field) {
        var colon = field.indexOf(':');
        var value = SPACE.matcher(field.substring(colon + 1).replace("\r\n", ""))
                .replaceAll(" ")
                .strip();
        return field.substring(0, colon).strip().toLowerCase(Locale.ROOT) + ":" + value;
    }

    /** RFC 6376, 3.4.4. */
    static String relaxedBody(String body) {
        var ended = SPACE.matcher(body).replaceAll(" ") + "\r\n";
        var plain = EMPTY_LINES_AT_END
                .matcher(SPACE_AT_END.matcher(ended).replaceAll("\r\n"))
                .replaceFirst("");
        return plain.isEmpty() ? "" : plain + "\r\n";
    }

    static byte[] sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}

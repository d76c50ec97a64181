package org.pidesk.restore;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.pidesk.kernel.Secrets;

/**
 * How the journal ends.
 *
 * @param step counts every writing of the journal; the database knows it, too
 * @param tick the random name of that step
 * @param blocks how many closed blocks there are
 * @param chain the hash of the last of them, which names the one before it, and so on
 * @param open the name of the file with the entries that still wait for company
 * @param openHash its hash
 */
record Head(long step, UUID tick, int blocks, String chain, String open, String openHash) {
    /** Before the first block. */
    static final String NO_CHAIN = "0".repeat(64);

    private static final Pattern FORM = Pattern.compile("""
            pi-desk erasure journal 1
            step ([0-9]{1,18})
            tick ([0-9a-f-]{36})
            blocks ([0-9]{1,9})
            chain ([0-9a-f]{64})
            open (open-[0-9a-f-]{36}) ([0-9a-f]{64})
            signature ([0-9a-f]{64})
            """);

    String write(Secrets secrets) {
        var unsigned = unsigned();
        return unsigned + "signature " + signature(secrets, unsigned) + "\n";
    }

    /** @throws JournalUnusable unless it was signed under this secret, or one that it has replaced */
    static Head read(String text, Secrets secrets) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw changed();
        }
        var head = new Head(
                Long.parseLong(parts.group(1)),
                UUID.fromString(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                parts.group(4),
                parts.group(5),
                parts.group(6));
        var unsigned = head.unsigned();
        var isOurs = text.startsWith(unsigned)
                && secrets.eachRoot().stream().anyMatch(root -> equal(signature(root, unsigned), parts.group(7)));
        if (!isOurs) {
            throw changed();
        }
        return head;
    }

    private static JournalUnusable changed() {
        return new JournalUnusable(
                "The head of the erasure journal (pidesk.journal.head) was changed, or signed under another pidesk.secret.");
    }

    private String unsigned() {
        return """
                pi-desk erasure journal 1
                step %d
                tick %s
                blocks %d
                chain %s
                open %s %s
                """.formatted(step, tick, blocks, chain, open, openHash);
    }

    private static String signature(Secrets root, String unsigned) {
        return HexFormat.of().formatHex(root.fingerprint(unsigned, "journal", "head"));
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

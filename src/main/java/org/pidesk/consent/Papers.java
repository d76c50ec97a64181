package org.pidesk.consent;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.pidesk.kernel.Reference;
import org.pidesk.vault.Vault;
import org.springframework.stereotype.Component;

/** Signed papers, each sealed under a key of its own. What it is, is told by how it begins, never by its name. */
@Component
class Papers {
    private static final String NAME = "consent-paper";
    private static final int LARGEST = 5 * 1024 * 1024;

    private final Vault vault;

    Papers(Vault vault) {
        this.vault = vault;
    }

    /** @throws ConsentRefused when it is no paper that we take */
    Reference seal(byte[] document) {
        var type = Type.of(document);
        var reference = Reference.random();
        vault.seal(reference, NAME, type + "\n" + Base64.getEncoder().encodeToString(document), null);
        return reference;
    }

    Optional<Paper> open(Reference reference) {
        return vault.open(reference, NAME).map(Papers::read);
    }

    /** It is needed no more but for proof: until a day. */
    void keepUntil(Reference reference, LocalDate day) {
        vault.open(reference, NAME).ifPresent(text -> vault.seal(reference, NAME, text, day));
    }

    void destroy(Reference reference) {
        vault.destroy(reference, NAME);
    }

    private static Paper read(String text) {
        var line = text.indexOf('\n');
        var type = Type.valueOf(text.substring(0, line));
        return new Paper(type.mediaType, type.ending, Base64.getDecoder().decode(text.substring(line + 1)));
    }

    private enum Type {
        PDF("application/pdf", "pdf", "%PDF-".getBytes(StandardCharsets.US_ASCII)),
        PNG("image/png", "png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}),
        JPEG("image/jpeg", "jpg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});

        private final String mediaType;
        private final String ending;
        private final byte[] beginning;

        Type(String mediaType, String ending, byte[] beginning) {
            this.mediaType = mediaType;
            this.ending = ending;
            this.beginning = beginning;
        }

        private static Type of(byte[] document) {
            if (document.length > LARGEST) {
                throw new ConsentRefused("Upload a smaller document: five megabytes at most.");
            }
            return Arrays.stream(values())
                    .filter(type -> type.begins(document))
                    .findFirst()
                    .orElseThrow(() -> new ConsentRefused("Upload the signed document as a PDF, PNG or JPEG file."));
        }

        private boolean begins(byte[] document) {
            return document.length > beginning.length
                    && Arrays.equals(document, 0, beginning.length, beginning, 0, beginning.length);
        }
    }
}

package org.pidesk.consent;

import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import org.pidesk.kernel.Reference;
import org.pidesk.vault.Vault;
import org.springframework.stereotype.Component;

/** Signed papers, each sealed under a key of its own. */
@Component
class Papers {
    private static final String NAME = "consent-paper";

    private final Vault vault;

    Papers(Vault vault) {
        this.vault = vault;
    }

    /** @throws ConsentRefused when it is no paper that we take */
    Reference seal(byte[] document) {
        var type = PaperType.of(document);
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
        return PaperType.valueOf(text.substring(0, line))
                .paper(Base64.getDecoder().decode(text.substring(line + 1)));
    }
}

package org.pidesk.vault;

import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import org.pidesk.kernel.Reference;
import org.springframework.stereotype.Service;

/** Seals papers, each under a key of its own. */
@Service
public class Papers {
    private final Vault vault;

    Papers(Vault vault) {
        this.vault = vault;
    }

    /** @param keepUntil null to keep it until told */
    public void seal(Reference reference, String name, Paper paper, LocalDate keepUntil) {
        var text = PaperType.called(paper) + "\n" + Base64.getEncoder().encodeToString(paper.document());
        vault.seal(reference, name, text, keepUntil);
    }

    public Optional<Paper> open(Reference reference, String name) {
        return vault.open(reference, name).map(Papers::read);
    }

    /** It is needed no more but for proof: until a day. */
    public void keepUntil(Reference reference, String name, LocalDate day) {
        vault.open(reference, name).ifPresent(text -> vault.seal(reference, name, text, day));
    }

    public void destroy(Reference reference, String name) {
        vault.destroy(reference, name);
    }

    private static Paper read(String text) {
        var line = text.indexOf('\n');
        return PaperType.valueOf(text.substring(0, line))
                .paper(Base64.getDecoder().decode(text.substring(line + 1)));
    }
}

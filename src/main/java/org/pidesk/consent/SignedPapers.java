package org.pidesk.consent;

import java.time.LocalDate;
import java.util.Optional;
import org.pidesk.kernel.Reference;
import org.pidesk.vault.Paper;
import org.pidesk.vault.PaperRefused;
import org.pidesk.vault.Papers;
import org.springframework.stereotype.Component;

/** Signed papers, each under a reference of its own. */
@Component
class SignedPapers {
    private static final String NAME = "consent-paper";

    private final Papers papers;

    SignedPapers(Papers papers) {
        this.papers = papers;
    }

    /** @throws ConsentRefused when it is no paper that we take */
    Reference seal(byte[] document) {
        var reference = Reference.random();
        try {
            papers.seal(reference, NAME, Paper.of(document), null);
        } catch (PaperRefused refused) {
            throw new ConsentRefused(refused.getMessage());
        }
        return reference;
    }

    Optional<Paper> open(Reference reference) {
        return papers.open(reference, NAME);
    }

    void keepUntil(Reference reference, LocalDate day) {
        papers.keepUntil(reference, NAME, day);
    }

    void destroy(Reference reference) {
        papers.destroy(reference, NAME);
    }
}

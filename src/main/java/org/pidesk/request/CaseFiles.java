package org.pidesk.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.organisation.Organisations;
import org.pidesk.sla.Deadlines;
import org.pidesk.vault.Vault;
import org.springframework.stereotype.Component;

/** What a case keeps in the vault: its working copy, what the last search looks for, and the evidence. */
@Component
class CaseFiles {
    static final String WORKING_COPY = "working-copy";
    /** What another ground keeps, in words for the person. */
    static final String KEPT = "kept";

    /** What was asked to be altered, with what stood there before. */
    static final String ALTERATION = "alteration";

    /** What staff note for each other. */
    static final String NOTES = "notes";

    /** Which files staff put beside their answers; each lies sealed by itself. */
    static final String EVIDENCE_FILES = "evidence-files";

    static final String NEEDLES = "needles";
    static final String EVIDENCE = "evidence";

    private final Vault vault;
    private final ObjectMapper json;
    private final Organisations organisations;
    private final Clock clock;

    CaseFiles(Vault vault, ObjectMapper json, Organisations organisations, Clock clock) {
        this.vault = vault;
        this.json = json;
        this.organisations = organisations;
        this.clock = clock;
    }

    void keep(Reference reference, String name, Object what, LocalDate until) {
        try {
            vault.seal(reference, name, json.writeValueAsString(what), until);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a case file cannot be written");
        }
    }

    /** Keeps it as long as evidence that is sealed today. */
    void keepAsEvidence(Request request, String name, Object what) {
        keep(request.reference(), name, what, endOfEvidence(request.organisation()));
    }

    /** Until when an organisation keeps evidence that is sealed today. */
    LocalDate endOfEvidence(OrganisationId organisation) {
        return Deadlines.dayOf(clock.instant())
                .plusYears(organisations.get(organisation).evidenceYears());
    }

    /** Sets another last day for what is kept already. @param until null to keep it until told */
    void keepUntil(Reference reference, String name, LocalDate until) {
        vault.keepUntil(reference, name, until);
    }

    <T> Optional<T> read(Reference reference, String name, Class<T> type) {
        return vault.open(reference, name).map(text -> {
            try {
                return json.readValue(text, type);
            } catch (JsonProcessingException unreadable) {
                // its message would quote what is sealed
                throw new IllegalStateException("a case file cannot be read");
            }
        });
    }

    /** The working copy. @throws java.util.NoSuchElementException when it is destroyed */
    CaseFile of(Reference reference) {
        return read(reference, WORKING_COPY, CaseFile.class).orElseThrow();
    }

    Evidence evidence(Reference reference) {
        return read(reference, EVIDENCE, Evidence.class).orElseThrow();
    }

    void destroy(Reference reference, String name) {
        vault.destroy(reference, name);
    }

    /** Until when evidence remains; empty when none does. */
    Optional<LocalDate> evidenceUntil(Reference reference) {
        return vault.keptUntil(reference, EVIDENCE);
    }
}

package org.pidesk.operator;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.util.UUID;
import org.pidesk.kernel.OrganisationId;

/** Where a person's information may lie beside ours: the organisation's DMS, or an operator (sections 20 and 21). */
@Entity
public class ProcessingSystem {
    /** The DMS is the first place asked. */
    public enum Kind {
        DMS,
        OPERATOR
    }

    @Id
    private UUID id;

    private String organisation;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String name;
    private String holds;
    private String instructions;
    private boolean active;

    protected ProcessingSystem() {}

    /**
     * @param holds what it keeps about a person, in a sentence
     * @param instructions how staff de-identify somebody there
     */
    public ProcessingSystem(OrganisationId organisation, Kind kind, String name, String holds, String instructions) {
        this.id = UUID.randomUUID();
        this.organisation = organisation.value();
        this.kind = kind;
        this.name = name;
        this.holds = holds;
        this.instructions = instructions;
        this.active = true;
    }

    public UUID id() {
        return id;
    }

    public OrganisationId organisation() {
        return new OrganisationId(organisation);
    }

    public Kind kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    public String holds() {
        return holds;
    }

    public String instructions() {
        return instructions;
    }
}

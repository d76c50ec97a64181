package org.pidesk.operator;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;

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

    private String reference;
    private String organisation;

    @Embedded
    private Particulars particulars;

    private Instant suspendedSince;
    private String suspendedBecause;
    private Instant removedAt;
    private String removedBecause;

    @Version
    private Integer version;

    protected ProcessingSystem() {}

    ProcessingSystem(OrganisationId organisation, Particulars particulars) {
        this.id = UUID.randomUUID();
        this.reference = Reference.random().value();
        this.organisation = organisation.value();
        this.particulars = particulars;
    }

    void describe(Particulars now) {
        mustStandInTheRegister();
        particulars = now;
    }

    /** From here on no case asks it; those that have asked it already wait for its answer. */
    void suspend(String because, Instant since) {
        mustStandInTheRegister();
        suspendedSince = since;
        suspendedBecause = because;
    }

    void takeUp() {
        mustStandInTheRegister();
        suspendedSince = null;
        suspendedBecause = null;
    }

    /** It leaves the register for good. The entry stays: cases have asked it, and say so. */
    void remove(String because, Instant now) {
        mustStandInTheRegister();
        removedAt = now;
        removedBecause = because;
    }

    private void mustStandInTheRegister() {
        if (isRemoved()) {
            throw new IllegalStateException("it has left the register");
        }
    }

    public UUID id() {
        return id;
    }

    /** The name of the entry in the activity log, where its changes are a chain of their own. */
    Reference reference() {
        return new Reference(reference);
    }

    public OrganisationId organisation() {
        return new OrganisationId(organisation);
    }

    public Particulars particulars() {
        return particulars;
    }

    public Kind kind() {
        return particulars.kind();
    }

    public String name() {
        return particulars.name();
    }

    public String holds() {
        return particulars.holds();
    }

    /** How staff do there what they are sent for. */
    public String instructions(Errand errand) {
        return switch (errand) {
            case LOOK_UP -> particulars.lookUp();
            case CHANGE -> particulars.change();
            case DE_IDENTIFY -> particulars.deIdentify();
        };
    }

    public boolean isSuspended() {
        return suspendedSince != null;
    }

    public Instant suspendedSince() {
        return suspendedSince;
    }

    public String suspendedBecause() {
        return suspendedBecause;
    }

    public boolean isRemoved() {
        return removedAt != null;
    }

    public Instant removedAt() {
        return removedAt;
    }

    public String removedBecause() {
        return removedBecause;
    }

    /** The edition of the entry: it grows with every change. */
    public int edition() {
        return version;
    }
}

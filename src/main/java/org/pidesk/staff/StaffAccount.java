package org.pidesk.staff;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;

/**
 * A staff member as they are kept, with what their password is checked against. Only what has changed is written: a
 * member who sets a password must not open the account that is being closed.
 */
@Entity
@Table(name = "staff_member")
@DynamicUpdate
class StaffAccount {
    @Id
    private String username;

    private String reference;
    private String name;

    @Convert(converter = SealedAddress.class)
    @Column(name = "address")
    private EmailAddress email;

    @Enumerated(EnumType.STRING)
    private Role role;

    private String organisation;
    private String password;
    private boolean disabled;
    private boolean sample;
    private boolean mustChange;
    private int sessionsOver;

    protected StaffAccount() {}

    StaffAccount(StaffMember member) {
        this.username = member.username();
        this.reference = Reference.random().value();
        become(member);
    }

    void become(StaffMember member) {
        name = member.name();
        email = member.email();
        role = member.role();
        organisation =
                member.organisation() == null ? null : member.organisation().value();
    }

    /** Belongs to the sample data, with a password that the start shows. */
    void beSample(String hash) {
        password = hash;
        sample = true;
        disabled = false;
        mustChange = false;
    }

    StaffMember member() {
        return new StaffMember(
                username, name, email, role, organisation == null ? null : new OrganisationId(organisation));
    }

    Reference reference() {
        return new Reference(reference);
    }

    /** Null until one was chosen. */
    String password() {
        return password;
    }

    void password(String hash) {
        password = hash;
        mustChange = false;
    }

    boolean isSample() {
        return sample;
    }

    boolean isOpen() {
        return !disabled;
    }

    boolean mustChange() {
        return mustChange;
    }

    void demandNewPassword() {
        mustChange = true;
    }

    int sessionsOver() {
        return sessionsOver;
    }

    void disable() {
        disabled = true;
    }

    /** Nobody knows who has learnt the old password meanwhile. */
    void enable() {
        disabled = false;
        password = null;
    }
}

package org.pidesk.staff;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.pidesk.kernel.OrganisationId;

/** A staff member as they are kept, with what their password is checked against. */
@Entity
@Table(name = "staff_member")
class StaffAccount {
    @Id
    private String username;

    private String name;

    @Enumerated(EnumType.STRING)
    private Role role;

    private String organisation;
    private String password;
    private boolean disabled;

    protected StaffAccount() {}

    StaffAccount(StaffMember member, String password) {
        this.username = member.username();
        this.name = member.name();
        this.role = member.role();
        this.organisation =
                member.organisation() == null ? null : member.organisation().value();
        this.password = password;
    }

    StaffMember member() {
        return new StaffMember(username, name, role, organisation == null ? null : new OrganisationId(organisation));
    }

    String password() {
        return password;
    }

    boolean isOpen() {
        return !disabled;
    }

    void disable() {
        disabled = true;
    }
}

package org.pidesk.staff;

import org.pidesk.kernel.EmailAddress;

/** Mails about an account go to another address than this one now; published in the same transaction. */
public record StaffAddressChanged(StaffMember member, EmailAddress former) {}

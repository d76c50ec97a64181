package org.pidesk.staff;

/** An account was closed; published in the same transaction. */
public record StaffMemberDisabled(String username) {}

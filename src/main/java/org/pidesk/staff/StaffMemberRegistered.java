package org.pidesk.staff;

/** An account was made or changed; published in the same transaction. */
public record StaffMemberRegistered(StaffMember member) {}

package org.pidesk.staff;

/** A member has another password now, and the sessions of before are over; published in the same transaction. */
public record PasswordChanged(String username) {}

package org.pidesk.staff;

/**
 * A member has replaced a password by a link from a mail: it was forgotten, or somebody else may know it; published in the
 * same transaction.
 */
public record PasswordReset(String username) {}

package org.pidesk.staff;

/** A member has another second factor now, or none; published in the same transaction. */
public record SecondFactorChanged(String username) {}

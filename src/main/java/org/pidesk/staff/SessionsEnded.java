package org.pidesk.staff;

/** Every session of a member is over, of which other nodes learn within a minute; published in the same transaction. */
public record SessionsEnded(String username) {}

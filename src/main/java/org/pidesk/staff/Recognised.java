package org.pidesk.staff;

/**
 * Somebody who has given the right password.
 *
 * @param sessionsOver {@link StaffMembers#sessionsOver} as it was when the password was read, with which the one that
 *     was given is compared for a while: what ends all sessions meanwhile ends the one that begins now, too
 */
public record Recognised(StaffMember member, int sessionsOver) {}

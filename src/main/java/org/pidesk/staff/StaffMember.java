package org.pidesk.staff;

import org.pidesk.kernel.OrganisationId;

/**
 * Somebody who works at the desk.
 *
 * @param username what they sign in with; also their id in the engine, and the actor in the activity log
 * @param organisation null for an administrator
 */
public record StaffMember(String username, String name, Role role, OrganisationId organisation) {}

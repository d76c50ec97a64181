package org.pidesk.staff;

import java.time.Instant;
import org.pidesk.kernel.Token;

/**
 * A link was made that has to reach its member by mail; published in the same transaction.
 *
 * @param keeper who invites; null where the member asked
 * @param again whether the account was there before, and was closed
 */
public record StaffLinkIssued(
        StaffMember member, LinkPurpose purpose, Token token, Instant until, StaffMember keeper, boolean again) {}

package org.pidesk.staff;

import java.time.Instant;
import org.pidesk.kernel.Token;

/** A link was made that has to reach its member by mail; published in the same transaction. */
public record StaffLinkIssued(StaffMember member, LinkPurpose purpose, Token token, Instant until) {}

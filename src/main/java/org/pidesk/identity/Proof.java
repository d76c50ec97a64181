package org.pidesk.identity;

import java.time.Instant;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;

/** That a person controlled an address at a moment, shown by a code. Every case names the proof that it rests on. */
public record Proof(OrganisationId organisation, Address address, Instant provenAt) {}

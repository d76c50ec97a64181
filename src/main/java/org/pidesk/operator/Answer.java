package org.pidesk.operator;

import java.time.Instant;
import java.util.UUID;
import org.pidesk.kernel.Reference;

/** What was answered for one system in one case; its evidence lies sealed in the vault. */
public record Answer(Reference reference, UUID system, Outcome outcome, String answeredBy, Instant answeredAt) {}

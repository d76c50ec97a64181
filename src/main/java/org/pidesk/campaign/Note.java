package org.pidesk.campaign;

import java.time.Instant;

/** A decision about a campaign, with what was said. */
public record Note(Decision decision, String words, String by, Instant at) {}

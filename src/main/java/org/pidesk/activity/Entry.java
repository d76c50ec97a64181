package org.pidesk.activity;

import java.time.Instant;

/**
 * A fact as it stands in the log.
 *
 * @param number its place in the case's chain, from 1
 */
public record Entry(Fact fact, int number, Instant at) {}

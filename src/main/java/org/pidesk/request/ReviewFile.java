package org.pidesk.request;

import java.time.Instant;

/**
 * What a review must know, sealed for as long as it is kept.
 *
 * @param address whom we answer: the address that was proven in the case
 */
record ReviewFile(String reason, String address, Instant provenAt) {}

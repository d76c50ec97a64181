package org.pidesk.request;

/**
 * What a look-up found in one system, in words for the person; sealed as evidence.
 *
 * @param holds the kinds of information that are held there
 * @param origin since when, and where it came from
 */
record Finding(String holds, String origin) {}

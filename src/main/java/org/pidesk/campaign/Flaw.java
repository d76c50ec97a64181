package org.pidesk.campaign;

/**
 * What keeps a list from being taken in.
 *
 * @param line of the file, from 1
 * @param why a sentence that quotes nothing of the line
 */
public record Flaw(long line, String why) {}

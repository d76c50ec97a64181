package org.pidesk.consent;

/**
 * A signed document.
 *
 * @param mediaType what it is, by its own first bytes
 * @param ending of a file's name
 */
public record Paper(String mediaType, String ending, byte[] document) {}

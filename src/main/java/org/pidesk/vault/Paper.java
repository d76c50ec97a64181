package org.pidesk.vault;

/**
 * A document that shows something, as it was taken in.
 *
 * @param mediaType what it is, by its own first bytes
 * @param ending of a file's name
 */
public record Paper(String mediaType, String ending, byte[] document) {

    /** @throws PaperRefused when it is none that we take, or nobody could read it */
    public static Paper of(byte[] uploaded) {
        return PaperType.take(uploaded);
    }
}

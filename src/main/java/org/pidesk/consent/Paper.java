package org.pidesk.consent;

/**
 * A signed document.
 *
 * @param mediaType what it is, by its own first bytes
 * @param ending of a file's name
 */
public record Paper(String mediaType, String ending, byte[] document) {
    private static final int LARGEST = 5 * 1024 * 1024;

    /** @throws ConsentRefused when it is none that we take, or nobody could read it */
    public static Paper of(byte[] document) {
        return PaperType.of(document).paper(document);
    }

    static void mustNotBeTooLarge(byte[] document) {
        if (document.length > LARGEST) {
            throw new ConsentRefused("Upload a smaller document: five megabytes at most.");
        }
    }
}

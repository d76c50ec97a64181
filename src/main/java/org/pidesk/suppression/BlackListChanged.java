package org.pidesk.suppression;

/**
 * Something came onto a black list, or went; published in the same transaction.
 *
 * @param entry as the list knows it, with one byte in front that says which list: nobody can tell the address from it
 */
public record BlackListChanged(byte[] entry) {

    @Override
    public String toString() {
        return "a black list changed";
    }
}

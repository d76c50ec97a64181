package org.pidesk.suppression;

import java.nio.ByteBuffer;

/**
 * An address as a list knows it.
 *
 * @param hash a keyed hash: the same address has another one at another organisation
 */
record Entry(BlackList list, byte[] hash) {

    byte[] bytes() {
        return ByteBuffer.allocate(1 + hash.length)
                .put((byte) list.ordinal())
                .put(hash)
                .array();
    }

    static Entry from(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        var list = BlackList.values()[buffer.get()];
        var hash = new byte[buffer.remaining()];
        buffer.get(hash);
        return new Entry(list, hash);
    }
}

package org.pidesk.campaign;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** More bytes came than a list may have. */
class TooLarge extends IOException {
    TooLarge() {
        super("too large");
    }

    /** The same bytes, as long as there are no more than this many. */
    static InputStream above(long most, InputStream in) {
        return new FilterInputStream(in) {
            private long left = most;

            @Override
            public int read() throws IOException {
                var one = super.read();
                count(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                var read = super.read(into, from, length);
                count(Math.max(0, read));
                return read;
            }

            private void count(int read) throws IOException {
                left -= read;
                if (left < 0) {
                    throw new TooLarge();
                }
            }
        };
    }
}

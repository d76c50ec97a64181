package org.pidesk.web;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/** What comes behind the head of a request, read from the line by ourselves. */
final class Body implements ApplicationBufferHandler {
    private final Request request;
    private ByteBuffer piece;

    Body(Request request) {
        this.request = request;
    }

    /** Takes what is there already, without waiting for more. */
    void readWhatIsThere(ByteBuffer into) throws IOException {
        while (into.hasRemaining() && isMoreThere()) {
            read(into);
        }
    }

    /** Waits for all of it. @return whether it came in time */
    boolean readToTheEnd(ByteBuffer into, Duration atMost) throws IOException {
        var begun = System.nanoTime();
        while (into.hasRemaining()) {
            read(into);
            if (into.hasRemaining() && isOver(begun, atMost)) {
                return false;
            }
        }
        return true;
    }

    /** Lets the sender finish, who hears nothing before. @return whether they did in time */
    boolean letFinish(Duration atMost) throws IOException {
        var begun = System.nanoTime();
        while (!request.isFinished()) {
            if (request.doRead(this) < 0) {
                break;
            }
            if (isOver(begun, atMost)) {
                return false;
            }
        }
        return true;
    }

    /** What was read, for whoever reads the request from now on. */
    static InputBuffer again(byte[] whole) {
        var rest = ByteBuffer.wrap(whole);
        return new InputBuffer() {
            @Override
            public int doRead(ApplicationBufferHandler reader) {
                if (!rest.hasRemaining()) {
                    return -1;
                }
                reader.setByteBuffer(rest.slice());
                rest.position(rest.limit());
                return whole.length;
            }

            @Override
            public int available() {
                return rest.remaining();
            }
        };
    }

    /** The rest of a line, for whoever reads it as it comes: for so long in all, and not only from letter to letter. */
    static InputBuffer within(Duration atMost, InputBuffer line) {
        var begun = System.nanoTime();
        return new InputBuffer() {
            @Override
            public int doRead(ApplicationBufferHandler reader) throws IOException {
                if (isOver(begun, atMost)) {
                    throw new SocketTimeoutException("The body takes too long.");
                }
                return line.doRead(reader);
            }

            @Override
            public int available() {
                return line.available();
            }
        };
    }

    private boolean isMoreThere() {
        request.action(ActionCode.AVAILABLE, true);
        return request.getAvailable() > 0;
    }

    private void read(ByteBuffer into) throws IOException {
        if (request.doRead(this) < 0) {
            throw new EOFException("The body is shorter than it was said to be.");
        }
        into.put(piece);
    }

    private static boolean isOver(long begun, Duration atMost) {
        return System.nanoTime() - begun > atMost.toNanos();
    }

    @Override
    public void setByteBuffer(ByteBuffer bytes) {
        piece = bytes;
    }

    @Override
    public ByteBuffer getByteBuffer() {
        return piece;
    }

    @Override
    public void expand(int size) {
        // the pieces are as large as they come
    }
}

package org.pidesk.activity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongFunction;

/** The lines of an open {@link AnchorFile}. All are of one length, so that each is found by its number. */
final class Anchor implements AutoCloseable {
    private static final int LINE = 65;

    private final FileChannel channel;
    private long lines;

    /** What stands behind the last whole line was torn by a crash, and is none. */
    Anchor(FileChannel channel) throws IOException {
        this.channel = channel;
        this.lines = channel.size() / LINE;
    }

    long lines() {
        return lines;
    }

    boolean names(Seal seal) {
        var line = ByteBuffer.allocate(LINE);
        try {
            channel.read(line, (seal.number() - 1) * LINE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new String(line.array(), StandardCharsets.US_ASCII).equals(line(seal));
    }

    void append(LongFunction<List<Seal>> after) throws IOException {
        channel.position(lines * LINE);
        for (var seals = after.apply(lines); nextIsIn(seals); seals = after.apply(lines)) {
            for (var seal : seals) {
                if (seal.number() == lines + 1) {
                    channel.write(ByteBuffer.wrap(line(seal).getBytes(StandardCharsets.US_ASCII)));
                    lines++;
                }
            }
            channel.force(true);
        }
    }

    /** Somebody who took a seal away does not make us write the later ones in wrong lines. */
    private boolean nextIsIn(List<Seal> seals) {
        return !seals.isEmpty() && seals.get(0).number() == lines + 1;
    }

    private static String line(Seal seal) {
        return HexFormat.of().formatHex(seal.hash()) + "\n";
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException unclosable) {
            throw new UncheckedIOException(unclosable);
        }
    }
}

package org.pidesk.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** What a paper may be: told by how it begins, and read once by what reads its like, so that it shows something later. */
enum PaperType {
    PDF("application/pdf", "pdf", "%PDF-".getBytes(StandardCharsets.US_ASCII)) {
        @Override
        byte[] read(byte[] document, Deadline deadline) throws IOException {
            return PdfPaper.read(document, deadline);
        }
    },
    PNG("image/png", "png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}) {
        @Override
        byte[] read(byte[] document, Deadline deadline) throws IOException {
            return PicturePaper.redraw(document, "png", deadline);
        }
    },
    JPEG("image/jpeg", "jpg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}) {
        @Override
        byte[] read(byte[] document, Deadline deadline) throws IOException {
            return PicturePaper.redraw(document, "jpeg", deadline);
        }
    };

    private static final int LARGEST = 5 * 1024 * 1024;
    /** Drawn anew, a picture can need more than what drew it first. */
    private static final int LARGEST_KEPT = 2 * LARGEST;

    /** One at a time: while it is read, a paper can take a hundred times its size. */
    static final ReentrantLock READING = new ReentrantLock();

    private static final int LONGEST_WAIT_IN_SECONDS = 5;

    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final String mediaType;
    private final String ending;
    private final byte[] beginning;

    PaperType(String mediaType, String ending, byte[] beginning) {
        this.mediaType = mediaType;
        this.ending = ending;
        this.beginning = beginning;
    }

    /** @return what is kept of it; null when it shows nothing */
    abstract byte[] read(byte[] document, Deadline deadline) throws IOException;

    Paper paper(byte[] document) {
        return new Paper(mediaType, ending, document);
    }

    static PaperType called(Paper paper) {
        return Arrays.stream(values())
                .filter(type -> type.ending.equals(paper.ending()))
                .findFirst()
                .orElseThrow();
    }

    static Paper take(byte[] document) {
        mustNotBeLargerThan(LARGEST, document);
        var type = Arrays.stream(values())
                .filter(one -> one.begins(document))
                .findFirst()
                .orElseThrow(() -> new PaperRefused("Upload the document as a PDF, PNG or JPEG file."));
        var kept = type.readInTurn(document);
        if (kept == null) {
            throw new PaperRefused("The document cannot be opened. Is it whole, and without a password?");
        }
        mustNotBeLargerThan(LARGEST_KEPT, kept);
        return type.paper(kept);
    }

    private static void mustNotBeLargerThan(int most, byte[] document) {
        if (document.length > most) {
            throw new PaperRefused("Upload a smaller document: five megabytes at most.");
        }
    }

    private boolean begins(byte[] document) {
        return document.length > beginning.length
                && Arrays.equals(document, 0, beginning.length, beginning, 0, beginning.length);
    }

    private byte[] readInTurn(byte[] document) {
        mustHaveTheTurn();
        try {
            return read(document, new Deadline(LONGEST));
        } catch (PaperRefused refused) {
            throw refused;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError unreadable) {
            // whatever a reader stumbles over, somebody else would too
            return null;
        } finally {
            READING.unlock();
        }
    }

    /** So many can be sent at once that they would keep everybody else waiting: one waits, the others come again. */
    private static void mustHaveTheTurn() {
        try {
            if (!READING.hasQueuedThreads() && READING.tryLock(LONGEST_WAIT_IN_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new PaperRefused("Many documents are being read just now. Please upload it again in a minute.");
    }
}

package org.pidesk.restore;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.pidesk.kernel.LastingFiles;
import org.pidesk.kernel.Secrets;
import org.springframework.stereotype.Component;

/**
 * The files of the journal. Closed blocks are never written again, and each names the hash of the one before it. The
 * entries that came last wait for company in an open file, which is written anew with each: in another order, and each
 * entry sealed anew, so that who copies the folder before and after does not see which came. The head, written last, says
 * which files count; what else lies in the folder is left from a crash, and counts for nothing.
 */
@Component
class JournalFiles {
    /** So many of different people hide among each other before a block is closed. */
    static final int COMPANY = 1000;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String BLOCK = "block-%08d";
    private static final String OPEN = "open-";

    private final Path folder;
    private final Path headFile;
    private final EntrySeal seal;
    private final Secrets secrets;

    JournalFiles(JournalSettings settings, EntrySeal seal, Secrets secrets) {
        this.folder = settings.folder();
        this.headFile = settings.head();
        this.seal = seal;
        this.secrets = secrets;
    }

    /** Empty where there is no trace of a journal. */
    Optional<Head> head() {
        try {
            return Optional.of(Head.read(Files.readString(headFile, StandardCharsets.US_ASCII), secrets));
        } catch (NoSuchFileException missing) {
            if (hasBlocks()) {
                throw new JournalUnusable("The head of the erasure journal (pidesk.journal.head) is missing.", missing);
            }
            return Optional.empty();
        } catch (java.nio.charset.CharacterCodingException garbled) {
            throw new JournalUnusable("The head of the erasure journal (pidesk.journal.head) was changed.", garbled);
        } catch (IOException unreadable) {
            throw new JournalUnusable("The erasure journal (pidesk.journal.head) cannot be read.", unreadable);
        }
    }

    private boolean hasBlocks() {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var files = Files.newDirectoryStream(folder, "block-*")) {
            return files.iterator().hasNext();
        } catch (IOException unreadable) {
            throw new JournalUnusable("The erasure journal (pidesk.journal.folder) cannot be read.", unreadable);
        }
    }

    /** Checks all of it, and shows every entry, the oldest first. @throws JournalUnusable when it is not as it was written */
    void readAll(Head head, Consumer<Entry> reader) {
        var chain = Head.NO_CHAIN;
        for (int number = 1; number <= head.blocks(); number++) {
            var text = read(BLOCK.formatted(number));
            if (!text.startsWith("after " + chain + "\n")) {
                throw changed(BLOCK.formatted(number));
            }
            chain = Head.hash(text);
            entries(text.substring(text.indexOf('\n') + 1), BLOCK.formatted(number))
                    .forEach(reader);
        }
        if (!chain.equals(head.chain())) {
            throw changed(head.blocks() == 0 ? "head" : BLOCK.formatted(head.blocks()));
        }
        open(head).values().forEach(reader);
    }

    /** The entries that wait for company. */
    Map<Subject, Entry> open(Head head) {
        var text = read(head.open());
        if (!Head.hash(text).equals(head.openHash())) {
            throw changed(head.open());
        }
        return entries(text, head.open()).stream()
                .collect(
                        Collectors.toMap(Entry::subject, entry -> entry, (former, newer) -> newer, LinkedHashMap::new));
    }

    /**
     * Writes new entries behind a head, each in the place of the one that waits for the same subject. On the disk when this
     * returns.
     *
     * @param before null for the first step of a journal
     */
    Head write(Head before, long step, UUID tick, Collection<Entry> added) throws IOException {
        LastingFiles.makeFolder(folder);
        LastingFiles.makeFolder(headFile.getParent());
        if (before != null && added.isEmpty()) {
            return commit(new Head(step, tick, before.blocks(), before.chain(), before.open(), before.openHash()));
        }
        var waiting = before == null ? new LinkedHashMap<Subject, Entry>() : open(before);
        added.forEach(entry -> waiting.put(entry.subject(), entry));
        var shuffled = new ArrayList<>(waiting.values());
        Collections.shuffle(shuffled, RANDOM);
        var blocks = before == null ? 0 : before.blocks();
        var chain = before == null ? Head.NO_CHAIN : before.chain();
        var from = 0;
        while (shuffled.size() - from >= COMPANY) {
            var text = "after " + chain + "\n" + sealed(shuffled.subList(from, from + COMPANY));
            blocks++;
            put(folder.resolve(BLOCK.formatted(blocks)), text);
            chain = Head.hash(text);
            from += COMPANY;
        }
        var open = OPEN + UUID.randomUUID();
        var text = sealed(shuffled.subList(from, shuffled.size()));
        put(folder.resolve(open), text);
        return commit(new Head(step, tick, blocks, chain, open, Head.hash(text)));
    }

    private Head commit(Head head) throws IOException {
        put(headFile, head.write(secrets));
        try (var files = Files.newDirectoryStream(folder, OPEN + "*")) {
            for (var file : files) {
                if (!file.getFileName().toString().equals(head.open())) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return head;
    }

    /** Out of the way, and kept: somebody may find out what happened to it. The folder may be a disk, which stays. */
    void moveAside(String day) {
        try {
            if (Files.isDirectory(folder)) {
                var aside = folder.resolve("damaged-" + day + "-" + UUID.randomUUID());
                LastingFiles.makeFolder(aside);
                try (var files = Files.newDirectoryStream(folder, "{block,open}-*")) {
                    for (var file : files) {
                        Files.move(file, aside.resolve(file.getFileName()));
                    }
                }
            }
            if (Files.exists(headFile)) {
                Files.move(headFile, headFile.resolveSibling(headFile.getFileName() + ".damaged-" + day));
            }
        } catch (IOException immovable) {
            throw new JournalUnusable("The damaged erasure journal cannot be moved out of the way.", immovable);
        }
    }

    private String sealed(List<Entry> entries) {
        return entries.stream().map(entry -> seal.seal(entry.text()) + "\n").collect(Collectors.joining());
    }

    private List<Entry> entries(String lines, String file) {
        try {
            return lines.lines().map(seal::open).map(Entry::read).toList();
        } catch (IllegalArgumentException notOurs) {
            throw changed(file);
        }
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name), StandardCharsets.US_ASCII);
        } catch (NoSuchFileException missing) {
            throw new JournalUnusable("Of the erasure journal the file " + name + " is missing.", missing);
        } catch (java.nio.charset.CharacterCodingException garbled) {
            throw changed(name);
        } catch (IOException unreadable) {
            throw new JournalUnusable("Of the erasure journal the file " + name + " cannot be read.", unreadable);
        }
    }

    private static JournalUnusable changed(String file) {
        return new JournalUnusable("Of the erasure journal the file " + file + " is not as it was written.");
    }

    /** Whole or not at all, also after a loss of power. */
    private static void put(Path file, String text) throws IOException {
        var beside = file.resolveSibling(file.getFileName() + ".new");
        try (var channel = FileChannel.open(beside, CREATE, WRITE, TRUNCATE_EXISTING)) {
            LastingFiles.ownerOnly(beside, "rw-------");
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        try {
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException unusualFileSystem) {
            throw new IOException(
                    "the file system of the erasure journal cannot replace a file at once", unusualFileSystem);
        }
        LastingFiles.forceFolder(file.getParent());
    }

    /** For whoever wraps it. */
    static UncheckedIOException unwritten(IOException fault) {
        return new UncheckedIOException("The erasure journal (pidesk.journal.folder) cannot be written.", fault);
    }
}

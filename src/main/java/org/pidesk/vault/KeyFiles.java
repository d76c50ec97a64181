package org.pidesk.vault;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.pidesk.kernel.LastingFiles;
import org.pidesk.kernel.SealingKey;
import org.pidesk.kernel.Secrets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Keys as files, one each, which only the owner may read; nodes of one installation share the folder.
 *
 * <p>Each file is wrapped under a key derived from the root secret: a stolen folder alone opens nothing, and neither
 * does the root secret without the folder. So a destroyed key stays destroyed even where a file system keeps old blocks
 * that the overwriting did not reach, as long as the root secret is not lost with them.
 *
 * <p>Backups of this folder must be kept no longer than those of the database; a key that is restored is a key that
 * was not destroyed.
 */
@Component
class KeyFiles implements KeyStore {
    private static final Pattern NAME = Pattern.compile("[0-9a-z-]{6,40}");
    private static final String UNFINISHED = ".new";

    private final Path folder;
    private final SealingKey wrapping;

    KeyFiles(@Value("${pidesk.vault.keys:${pidesk.data-dir}/keys}") Path folder, Secrets secrets) {
        this.folder = folder;
        this.wrapping = secrets.sealingKey("vault", "wrap");
        try {
            LastingFiles.makeFolder(folder);
        } catch (IOException unwritable) {
            throw new IllegalStateException("The folder of keys (pidesk.vault.keys) cannot be used.", unwritable);
        }
    }

    @Override
    public SealingKey obtain(String name) {
        return find(name).orElseGet(() -> create(name));
    }

    @Override
    public Optional<SealingKey> find(String name) {
        try {
            return Optional.of(SealingKey.of(wrapping.open(Files.readAllBytes(file(name)), name)));
        } catch (NoSuchFileException destroyed) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void destroy(String name) {
        var file = file(name);
        try (var channel = FileChannel.open(file, WRITE)) {
            channel.write(ByteBuffer.allocate((int) channel.size()));
            channel.force(true);
            Files.deleteIfExists(file);
            LastingFiles.forceFolder(file.getParent());
        } catch (NoSuchFileException destroyedBefore) {
            // which is what was asked for
        } catch (IOException stubborn) {
            throw new UncheckedIOException(stubborn);
        }
    }

    @Override
    public List<String> names() {
        return inside(folder).stream()
                .filter(Files::isDirectory)
                .flatMap(part -> inside(part).stream())
                .map(file -> file.getFileName().toString())
                .filter(NAME.asMatchPredicate())
                .toList();
    }

    /** By their names alone: whoever looks at each finds that one is gone, because its key was destroyed or finished. */
    private static List<Path> inside(Path folder) {
        try (var files = Files.list(folder)) {
            return files.toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Written beside its place and then linked into it: nobody ever sees half a key, and the first of two wins. */
    private SealingKey create(String name) {
        var key = SealingKey.random();
        var file = file(name);
        var beside = file.resolveSibling(UUID.randomUUID() + UNFINISHED);
        try {
            LastingFiles.makeFolder(file.getParent());
            write(beside, wrapping.seal(key.bytes(), name));
            Files.createLink(file, beside);
            LastingFiles.forceFolder(file.getParent());
            return key;
        } catch (FileAlreadyExistsException anotherWasFirst) {
            return find(name).orElseThrow(KeyDestroyed::new);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } finally {
            beside.toFile().delete();
        }
    }

    private Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a key");
        }
        return folder.resolve(name.substring(0, 2)).resolve(name);
    }

    private void write(Path file, byte[] bytes) throws IOException {
        try (var channel = FileChannel.open(file, CREATE_NEW, WRITE)) {
            LastingFiles.ownerOnly(file, "rw-------");
            channel.write(ByteBuffer.wrap(bytes));
            channel.force(true);
        }
    }
}

package org.pidesk.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A disk of its own, small enough to be filled: a mounted tmpfs, for which one must be root on Linux. */
final class SmallDisk implements AutoCloseable {
    private static final byte[] BLOCK = new byte[4096];

    private final Path folder;

    SmallDisk(Path folder, int megabytes) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        run("mount", "-t", "tmpfs", "-o", "mode=755,size=" + megabytes + "m", "pidesk", folder.toString());
    }

    Path folder() {
        return folder;
    }

    /** Until not one byte more has room. */
    void fill() throws IOException {
        try (var ballast = Files.newOutputStream(
                ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE)) {
            while (folder.toFile().getUsableSpace() > 0) {
                ballast.write(BLOCK);
            }
        } catch (IOException full) {
            if (folder.toFile().getUsableSpace() > 0) {
                throw full;
            }
        }
    }

    void makeRoom() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: a disk of its own needs root, on Linux");
        }
    }

    @Override
    public void close() {
        try {
            run("umount", "--lazy", folder.toString());
        } catch (IOException busy) {
            throw new IllegalStateException(busy);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

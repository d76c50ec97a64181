package org.pidesk.kernel;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What files need that are their owner's alone, and are still there after a loss of power. */
public final class LastingFiles {
    private LastingFiles() {}

    /** A folder that only its owner opens, and whose name is safe. Idempotent. */
    public static void makeFolder(Path made) throws IOException {
        if (!Files.isDirectory(made)) {
            Files.createDirectories(made);
            ownerOnly(made, "rwx------");
            forceFolder(made.toAbsolutePath().getParent());
        }
    }

    /** A file's name is safe only when its folder is. Windows knows no such thing, and needs none. */
    public static void forceFolder(Path folder) throws IOException {
        if (posix(folder)) {
            try (var channel = FileChannel.open(folder, READ)) {
                channel.force(true);
            }
        }
    }

    /** @param permissions like {@code rw-------}; where the file system knows none, nothing is done */
    public static void ownerOnly(Path path, String permissions) throws IOException {
        if (posix(path)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}

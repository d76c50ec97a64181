package org.pidesk.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import org.pidesk.kernel.LastingFiles;

/**
 * The secrets of a default start, made at its first start and kept in {@code secrets.properties} under the data
 * folder, which only the owner may read.
 */
final class SandboxSecrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** No letters that look alike: these passwords are read off a screen. */
    private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

    private final Path file;
    private final Properties values = new Properties();

    private SandboxSecrets(Path file) {
        this.file = file;
    }

    static SandboxSecrets in(Path data) {
        try {
            LastingFiles.ownerOnly(Files.createDirectories(data), "rwx------");
            var secrets = new SandboxSecrets(data.resolve("secrets.properties"));
            if (Files.exists(secrets.file)) {
                try (var in = Files.newBufferedReader(secrets.file)) {
                    secrets.values.load(in);
                }
            }
            return secrets;
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The data folder " + data + " cannot be used.", unwritable);
        }
    }

    /** 32 random bytes in base 64. */
    String rootSecret() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return keep("root-secret", Base64.getEncoder().encodeToString(bytes));
    }

    /** A password of sixteen letters in groups of four; the same one at every start. */
    String password(String of) {
        var text = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            text.append(i > 0 && i % 4 == 0 ? "-" : "").append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
        }
        return keep("password." + of, text.toString());
    }

    private synchronized String keep(String name, String fresh) {
        if (values.putIfAbsent(name, fresh) == null) {
            save();
        }
        return values.getProperty(name);
    }

    private void save() {
        try {
            var written = file.resolveSibling("secrets.properties.new");
            Files.deleteIfExists(written);
            Files.createFile(written);
            LastingFiles.ownerOnly(written, "rw-------");
            try (var out = Files.newBufferedWriter(written)) {
                values.store(out, "Made at the first start. Keep it to yourself.");
            }
            Files.move(written, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}

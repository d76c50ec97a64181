package org.pidesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes a key and a certificate of its own with the JDK's tool, anew for each run: none is kept in the repository. */
public final class MadeKeys {
    /** The name of the key in its file. */
    public static final String ALIAS = "mykey";

    private MadeKeys() {}

    /** @param further what kind of key it is, and what the certificate says besides its name */
    public static void write(Path file, String password, String name, String... further)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-dname",
                "CN=" + name,
                "-startdate",
                "-1d",
                "-validity",
                "3",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                password));
        command.addAll(List.of(further));
        var making = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(making.getInputStream().readAllBytes());
        assertThat(making.waitFor()).as(said).isZero();
    }
}

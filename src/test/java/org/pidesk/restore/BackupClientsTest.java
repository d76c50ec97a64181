package org.pidesk.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newer pg_dump writes may not be put back into the server: that has to be known while there is a server. */
class BackupClientsTest {
    private static final String REFUSED = "Nothing was backed up.";

    @TempDir
    private Path folder;

    @Test
    void refusesClientsOfAnotherVersionThanTheServers() throws Exception {
        assertThat(backUp("17.2", "150018")).contains("pg_dump is of PostgreSQL 17 and the server of 15", REFUSED);
        assertThat(backUp("15.18", "160004")).contains(REFUSED);
    }

    @Test
    void takesClientsOfAnotherPatchOfTheSameVersion() throws Exception {
        assertThat(backUp("15.4 (Debian 15.4-1.pgdg120+1)", "150018")).doesNotContain(REFUSED);
    }

    private String backUp(String client, String server) throws IOException, InterruptedException {
        program("pg_dump", "echo 'pg_dump (PostgreSQL) " + client + "'");
        program("psql", "echo " + server);
        var run = new ProcessBuilder("docs/backup.sh", folder.toString(), "/dev/null", "/dev/null")
                .redirectErrorStream(true);
        run.environment().merge("PATH", "", (path, none) -> folder + ":" + path);
        var process = run.start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).isNotZero();
        return said;
    }

    private void program(String name, String line) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}

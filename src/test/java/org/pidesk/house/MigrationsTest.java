package org.pidesk.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a database has run stays as it was: a migration that is listed in {@code migrations.txt} is neither changed nor taken away,
 * and a new one has a number above all of them, or a database that has run these would refuse it. It is added to the list with
 * {@code -Dmigrations.write=true}.
 */
class MigrationsTest {
    private static final Path FOLDER = Path.of("src/main/resources/db/migration");
    private static final Path LIST = Path.of("src/test/resources/migrations.txt");

    @TempDir
    Path copy;

    @BeforeEach
    void copyThem() throws IOException {
        for (var one : digests(FOLDER).keySet()) {
            Files.copy(FOLDER.resolve(one), copy.resolve(one));
        }
    }

    @Test
    void stayAsTheyWere() throws IOException {
        if (Boolean.getBoolean("migrations.write")) {
            assertThat(faults(FOLDER)).allMatch(fault -> fault.endsWith(" is not listed"));
            Files.write(
                    LIST,
                    digests(FOLDER).entrySet().stream()
                            .map(one -> one.getValue() + " " + one.getKey())
                            .toList());
        }

        assertThat(faults(FOLDER)).isEmpty();
    }

    @Test
    void wouldBeFoundChangedGoneOrNew() throws IOException {
        Files.writeString(copy.resolve("V71__notice_figures.sql"), "-- changed");
        Files.delete(copy.resolve("V80__identity.sql"));
        Files.writeString(copy.resolve("V9999__later.sql"), "select 1");
        Files.writeString(copy.resolve("V70_9__too_late.sql"), "select 1");

        assertThat(faults(copy))
                .containsExactlyInAnyOrder(
                        "V71__notice_figures.sql has changed",
                        "V80__identity.sql is gone",
                        "V9999__later.sql is not listed",
                        "V70_9__too_late.sql comes before one that is listed");
    }

    private static List<String> faults(Path folder) throws IOException {
        var listed = Files.exists(LIST)
                ? Files.readAllLines(LIST).stream()
                        .map(line -> line.split(" "))
                        .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0]))
                : Map.<String, String>of();
        var there = digests(folder);
        var faults = new ArrayList<String>();
        listed.forEach((name, digest) -> {
            if (!there.containsKey(name)) {
                faults.add(name + " is gone");
            } else if (!there.get(name).equals(digest)) {
                faults.add(name + " has changed");
            }
        });
        var latest = listed.keySet().stream()
                .mapToDouble(MigrationsTest::version)
                .max()
                .orElse(0);
        there.keySet().stream()
                .filter(name -> !listed.containsKey(name))
                .map(name -> name + (version(name) > latest ? " is not listed" : " comes before one that is listed"))
                .forEach(faults::add);
        return faults;
    }

    /** Of {@code V206_1__words.sql} 206.1. */
    private static double version(String name) {
        return Double.parseDouble(name.substring(1, name.indexOf("__")).replace('_', '.'));
    }

    private static Map<String, String> digests(Path folder) throws IOException {
        var digests = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                digests.put(file.getFileName().toString(), digest(Files.readAllBytes(file)));
            }
        }
        return digests;
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.pidesk.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pidesk.kernel.Secrets;

class KeyFilesTest {
    private static final String NAME = UUID.randomUUID().toString();

    @TempDir
    Path data;

    private Path folder;
    private KeyFiles keys;

    @BeforeEach
    void open() {
        folder = data.resolve("keys");
        keys = new KeyFiles(folder, new Secrets(new byte[32]));
    }

    @Test
    void findsTheKeyAgainAfterARestart() {
        var key = keys.obtain(NAME);

        var restarted = new KeyFiles(folder, new Secrets(new byte[32]));

        assertThat(restarted.find(NAME).orElseThrow().bytes()).isEqualTo(key.bytes());
        assertThat(restarted.obtain(NAME).bytes()).isEqualTo(key.bytes());
    }

    @Test
    void makesADifferentKeyForEachName() {
        assertThat(keys.obtain(NAME).bytes())
                .isNotEqualTo(keys.obtain(UUID.randomUUID().toString()).bytes());
    }

    @Test
    void makesOneKeyWhenManyAskAtOnce() throws Exception {
        var start = new CyclicBarrier(8);
        var pool = Executors.newFixedThreadPool(8);
        try {
            Callable<String> ask = () -> {
                start.await();
                return new java.math.BigInteger(1, keys.obtain("day-2026-03-06").bytes()).toString();
            };
            var made = new HashSet<String>();
            for (var one :
                    pool.invokeAll(IntStream.range(0, 8).mapToObj(i -> ask).toList())) {
                made.add(one.get());
            }
            assertThat(made).hasSize(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void forgetsADestroyedKey() {
        keys.obtain(NAME);

        keys.destroy(NAME);

        assertThat(keys.find(NAME)).isEmpty();
        assertThat(keys.names()).isEmpty();
    }

    @Test
    void overwritesBeforeItDeletes() throws IOException {
        keys.obtain(NAME);
        var anotherName = Files.createLink(data.resolve("another-name"), file());

        keys.destroy(NAME);

        assertThat(Files.readAllBytes(anotherName)).hasSize(60).containsOnly(0);
    }

    @Test
    void destroysTwiceWithoutComplaint() {
        keys.obtain(NAME);
        keys.destroy(NAME);
        keys.destroy(NAME);
    }

    @Test
    void letsOnlyTheOwnerRead() throws IOException {
        keys.obtain(NAME);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void wrapsTheKeyUnderTheRootSecret() throws IOException {
        var key = keys.obtain(NAME);

        assertThat(new String(Files.readAllBytes(file()), ISO_8859_1))
                .doesNotContain(new String(key.bytes(), ISO_8859_1));
        assertThatThrownBy(() -> new KeyFiles(folder, new Secrets(new byte[64])).find(NAME))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesNoFileOfAnotherNameForTheKey() throws IOException {
        keys.obtain(NAME);
        var other = NAME.substring(0, 2) + UUID.randomUUID().toString().substring(2);
        Files.copy(file(), file().resolveSibling(other));

        assertThatThrownBy(() -> keys.find(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesNothingHalfWrittenInItsPlace() throws IOException {
        keys.obtain(NAME);
        Files.write(file().resolveSibling("torn.new"), new byte[10]);

        assertThat(keys.names()).containsExactly(NAME);
        assertThat(Files.list(file().getParent())).hasSize(2);
    }

    @Test
    void namesTheKeysWhileOthersComeAndGo() {
        keys.obtain(NAME);
        var isEnough = new AtomicBoolean();
        var others = CompletableFuture.runAsync(() -> {
            var other = file().resolveSibling("other.new").toFile();
            while (!isEnough.get()) {
                assertThatCode(other::createNewFile).doesNotThrowAnyException();
                assertThat(other.delete()).isTrue();
            }
        });

        try {
            for (int i = 0; i < 5_000; i++) {
                assertThat(keys.names()).containsExactly(NAME);
            }
        } finally {
            isEnough.set(true);
            others.join();
        }
    }

    @Test
    void refusesNamesThatLeadElsewhere() {
        assertThatThrownBy(() -> keys.find("../../secrets")).isInstanceOf(IllegalArgumentException.class);
    }

    private Path file() {
        return folder.resolve(NAME.substring(0, 2)).resolve(NAME);
    }
}

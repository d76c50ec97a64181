package org.pidesk.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.suppression.Suppressions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** Twenty ways to damage a journal, each found. */
@PiDeskTest
class DamagedJournalTest {
    private static final OrganisationId ABC_MOTORS = new OrganisationId("abc-motors");

    @Autowired
    ErasureJournal journal;

    @Autowired
    JournalFiles files;

    @Autowired
    JournalSettings settings;

    @Autowired
    StartGate gate;

    @Autowired
    Suppressions suppressions;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @TempDir
    Path elsewhere;

    private Path older;
    private Path whole;

    private interface Damage {
        void doTo(Path folder) throws IOException;
    }

    @BeforeEach
    void aJournalOfTwoBlocksAndAnOlderCopyOfIt() throws IOException {
        older = elsewhere.resolve("older");
        whole = elsewhere.resolve("whole");
        journal.write();
        cover(0, 2 * JournalFiles.COMPANY);
        journal.write();
        FileSystemUtils.copyRecursively(settings.folder(), older);
        cover(2 * JournalFiles.COMPANY, 2 * JournalFiles.COMPANY + 20);
        journal.write();
        FileSystemUtils.copyRecursively(settings.folder(), whole);
        assertThat(files.head().orElseThrow().blocks()).isEqualTo(2);
    }

    @Test
    void refusesToStartWithADamagedOne() throws IOException {
        var damages = damages();
        assertThat(damages).hasSize(20);
        for (var damage : damages.entrySet()) {
            putWhole();
            damage.getValue().doTo(settings.folder());

            assertThatThrownBy(gate::afterSingletonsInstantiated)
                    .as(damage.getKey())
                    .isInstanceOf(JournalUnusable.class)
                    .message()
                    .matches("[^.]*(?:\\w\\.\\w[^.]*)*\\.");
        }
    }

    @Test
    void startsWithAWholeOneAndWithWhatACrashLeavesInTheFolder() throws IOException {
        putWhole();
        Files.writeString(settings.folder().resolve("block-00000003"), "half a bl");
        Files.writeString(settings.folder().resolve("open-" + UUID.randomUUID()), "");
        Files.writeString(settings.folder().resolve("head.new"), "half a he");

        gate.afterSingletonsInstantiated();

        assertThat(journal.match()).isEqualTo(ErasureJournal.Match.SAME);
    }

    private Map<String, Damage> damages() {
        var all = new LinkedHashMap<String, Damage>();
        all.put("the folder is gone", FileSystemUtils::deleteRecursively);
        all.put("the head is gone", folder -> Files.delete(folder.resolve("head")));
        all.put("the head is empty", folder -> Files.writeString(folder.resolve("head"), ""));
        all.put("the head is cut", folder -> cut(folder.resolve("head")));
        all.put("the head is longer", folder -> append(folder.resolve("head"), "\n"));
        all.put("the step is another", folder -> replace(folder.resolve("head"), "step ", "step 1"));
        all.put("there are fewer blocks", folder -> replace(folder.resolve("head"), "blocks 2", "blocks 1"));
        all.put("a byte of the head is turned", folder -> turn(folder.resolve("head"), 60));
        all.put("a byte of the signature is turned", folder -> turn(folder.resolve("head"), -5));
        all.put("the first block is gone", folder -> Files.delete(block(folder, 1)));
        all.put("the last block is gone", folder -> Files.delete(block(folder, 2)));
        all.put("a block is cut", folder -> cut(block(folder, 1)));
        all.put("a block is longer", folder -> append(block(folder, 2), "x"));
        all.put("a byte of a block is turned", folder -> turn(block(folder, 1), 5000));
        all.put("two lines of a block are swapped", folder -> swapLines(block(folder, 2)));
        all.put("two blocks are swapped", DamagedJournalTest::swapBlocks);
        all.put("the open file is gone", folder -> Files.delete(open(folder)));
        all.put("the open file is cut by a line", folder -> cutLine(open(folder)));
        all.put("a byte of the open file is turned", folder -> turn(open(folder), 77));
        all.put("it is an older copy, as it was written", folder -> {
            FileSystemUtils.deleteRecursively(folder);
            FileSystemUtils.copyRecursively(older, folder);
        });
        return all;
    }

    private void cover(int from, int until) {
        transaction.executeWithoutResult(status -> {
            for (int i = from; i < until; i++) {
                suppressions.cover(ABC_MOTORS, Address.parse("person" + i + "@example.com"));
            }
        });
    }

    private void putWhole() throws IOException {
        FileSystemUtils.deleteRecursively(settings.folder());
        FileSystemUtils.copyRecursively(whole, settings.folder());
    }

    private Path open(Path folder) {
        return folder.resolve(files.head().orElseThrow().open());
    }

    private static Path block(Path folder, int number) {
        return folder.resolve("block-%08d".formatted(number));
    }

    private static void cut(Path file) throws IOException {
        var text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() / 2));
    }

    private static void cutLine(Path file) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(file));
        lines.remove(lines.size() - 1);
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, Files.readString(file) + text);
    }

    private static void replace(Path file, String text, String other) throws IOException {
        var before = Files.readString(file);
        assertThat(before).contains(text);
        Files.writeString(file, before.replace(text, other));
    }

    private static void turn(Path file, int at) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[at < 0 ? bytes.length + at : at] ^= 1;
        Files.write(file, bytes);
    }

    private static void swapLines(Path file) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(file));
        Collections.swap(lines, 10, 20);
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private static void swapBlocks(Path folder) throws IOException {
        var first = Files.readString(block(folder, 1));
        Files.writeString(block(folder, 1), Files.readString(block(folder, 2)));
        Files.writeString(block(folder, 2), first);
    }
}

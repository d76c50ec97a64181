package org.pidesk.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** What a step does outside of its transaction is seen once for each time that it was begun: so tests notice it. */
class CutShortTest {
    private static final List<String> PLACES =
            List.of("made.up.BEFORE_WORK", "made.up.AFTER_OWN_SQL", "made.up.BEFORE_COMMIT");

    private final CutShort cutShort = new CutShort();
    private final List<String> done = new ArrayList<>();

    /** Nor in a run before this one, which may have ended early. */
    @AfterEach
    void nobodyWasAnywhere() throws IOException {
        FileSystemUtils.deleteRecursively(CutShort.FOLDER);
    }

    @Test
    void beginsAgainBehindEachPlaceAndNotAfterTheCommit() throws Exception {
        var answer = CutShort.insist(() -> {
            done.add("begun");
            PLACES.forEach(cutShort::pass);
            done.add("through");
            cutShort.pass("made.up.AFTER_COMMIT");
            return "answer";
        });

        assertThat(answer).isEqualTo("answer");
        assertThat(done).containsExactly("begun", "begun", "begun", "begun", "through");
        assertThat(PLACES).allMatch(place -> Files.exists(CutShort.FOLDER.resolve(place)));
    }

    @Test
    void hidesNoFaultOfAStep() {
        assertThatThrownBy(() -> CutShort.insist(() -> {
                    done.add("begun");
                    throw new IllegalStateException("a fault");
                }))
                .hasMessage("a fault");
        assertThat(done).containsExactly("begun");
    }

    @Test
    void leavesAloneWhatNobodyWouldBeginAgain() {
        PLACES.forEach(cutShort::pass);

        assertThat(PLACES).noneMatch(place -> Files.exists(CutShort.FOLDER.resolve(place)));
    }
}

package org.pidesk.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pidesk.chaos.node.ServiceTaskPlaces.Point;
import org.springframework.util.FileSystemUtils;

/** Looks at where the tests of processes were {@linkplain CutShort cut short}, once they all are over. */
@Tag("after-cut-short")
class EachStepIsCutShortTest {
    @Test
    void atEachPlaceOfEachServiceTask() throws IOException {
        assertThat(passed())
                .containsExactlyInAnyOrderElementsOf(ServiceTasks.places().stream()
                        .filter(place -> !place.endsWith(Point.AFTER_COMMIT.name()))
                        .toList());
        // the next run has to come by again
        FileSystemUtils.deleteRecursively(CutShort.FOLDER);
    }

    private static List<String> passed() throws IOException {
        try (var files = Files.list(CutShort.FOLDER)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}

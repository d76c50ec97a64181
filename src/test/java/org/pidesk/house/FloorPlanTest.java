package org.pidesk.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDesk;
import org.springframework.modulith.core.ApplicationModules;

/** The table in docs/house.md is the house. */
class FloorPlanTest {
    private static final ApplicationModules HOUSE = ApplicationModules.of(PiDesk.class);
    private static final Path SOURCES = Path.of("src/main/java/org/pidesk");

    @Test
    void thePageShowsTheHouseAsItIs() throws IOException {
        var plan = FloorPlan.read(page());

        assertThat(plan.complaints(HOUSE)).isEmpty();
        assertThat(plan.purposesThatDiffer(SOURCES)).isEmpty();
        assertThat(plan.importsThatNothingUses(SOURCES)).isEmpty();
    }

    @Test
    void aRoomTooFewIsNoticed() throws IOException {
        var without = page().replaceAll("(?m)^\\| . \\| `kernel` .*$", "");

        assertThat(FloorPlan.read(without).complaints(HOUSE)).anyMatch(sentence -> sentence.contains("lacks `kernel`"));
    }

    @Test
    void aRoomTooManyIsNoticed() throws IOException {
        var with = page() + "\n| 1 | `cellar` | nothing | Keeps coal. |\n";

        assertThat(FloorPlan.read(with).complaints(HOUSE)).contains("The plan shows `cellar`, which is not built.");
    }

    @Test
    void anImportThatTheSignboardDoesNotNameIsNoticed() throws IOException {
        var lax = page().replaceAll("(?m)^(\\| . \\| `suppression` \\|) [^|]*", "$1 kernel, activity ");

        assertThat(FloorPlan.read(lax).complaints(HOUSE)).anyMatch(sentence -> sentence.contains("lets `suppression`"));
    }

    @Test
    void anImportFromTheSameFloorIsNoticed() throws IOException {
        var flat = page().replaceAll("(?m)^\\| . \\| `kernel`", "| 1 | `kernel`");

        assertThat(FloorPlan.read(flat).complaints(HOUSE))
                .anyMatch(sentence -> sentence.contains("not on a lower floor"));
    }

    @Test
    void anImportThatNothingUsesIsNoticed() throws IOException {
        var lax = page().replaceAll("(?m)^(\\| . \\| `suppression` \\|) [^|]*", "$1 kernel, activity ");

        assertThat(FloorPlan.read(lax).importsThatNothingUses(SOURCES))
                .containsExactly("`suppression` may import `activity`, and does not.");
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/house.md"));
    }
}

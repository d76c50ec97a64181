package org.pidesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tour shows the pictures that the story takes, all of them and no other. */
class TourTest {
    private static final Pattern SHOWN = Pattern.compile("\\(tour/([\\w-]+)\\.png\\)");
    private static final Pattern TAKEN = Pattern.compile("tour\\.picture\\(\\w+, \"([\\w-]+)\"\\)");

    @Test
    void showsEveryPictureOfTheStory() throws IOException {
        assertThat(names(SHOWN, "docs/tour.md"))
                .containsExactlyInAnyOrderElementsOf(
                        names(TAKEN, "src/test/java/org/pidesk/StoryIT.java").toList());
    }

    @Test
    void hasAFileForEachPicture() throws IOException {
        assertThat(names(SHOWN, "docs/tour.md")).allMatch(name -> Files.exists(Path.of("docs/tour", name + ".png")));
    }

    private static Stream<String> names(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(Path.of(file)))
                .results()
                .map(MatchResult::group)
                .map(found -> pattern.matcher(found).replaceAll("$1"))
                .distinct();
    }
}

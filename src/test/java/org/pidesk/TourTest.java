package org.pidesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tour shows the pictures that tests take for it, all of them and no other. */
class TourTest {
    private static final Pattern SHOWN = Pattern.compile("\\(tour/([\\w-]+)\\.png\\)");
    private static final Pattern TAKEN = Pattern.compile("tour\\.picture\\(\\w+, \"([\\w-]+)\"\\)");

    @Test
    void showsEveryPictureOfTheStories() throws IOException {
        assertThat(names(SHOWN, Path.of("docs/tour.md"))).containsExactlyInAnyOrderElementsOf(taken());
    }

    @Test
    void hasAFileForEachPicture() throws IOException {
        assertThat(names(SHOWN, Path.of("docs/tour.md")))
                .allMatch(name -> Files.exists(Path.of("docs/tour", name + ".png")));
    }

    private static Set<String> taken() throws IOException {
        var taken = new TreeSet<String>();
        try (var tests = Files.walk(Path.of("src/test/java/org/pidesk"))) {
            for (var test : tests.filter(TourTest::isInABrowser).toList()) {
                names(TAKEN, test).forEach(taken::add);
            }
        }
        return taken;
    }

    private static boolean isInABrowser(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith("IT.java") || name.endsWith("Story.java");
    }

    private static Stream<String> names(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .map(found -> pattern.matcher(found).replaceAll("$1"))
                .distinct();
    }
}

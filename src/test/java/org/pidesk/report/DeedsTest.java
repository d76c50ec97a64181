package org.pidesk.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeedsTest {
    private static final Path CODE = Path.of("src/main/java/org/pidesk");
    /** Words in capitals with a line between, as every kind of fact is written. */
    private static final Pattern WRITTEN = Pattern.compile("\"([A-Z]+(?:_[A-Z]+)+)\"");
    /** What is written so and is no kind of fact. */
    private static final Set<String> OTHERS = Set.of(
            "ALL_HOLDS",
            "BLACK_LIST",
            "CERTIFICATE_AWAY",
            "CONNECT_TIMEOUT",
            "CUT_OFF",
            "HUNG_UP",
            "KEY_DESTROYED",
            "NOTHING_HOLDS",
            "NOT_A_MOBILE",
            "NOT_FOUND",
            "NOT_TRIED",
            "NO_ANSWER",
            "NO_CARRIER",
            "ONE_FOR_MANY",
            "ONE_FOR_THIS",
            "PART_HOLDS",
            "PI_PAGE",
            "TEXT_MESSAGE");
    /** Put together from the type of a request and what became of it. */
    private static final Pattern MADE =
            Pattern.compile("(LOOK_UP|ALTERATION|WITHDRAWAL|DE_IDENTIFICATION)_(RECEIVED|CANCELLED|CARRIED_OUT)");

    private final Deeds deeds = new Deeds();

    @Test
    void haveWordsForWhateverTheCodeCanNote() throws IOException {
        assertThat(written())
                .allSatisfy(kind -> assertThat(deeds.know(kind)).as(kind).isTrue());
    }

    @Test
    void haveWordsForNothingElse() throws IOException {
        var written = written();

        assertThat(deeds.groups().values().stream()
                        .map(Map::keySet)
                        .flatMap(Set::stream)
                        .filter(kind -> !MADE.matcher(kind).matches()))
                .isSubsetOf(written)
                .doesNotHaveDuplicates();
    }

    @Test
    void saySomethingOfAKindThatIsNew() {
        assertThat(deeds.say("RECORD_POLISHED")).isEqualTo("Record polished");
        assertThat(deeds.know("RECORD_POLISHED")).isFalse();
        assertThat(deeds.say("LEADS_LOST")).isEqualTo("Open enquiries closed as lost");
    }

    private static Set<String> written() throws IOException {
        try (var files = Files.walk(CODE)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> WRITTEN.matcher(read(file)).results())
                    .map(found -> found.group(1))
                    .filter(word -> !OTHERS.contains(word))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

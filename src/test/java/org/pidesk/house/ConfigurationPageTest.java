package org.pidesk.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/configuration.md is what the code says of its settings. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("docs/configuration.md");

    @Test
    void thePageIsUpToDate() throws IOException {
        var made = page().text();
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, made);
        }

        assertThat(Files.readString(PAGE))
                .as("Make it again: mvn test -Dtest=ConfigurationPageTest -Ddocs.write=true")
                .isEqualTo(made);
    }

    @Test
    void everySettingThatIsReadIsOnIt() throws IOException {
        assertThat(page().missing(Path.of("src/main/java"))).isEmpty();
    }

    @Test
    void aSettingWithoutWordsIsNoticed() throws IOException {
        var without = ConfigurationPage.of("{\"properties\": []}");

        assertThat(without.missing(Path.of("src/main/java"))).contains("pidesk.secret");
    }

    @Test
    void valuesAreSaidAsTheyAreTyped() throws IOException {
        var page = ConfigurationPage.of("""
                {"properties": [
                  {"name": "a", "type": "java.lang.Thread$State"},
                  {"name": "b", "type": "java.util.Map"},
                  {"name": "b.c", "type": "java.util.Map$Entry", "defaultValue": 8.0E-4}]}""");

        assertThat(page.text())
                .contains("| `a` | `new` or `runnable` or", "| `b.c` | Entry | `0.0008` |")
                .doesNotContain("| `b` |");
    }

    private static ConfigurationPage page() throws IOException {
        return ConfigurationPage.of(
                Files.readString(Path.of("target/classes/META-INF/spring-configuration-metadata.json")));
    }
}

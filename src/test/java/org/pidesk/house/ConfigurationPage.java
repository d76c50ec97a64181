package org.pidesk.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of every setting, made from what the settings' own classes say. */
final class ConfigurationPage {
    private static final Pattern USED = Pattern.compile("\\$\\{(pidesk\\.[a-z.-]+)");

    private final TreeMap<String, String> rows = new TreeMap<>();

    static ConfigurationPage of(String metadata) throws IOException {
        var page = new ConfigurationPage();
        new ObjectMapper().readTree(metadata).get("properties").forEach(page::add);
        return page;
    }

    private void add(JsonNode setting) {
        var name = setting.get("name").asText();
        var type = type(setting.path("type").asText());
        var byDefault = plain(setting.path("defaultValue"));
        byDefault = byDefault.isEmpty() ? "" : "`" + byDefault + "`";
        var words = setting.path("description").asText().replaceAll("\\{@code ([^}]*)}", "`$1`");
        rows.put(name, "| `" + name + "` | " + type + " | " + byDefault + " | " + sentence(words) + " |\n");
    }

    /** The name of a type, or the values that it has. */
    private static String type(String ofClass) {
        try {
            var values = Class.forName(ofClass).getEnumConstants();
            if (values != null) {
                return Stream.of(values)
                        .map(value -> "`" + value.toString().toLowerCase(Locale.ROOT) + "`")
                        .collect(Collectors.joining(" or "));
            }
        } catch (ClassNotFoundException generic) {
            // a list of something
        }
        return ofClass.replaceAll("[\\w.$]*[.$]", "");
    }

    /** A number as people write it, without an exponent. */
    private static String plain(JsonNode value) {
        return value.isDouble() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.asText();
    }

    /** What only holds others is set by these. */
    private boolean isGroup(String name) {
        return rows.keySet().stream().anyMatch(each -> each.startsWith(name + ".") || each.startsWith(name + "[]."));
    }

    /** What a parameter says of itself begins small and ends without a stop; in a table it is a sentence. */
    private static String sentence(String words) {
        if (words.isEmpty()) {
            return words;
        }
        var end = words.endsWith(".") ? "" : ".";
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + end;
    }

    String text() {
        return """
                # Configuration

                Every setting of pi-desk's own, made from the code. A name like `pidesk.base-url` may be given as
                `--pidesk.base-url=…`, as the environment variable `PIDESK_BASE_URL`, or in an `application.yml`. Camunda's
                (`camunda.bpm.*`) and Spring Boot's (`spring.*`) are theirs; what a production needs of them is in
                [operations.md](operations.md).

                | setting | type | by default | what it is |
                |---|---|---|---|
                """
                + rows.entrySet().stream()
                        .filter(row -> !isGroup(row.getKey()))
                        .map(Map.Entry::getValue)
                        .collect(Collectors.joining());
    }

    /** The settings that the code reads and the page does not know. */
    Set<String> missing(Path sources) {
        var missing = new TreeSet<String>();
        try (var files = Files.walk(sources)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var used = USED.matcher(Files.readString(file));
                while (used.find()) {
                    missing.add(used.group(1));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        missing.removeAll(rows.keySet());
        return missing;
    }
}

package org.pidesk.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No expression of the house leaves it to whoever writes a text how long that is looked at. */
class EffortTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path CLASSES = Path.of("target/classes");
    private static final Pattern IN_PASSING =
            Pattern.compile("\\.(replaceAll|replaceFirst|split|matches)\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** By another name, which the test does not follow. */
    private static final Set<String> ASKED_FOR_THE_WHOLE =
            Set.of("org/pidesk/web/Hops BRACKETS", "org/pidesk/web/Hops V4_AND_PORT");

    /** @param whole whether it is only asked for a text as a whole */
    private record Expression(Pattern pattern, boolean whole) {}

    @Test
    void looksAtNoTextOverAndOver() throws Exception {
        var faults = new TreeMap<String, String>();
        var all = expressions();
        all.forEach((place, expression) ->
                Effort.fault(expression.pattern(), expression.whole()).ifPresent(fault -> faults.put(place, fault)));

        assertThat(faults).isEmpty();
        assertThat(all).hasSizeGreaterThan(150);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<[^>]*>",
                "(?:^|[^a-z])(?:over|exceed\\w*)[ -](?:\\w+ ){0,3}(?:quota|storage)(?:[^a-z]|$)",
                "(?i)undeliver|deliver\\w* (?:status|fail)|returned mail",
                "\\s*\\R\\s*",
                "[ \\t]+\\n",
                "[.;]+$",
                "(?i)^(?:re: *)*(?:out of office)",
                "(a|b|ab)*c",
                "(\\w+ ?)+!",
                "x(\\w*)(\\w*)y"
            })
    void seesOneThatDoes(String crooked) {
        assertThat(Effort.fault(Pattern.compile(crooked), false)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<[^<>]*+>",
                "(?:^|[^a-z])(?:over|exceed\\w{0,9}+)[ -](?:\\w+ ){0,3}(?:quota|storage)(?:[^a-z]|$)",
                "(?<!\\s)\\s*\\R\\s*",
                "(?i)^(?:re: *)*+(?:out of office)"
            })
    void leavesOneAloneThatDoesNot(String straight) {
        assertThat(Effort.fault(Pattern.compile(straight), false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a-z]+(?:[ -][a-z]+)*", "(?:a+)+"})
    void seesOneThatDoesWhenItIsAskedForTheWhole(String crooked) {
        assertThat(Effort.fault(Pattern.compile(crooked), true)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a-z]+(?:[ -][a-z]+)*+", ".*[0-9].*", "([^:]+):\\d{1,5}"})
    void leavesOneAloneThatIsAskedForTheWholeOnly(String straight) {
        assertThat(Effort.fault(Pattern.compile(straight), true)).isEmpty();
    }

    private static Map<String, Expression> expressions() throws Exception {
        var expressions = new TreeMap<String, Expression>();
        for (var file : files(CLASSES, ".class")) {
            var name = file.substring(0, file.length() - ".class".length());
            var source = SOURCES.resolve(name.replaceAll("\\$.*", "") + ".java");
            var type = Class.forName(name.replace('/', '.'), false, EffortTest.class.getClassLoader());
            for (var field : type.getDeclaredFields()) {
                if (field.getType() == Pattern.class && Modifier.isStatic(field.getModifiers())) {
                    var place = name + " " + field.getName();
                    var isWhole = ASKED_FOR_THE_WHOLE.contains(place)
                            || isAskedForTheWholeOnly(field.getName(), Files.readString(source));
                    expressions.put(place, new Expression(pattern(field), isWhole));
                }
            }
        }
        for (var file : files(SOURCES, ".java")) {
            IN_PASSING
                    .matcher(Files.readString(SOURCES.resolve(file)))
                    .results()
                    .forEach(use -> expressions.put(
                            file + " " + use.start(),
                            new Expression(
                                    Pattern.compile(use.group(2).translateEscapes()),
                                    use.group(1).equals("matches"))));
        }
        return expressions;
    }

    private static Pattern pattern(Field field) throws IllegalAccessException {
        field.setAccessible(true);
        return (Pattern) field.get(null);
    }

    /** What is handed on may be asked for anything. */
    private static boolean isAskedForTheWholeOnly(String name, String source) {
        var uses = Pattern.compile("\\b" + name + "\\b(?! =)").matcher(source);
        while (uses.find()) {
            var rest = source.substring(uses.end()).stripLeading();
            if (!rest.startsWith(".matcher(")
                    || !afterParentheses(rest).stripLeading().startsWith(".matches()")) {
                return false;
            }
        }
        return true;
    }

    private static String afterParentheses(String text) {
        var open = 0;
        for (int i = text.indexOf('('); i < text.length(); i++) {
            open += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (open == 0) {
                return text.substring(i + 1);
            }
        }
        return "";
    }

    private static List<String> files(Path root, String end) throws IOException {
        try (var all = Files.walk(root)) {
            return all.map(file -> root.relativize(file).toString())
                    .filter(file -> file.startsWith("org/pidesk/") && file.endsWith(end))
                    .toList();
        }
    }
}

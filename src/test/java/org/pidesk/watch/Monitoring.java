package org.pidesk.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the board and the alerts ask for. */
final class Monitoring {
    static final Path FOLDER = Path.of("docs/monitoring");

    private static final Pattern RULE = Pattern.compile("(?m)^ +expr: (>-\n(?: {10}.*\n)+|.*\n)");
    private static final Pattern NO_METRIC =
            Pattern.compile("\\{[^}]*}|\\[[^]]*]|\"[^\"]*\"|\\b(by|without|on|ignoring) *\\([^)]*\\)|\\boffset +\\w+");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?! *\\()\\b");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "by", "without");

    private Monitoring() {}

    static List<String> questions() throws IOException {
        var questions = new ArrayList<String>();
        RULE.matcher(Files.readString(FOLDER.resolve("alerts.yml")))
                .results()
                .forEach(rule -> questions.add(rule.group(1).replaceFirst("^>-", "")));
        new ObjectMapper()
                .readTree(FOLDER.resolve("grafana/board.json").toFile())
                .get("panels")
                .findValues("targets")
                .forEach(targets -> targets.forEach(
                        target -> questions.add(target.get("expr").asText())));
        return questions;
    }

    /** The metrics that a question of PromQL names. */
    static Set<String> metrics(String question) {
        var names = new TreeSet<String>();
        var rest = NO_METRIC.matcher(question).replaceAll(" ");
        NAME.matcher(rest).results().forEach(name -> {
            if (!WORDS.contains(name.group())
                    && !rest.substring(name.end()).stripLeading().startsWith("(")) {
                names.add(name.group());
            }
        });
        return names;
    }
}

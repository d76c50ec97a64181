package org.pidesk.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;

/** The house's own model with every step emptied: it waits, asks and forks alike, and does nothing. */
public final class Shape {
    private static final List<String> SYSTEMS = List.of("dms", "first-operator", "second-operator");

    static List<String> of(List<Path> models, boolean careless) {
        return models.stream().map(model -> of(model, careless)).toList();
    }

    /** @param careless every step a save point, as a modeller would have it who does not count */
    private static String of(Path model, boolean careless) {
        try {
            var empty = Files.readString(model)
                    .replaceAll("(<bpmn:conditionExpression[^>]*>)[^<]*", "$1\\${false}")
                    .replaceAll("(collection=\")[^\"]*", "$1\\${shape.systems()}")
                    .replaceAll("(candidateGroups=\")[^\"]*", "$1staff")
                    .replaceAll("((?:dueDate|followUpDate)=\")[^\"]*", "$1\\${shape.later()}")
                    .replaceAll("\\$\\{\\w+\\.pause\\w*\\([^)]*\\)}", "\\${shape.now()}")
                    .replaceAll("(<bpmn:timeDate[^>]*>)\\$\\{(?!shape)[^<]*", "$1\\${shape.later()}")
                    .replaceAll("\\$\\{(?!shape|false|execution)[^}]*}", "\\${true}");
            return careless
                    ? empty.replaceAll("<bpmn:serviceTask (?![^>]*asyncBefore)", "$0camunda:asyncBefore=\"true\" ")
                    : empty;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public List<String> systems() {
        return SYSTEMS;
    }

    public Date now() {
        return Date.from(Instant.now().minusSeconds(1));
    }

    public Date later() {
        return Date.from(Instant.now().plus(30, ChronoUnit.DAYS));
    }
}

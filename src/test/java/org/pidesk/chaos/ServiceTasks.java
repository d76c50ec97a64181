package org.pidesk.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pidesk.chaos.node.ServiceTaskPlaces;
import org.pidesk.chaos.node.ServiceTaskPlaces.Point;

/** The places in all processes at which a node can be made to halt: four at each service task. */
final class ServiceTasks {
    private static final Pattern TASK = Pattern.compile("<bpmn:serviceTask id=\"([^\"]+)\"");

    private ServiceTasks() {}

    /** Task after task, its four places one after the other. */
    static List<String> places() throws IOException {
        var places = new ArrayList<String>();
        try (var models = Files.newDirectoryStream(Path.of("processes"), "*.bpmn")) {
            for (var model : models) {
                var process = model.getFileName().toString().replace(".bpmn", "");
                TASK.matcher(Files.readString(model))
                        .results()
                        .flatMap(task -> Stream.of(Point.values())
                                .map(point -> ServiceTaskPlaces.name(process, task.group(1), point)))
                        .forEach(places::add);
            }
        }
        places.sort(Comparator.comparing(place -> place.substring(0, place.lastIndexOf('.'))));
        return places;
    }
}

package org.pidesk.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The plan of the house as {@code docs/house.md} tells it, to be held against the one that the code has. */
final class FloorPlan {
    private static final Pattern ROW = Pattern.compile("\\| (\\d) \\| `(\\w+)` \\| ([^|]*) \\| ([^|]*) \\|");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?org\\.pidesk\\.(\\w+)\\.");

    /** A row of the table: which floor, and what the module may import. */
    record Room(int floor, TreeSet<String> mayImport, String purpose) {}

    private final Map<String, Room> rooms = new LinkedHashMap<>();

    static FloorPlan read(String page) {
        var plan = new FloorPlan();
        var row = ROW.matcher(page);
        while (row.find()) {
            var imports = new TreeSet<>(List.of(row.group(3).replace("`", "").split(", ")));
            imports.remove("nothing");
            plan.rooms.put(row.group(2), new Room(Integer.parseInt(row.group(1)), imports, row.group(4)));
        }
        return plan;
    }

    /** What is wrong with the page, in sentences. */
    List<String> complaints(ApplicationModules house) {
        var complaints = new ArrayList<String>();
        for (var module : house) {
            var name = module.getIdentifier().toString();
            if (!rooms.containsKey(name)) {
                complaints.add("The plan lacks `" + name + "`, which may import " + allowed(module) + ".");
            } else if (!rooms.get(name).mayImport().equals(allowed(module))) {
                complaints.add("The plan lets `" + name + "` import "
                        + rooms.get(name).mayImport() + ", its signboard " + allowed(module) + ".");
            }
        }
        rooms.forEach((name, room) -> complaints.addAll(complaints(name, room, house)));
        return complaints;
    }

    private List<String> complaints(String name, Room room, ApplicationModules house) {
        var complaints = new ArrayList<String>();
        if (house.getModuleByName(name).isEmpty()) {
            complaints.add("The plan shows `" + name + "`, which is not built.");
        }
        for (var imported : room.mayImport()) {
            if (rooms.containsKey(imported) && rooms.get(imported).floor() >= room.floor()) {
                complaints.add("`" + name + "` imports `" + imported + "`, which is not on a lower floor.");
            }
        }
        return complaints;
    }

    /** The sentence in the table and the one on the signboard are the same. */
    List<String> purposesThatDiffer(Path sources) {
        return rooms.entrySet().stream()
                .filter(room -> !signboard(sources.resolve(room.getKey()))
                        .equals(room.getValue().purpose()))
                .map(room -> "The plan says of `" + room.getKey() + "`: "
                        + room.getValue().purpose() + " Its signboard says: "
                        + signboard(sources.resolve(room.getKey())))
                .collect(Collectors.toList());
    }

    /** Every import that is allowed is needed: a door that nobody walks through invites somebody to. */
    List<String> importsThatNothingUses(Path sources) {
        var complaints = new ArrayList<String>();
        rooms.forEach((name, room) -> {
            var idle = new TreeSet<>(room.mayImport());
            idle.removeAll(imported(sources.resolve(name)));
            idle.forEach(module -> complaints.add("`" + name + "` may import `" + module + "`, and does not."));
        });
        return complaints;
    }

    /** By the sources: a constant, or an exception that is only caught, leaves no trace in the classes. */
    private static Set<String> imported(Path module) {
        try (var files = Files.walk(module)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> IMPORT.matcher(text(file)).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static String signboard(Path module) {
        var text = text(module.resolve("package-info.java"));
        return text.substring(0, text.indexOf("*/"))
                .replaceAll("/\\*\\*|\\n \\*", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static TreeSet<String> allowed(org.springframework.modulith.core.ApplicationModule module) {
        try {
            var signboard = Class.forName(module.getBasePackage().getName() + ".package-info")
                    .getAnnotation(ApplicationModule.class);
            return new TreeSet<>(List.of(signboard.allowedDependencies()));
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(module + " has no package-info", missing);
        }
    }
}

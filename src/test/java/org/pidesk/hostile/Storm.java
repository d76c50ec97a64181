package org.pidesk.hostile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.pidesk.OnePage;
import org.pidesk.hostile.Fields.Input;
import org.pidesk.hostile.Fields.Place;
import org.pidesk.hostile.Wire.Answer;

/**
 * One caller who goes over all fields there are again and again, with another hostile text each time: in this field alone, so
 * that it gets as far as one can, or in its neighbours too.
 */
final class Storm implements AutoCloseable {
    private static final Set<String> LEFT_OUT = Set.of("POST /logout", "POST /sandbox/clock");

    /** It is taken, so that its name is kept. */
    private static final String PAPER = Bytes.written(OnePage.pdf());

    private final String by;
    private final Town town;
    private final Caller caller;
    private final Runnable refreshed;
    private final Random random;
    private final List<Input> inputs;
    private final Map<String, List<Input>> neighbours = new HashMap<>();
    private final Map<String, Map<String, String>> places = new HashMap<>();
    private final Plain plain;
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private final Set<Input> tried = new HashSet<>();
    private int sent;
    private int taken;

    /** @param by nobody, thandi, or who signs in */
    Storm(String by, int port, Town town, List<Input> all, Plain plain, Runnable refreshed, long seed) {
        this.by = by;
        this.town = town;
        this.caller = new Caller(port);
        this.plain = plain;
        this.refreshed = refreshed;
        this.random = new Random(seed);
        this.inputs = new ArrayList<>(all.stream().filter(this::isMine).toList());
        inputs.forEach(input -> neighbours
                .computeIfAbsent(input.route().toString(), any -> new ArrayList<>())
                .add(input));
        Collections.shuffle(inputs, random);
    }

    /** Whoever signs out is out, and the sandbox moves the clock. */
    static boolean isTried(Input input) {
        return !LEFT_OUT.contains(input.route().method() + " " + input.route().pattern());
    }

    /** Whoever is not let in learns nothing of the fields behind the door: those are tried by who is. */
    private boolean isMine(Input input) {
        if (!isTried(input)) {
            return false;
        }
        var route = input.route();
        var isOfStaff = route.pattern().startsWith("/desk");
        return switch (by) {
            // the same pages are at both
            case "nobody" -> !isOfStaff && !route.pattern().startsWith("/{organisation}");
            case "thandi" -> route.pattern().startsWith("/{organisation}/pi");
            case "naledi" -> isOfStaff && !route.pattern().matches("/desk/(users|organisations).*");
            case "johan" -> isOfStaff && !route.pattern().startsWith("/desk/organisations");
            default ->
                route.pattern().matches("/desk/(users|organisations|account|activity|devices|messages-to-check).*");
        };
    }

    int sent() {
        return sent;
    }

    /** How many were answered as what somebody typed and was taken, and not as what is refused. */
    int taken() {
        return taken;
    }

    int inputs() {
        return inputs.size();
    }

    Set<Input> tried() {
        return tried;
    }

    List<String> wrong() {
        return wrong;
    }

    void blow(List<String> strings, int count) {
        comes();
        for (int i = 0; i < count; i++) {
            if (i % 40 == 0) {
                refreshed.run();
            }
            if (i % 400 == 0) {
                places.clear();
            }
            var input = inputs.get(i % inputs.size());
            var text = strings.get((i + i / inputs.size()) % strings.size());
            note(input, text, send(input, text, strings));
            tried.add(input);
        }
    }

    private void note(Input input, String text, Answer answer) {
        sent++;
        if (answer.status() < 400) {
            taken++;
        }
        Telltale.in(answer)
                .ifPresent(what -> wrong.add(
                        by + " " + input.route().method() + " " + input.route().pattern() + " "
                                + input.name() + " " + input.place() + " " + what + " for "
                                + Bytes.shown(text)));
        var next = answer.header("location");
        if (answer.status() == 401 || next.endsWith("/login?guessed") || next.endsWith("/login")) {
            comes();
        }
    }

    private void comes() {
        places.clear();
        if (by.equals("thandi")) {
            caller.keep("pi-proof", town.proofOfThandi());
        } else if (!by.equals("nobody")) {
            caller.signIn(by, Town.PASSWORD);
        }
    }

    private Answer send(Input input, String text, List<String> strings) {
        var route = input.route();
        var about = new HashMap<>(places.computeIfAbsent(route.pattern(), town::places));
        if (route.pattern().contains("taskId")) {
            var tasks = town.tasks();
            if (!tasks.isEmpty()) {
                about.put("taskId", tasks.get(random.nextInt(tasks.size())).getId());
            }
        }
        var fields = new LinkedHashMap<String, String>();
        var alone = random.nextInt(3) > 0;
        for (var neighbour : neighbours.get(route.toString())) {
            if (neighbour.place() == Place.FIELD || neighbour.place() == Place.JSON) {
                if (alone) {
                    fields.put(neighbour.name(), plain.of(neighbour.name(), random));
                } else if (random.nextInt(4) > 0) {
                    fields.put(neighbour.name(), strings.get(random.nextInt(strings.size())));
                }
            }
        }
        if (route.method().equals("POST") && route.pattern().matches("/desk/(users|screening).*")) {
            // or nothing behind the question for it would be tried
            fields.put("present", Town.PASSWORD);
        }
        return switch (input.place()) {
            case FIELD -> {
                fields.put(input.name(), text);
                yield form(route.method(), route.with(about), fields);
            }
            case PATH -> {
                about.put(input.name(), text.isEmpty() ? "%20" : Bytes.escaped(text));
                yield form(route.method(), route.with(quoted(about)), fields);
            }
            case HEADER, COOKIE -> {
                var value = text.replaceAll("[\r\n\0]", " ");
                var name = input.place() == Place.COOKIE ? "Cookie" : input.name();
                yield caller.send(
                        route.method(),
                        route.with(about),
                        Map.of("Accept", "*/*", "Content-Type", "text/csv", name, value),
                        route.method().equals("GET") ? "" : "email\n");
            }
            case JSON -> {
                fields.put(input.name(), text);
                yield caller.json(
                        route.method(), route.with(about), pageOf(route.pattern()), "application/json", json(fields));
            }
            case FILE ->
                caller.json(
                        route.method(),
                        route.with(about) + (route.pattern().endsWith("/list") ? "?channel=EMAIL" : ""),
                        pageOf(route.pattern()),
                        random.nextBoolean() ? "text/csv" : "application/json",
                        file(text));
            case PART ->
                caller.json(
                        route.method(),
                        route.with(about),
                        pageOf(route.pattern()),
                        "multipart/form-data; boundary=xxx",
                        part(input.name(), text, fields));
        };
    }

    private static Map<String, String> quoted(Map<String, String> about) {
        var quoted = new TreeMap<String, String>();
        about.forEach(
                (name, value) -> quoted.put(name, value.replace("\\", "\\\\").replace("$", "\\$")));
        return quoted;
    }

    private Answer form(String method, String path, Map<String, String> fields) {
        return switch (method) {
            case "GET" -> caller.get(fields.isEmpty() ? path : path + "?" + Caller.written(fields));
            case "POST" -> caller.form(pageOf(path), path, fields);
            default -> caller.json(method, path + "?" + Caller.written(fields), pageOf(path), "application/json", "{}");
        };
    }

    /** A page with a form in this part of the product. */
    private String pageOf(String path) {
        if (path.startsWith("/pi")
                || path.startsWith("/{organisation}")
                || path.contains("/pi/")
                || path.endsWith("/pi")) {
            return "/abc-motors/pi/subscribe";
        }
        return by.matches("nobody|thandi") ? "/login" : "/desk/account";
    }

    /** Some of it nested as our forms nest it. */
    private String json(Map<String, String> fields) {
        var all = new ArrayList<String>();
        fields.forEach((name, value) -> {
            var written = "\"" + Bytes.inJson(value) + "\"";
            all.add("\"" + name + "\":"
                    + switch (random.nextInt(8)) {
                        case 0 -> "[" + written + "]";
                        case 1 -> "{\"x\":" + written + "}";
                        case 2 ->
                            "[{\"field\":\"SURNAME\",\"item\":\"name\",\"outcome\":\"DONE\",\"" + name + "\":" + written
                                    + "}]";
                        default -> written;
                    });
        });
        return "{" + String.join(",", all) + "}";
    }

    private String file(String text) {
        return switch (random.nextInt(5)) {
            case 0 -> text;
            case 1 -> "email,first name,last name,source,source date\n" + text + ",Thandi,Nkosi,Show,2026-01-01\n";
            case 2 ->
                "email,first name,last name,source,source date\nthandi@example.com,\"" + text.replace("\"", "\"\"")
                        + "\",Nkosi,\"" + text.replace("\"", "\"\"") + "\",2026-01-01\n";
            case 3 -> "email;mobile\n" + text + ";" + text + "\n";
            default -> "{\"title\":\"" + Bytes.inJson(text) + "\"}";
        };
    }

    private static String part(String name, String text, Map<String, String> fields) {
        var body = new StringBuilder();
        fields.forEach((field, value) -> body.append("--xxx\r\nContent-Disposition: form-data; name=\"")
                .append(field)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        return body.append("--xxx\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"; filename=\"")
                .append(text.replace("\"", "\\\""))
                .append("\"\r\nContent-Type: application/pdf\r\n\r\n")
                .append(PAPER)
                .append("\r\n--xxx--\r\n")
                .toString();
    }

    @Override
    public void close() throws Exception {
        caller.close();
    }
}

package org.pidesk.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pidesk.consent.Unsubscribes;
import org.pidesk.hostile.Wire.Answer;
import org.pidesk.signin.KnownBrowser;

/** Somebody who keeps cookies and the tokens of forms, and otherwise sends what a browser would never send. */
final class Caller implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Wire wire;
    private final Map<String, String> cookies = new TreeMap<>();
    private final Map<String, String> tokens = new HashMap<>();

    Caller(int port) {
        this.wire = new Wire(port);
    }

    void keep(String name, String value) {
        cookies.put(name, value);
    }

    /** In a browser that is known. */
    Caller signIn(String username, String password) {
        cookies.clear();
        tokens.clear();
        KnownBrowser.of(username).ifPresent(known -> keep(known.getName(), known.getValue()));
        form("/login", "/login", Map.of("username", username, "password", password));
        tokens.clear();
        // here Camunda gives the token that its changes need
        get("/camunda/app/tasklist/default/");
        get("/camunda/app/cockpit/default/");
        return this;
    }

    Answer get(String path) {
        return send("GET", path, Map.of("Accept", "text/html"), "");
    }

    /** @param page where a form of this part of the product gets its token */
    Answer form(String page, String path, Map<String, String> fields) {
        var all = new TreeMap<>(fields);
        all.put("_csrf", token(page));
        var answer = send("POST", path, Map.of("Accept", "text/html", "Content-Type", FORM), written(all));
        forgetTokenOf(page, answer);
        return answer;
    }

    /** As the mail program does for who presses its button (RFC 8058). */
    Answer unsubscribe(String link) {
        var body = written(Map.of(Unsubscribes.FIELD, Unsubscribes.VALUE));
        return send("POST", link, Map.of("Accept", "text/html", "Content-Type", FORM), body);
    }

    static String written(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> Bytes.escaped(field.getKey()).replace("%5F", "_") + "=" + Bytes.escaped(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** As our forms in Tasklist call us, and Camunda's pages their interface. */
    Answer json(String method, String path, String page, String type, String body) {
        var headers = new TreeMap<>(Map.of(
                "Accept", "application/json, text/html;q=0.5",
                "Content-Type", type,
                "X-Requested-With", "pidesk",
                "Sec-Fetch-Site", "same-origin"));
        headers.put("X-CSRF-TOKEN", token(page));
        if (cookies.containsKey("CAMUNDA-XSRF") || cookies.containsKey("XSRF-TOKEN")) {
            headers.put("X-XSRF-TOKEN", cookies.getOrDefault("CAMUNDA-XSRF", cookies.get("XSRF-TOKEN")));
        }
        var answer = send(method, path, headers, method.equals("GET") ? "" : body);
        forgetTokenOf(page, answer);
        return answer;
    }

    private String token(String page) {
        return tokens.computeIfAbsent(page, from -> {
            var found = TOKEN.matcher(get(from).body());
            return found.find() ? found.group(1) : "none";
        });
    }

    /** It may have been too old. */
    private void forgetTokenOf(String page, Answer answer) {
        if (List.of(401, 403).contains(answer.status())
                || answer.header("location").contains("form-too-old")
                || answer.header("set-cookie").contains("pi-form")) {
            tokens.remove(page);
        }
    }

    Answer send(String method, String path, Map<String, String> headers, String body) {
        var all = new TreeMap<>(headers);
        if (!cookies.isEmpty()) {
            all.merge(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")),
                    (sent, kept) -> kept + "; " + sent);
        }
        try {
            var answer = wire.send(method, path, all, Bytes.of(body));
            for (var cookie : answer.header("set-cookie").split("\n")) {
                var parts = cookie.split(";")[0].split("=", 2);
                if (parts.length == 2) {
                    keep(parts[0], parts[1]);
                    if (parts[1].isEmpty()) {
                        cookies.remove(parts[0]);
                    }
                }
            }
            return answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(method + " " + path.replaceAll("(.{200}).*", "$1…"), broken);
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}

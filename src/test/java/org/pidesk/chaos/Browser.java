package org.pidesk.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody at a browser, behind a proxy that ends TLS and leads to either node. Whatever is answered with an error, or
 * not at all, is sent again as it was: the same form with the same token.
 */
final class Browser {
    private static final HttpClient LINE = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern HIDDEN = Pattern.compile("type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]*)\"");
    private static final AtomicLong REPEATED = new AtomicLong();

    private final Nodes nodes;
    private final String network;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private Node stuckTo;

    /** What came back. */
    record Answer(int status, String location, String token, String body) {
        boolean leadsTo(String path) {
            return (status == 302 || status == 303) && location.contains(path);
        }

        /** What the page's form keeps in hidden fields. */
        Map<String, String> hidden() {
            var fields = new TreeMap<String, String>();
            HIDDEN.matcher(body).results().forEach(field -> fields.put(field.group(1), field.group(2)));
            TOKEN.matcher(body).results().findFirst().ifPresent(field -> fields.put("_csrf", field.group(1)));
            return fields;
        }
    }

    Browser(Nodes nodes, String network) {
        this.nodes = nodes;
        this.network = network;
    }

    /** How often anything had to be sent again, by all browsers. */
    static long repeated() {
        return REPEATED.get();
    }

    /** Who is signed in is known to one node only. */
    void stickTo(Node node) {
        stuckTo = node;
    }

    void keep(String cookie, String value) {
        cookies.put(cookie, value);
    }

    void forgetAllBut(String cookie) {
        cookies.keySet().retainAll(Set.of(cookie));
    }

    Answer get(String path) {
        return insist("GET", path, "text/html", null, Map.of());
    }

    /** Sends the form of a page, with its hidden fields and its token. */
    Answer submit(Answer page, String path, Map<String, String> fields) {
        return insist("POST", path, "text/html", form(page, fields), FORM);
    }

    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    static String form(Answer page, Map<String, String> fields) {
        var all = page.hidden();
        all.putAll(fields);
        return all.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Until there is an answer that is no error of the server. */
    private Answer insist(String method, String path, String accept, String body, Map<String, String> headers) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                var answer = once(method, path, accept, body, headers);
                if (answer.status() < 500) {
                    return answer;
                }
            } catch (IOException lost) {
                // whether it was done nobody knows
            }
            REPEATED.incrementAndGet();
            Database.pause(Duration.ofMillis(300));
        }
        throw new IllegalStateException(method + " " + path.replaceAll("[0-9a-f-]{20,}", "…") + " is never answered");
    }

    Answer once(String method, String path, String accept, String body, Map<String, String> headers)
            throws IOException {
        var node = stuckTo == null ? nodes.next() : stuckTo;
        var request = HttpRequest.newBuilder(URI.create(node.base() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Accept", accept)
                .header("X-Forwarded-Proto", "https")
                .header("Origin", "https://localhost")
                .header("X-Forwarded-For", network)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (cookies.containsKey("__Host-CAMUNDA-XSRF")) {
            request.header("X-XSRF-TOKEN", cookies.get("__Host-CAMUNDA-XSRF"));
        }
        try {
            var answer = LINE.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::take);
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Location").orElse(""),
                    answer.headers().firstValue("X-CSRF-TOKEN").orElse(""),
                    answer.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void take(String header) {
        var cookie = header.substring(0, (header + ";").indexOf(';'));
        var name = cookie.substring(0, cookie.indexOf('='));
        var value = cookie.substring(cookie.indexOf('=') + 1);
        if (value.isEmpty()) {
            cookies.remove(name);
        } else {
            cookies.put(name, value);
        }
    }
}

package org.pidesk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pidesk.signin.KnownBrowser;

/** Somebody at a browser without JavaScript: keeps cookies, follows no redirect by itself. */
public final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final String base;
    private final Set<String> known = new HashSet<>();
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http;
    private final String[] headers;

    public Visitor(int port) {
        this("http://localhost:" + port, HttpClient.newBuilder());
    }

    /**
     * @param http how to connect
     * @param headers names and values that go with every request
     */
    public Visitor(String base, HttpClient.Builder http, String... headers) {
        this.base = base;
        this.http =
                http.cookieHandler(cookies).version(HttpClient.Version.HTTP_1_1).build();
        this.headers = headers;
    }

    /** A member of staff who has signed in. */
    public static Visitor signedIn(int port, String username, String password) {
        var visitor = new Visitor(port);
        visitor.signIn(username, password);
        return visitor;
    }

    /** Comes to the sign-in page in a browser that is known to the member, and signs in there. */
    public HttpResponse<String> signIn(String username, String password) {
        isKnownTo(username);
        return signInAsAStranger(username, password);
    }

    /** Signs in, in a browser that is known to the member, while another is signed in there. */
    public HttpResponse<String> takeOver(String username, String password) {
        isKnownTo(username);
        return submit("/logout", "/login", Map.of("username", username, "password", password));
    }

    private void isKnownTo(String username) {
        if (known.add(username)) {
            KnownBrowser.of(username)
                    .ifPresent(cookie -> cookies.getCookieStore().add(URI.create(base), cookie));
        }
    }

    /** Signs in as in a browser that nobody has used before, unless somebody has. */
    public HttpResponse<String> signInAsAStranger(String username, String password) {
        return submit("/login", Map.of("username", username, "password", password));
    }

    /** Opens a page with a form and sends the form to the same address. */
    public HttpResponse<String> submit(String page, Map<String, String> fields) {
        return submit(page, page, fields);
    }

    /** Takes the token from one page and sends a form to another address. */
    public HttpResponse<String> submit(String page, String address, Map<String, String> fields) {
        return submit(get(page), address, fields);
    }

    /** Sends a form with the token of a page that was opened before, perhaps in another tab. */
    public HttpResponse<String> submit(HttpResponse<String> page, String address, Map<String, String> fields) {
        var token = TOKEN.matcher(page.body());
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(to(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(token.find() ? form + "&_csrf=" + token.group(1) : form)));
    }

    public HttpResponse<String> get(String path) {
        return send(to(path).header("Accept", "text/html,application/xhtml+xml"));
    }

    /** Calls an interface as Camunda's pages do, with the token that they send. */
    public HttpResponse<String> call(String method, String path, String json) {
        return call(
                method, path, "application/json", json == null ? new byte[0] : json.getBytes(StandardCharsets.UTF_8));
    }

    /** The same, in letters of any kind. */
    public HttpResponse<String> call(String method, String path, String type, byte[] body) {
        var request = to(path).header("Accept", "application/json, */*")
                .header("Content-Type", type)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        cookie("CAMUNDA-XSRF")
                .or(() -> cookie("__Host-CAMUNDA-XSRF"))
                .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return send(request);
    }

    /** Sends a file as it is, with a token that a page or an answer gave. */
    public HttpResponse<String> upload(String method, String path, String type, String body, String token) {
        return send(to(path).header("Accept", "application/json")
                .header("Content-Type", type)
                .header("X-CSRF-TOKEN", token)
                .method(method, BodyPublishers.ofString(body)));
    }

    /** Asks as a system does, with a key and without a cookie of its own. */
    public HttpResponse<String> ask(String path, String key, String body) {
        return send(to(path).header("Accept", "application/json")
                .header("Content-Type", "text/csv")
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString(body)));
    }

    /** What a page keeps in a hidden field; empty when it has no such field. */
    public static String hidden(HttpResponse<String> page, String field) {
        var found = Pattern.compile("type=\"hidden\" name=\"" + field + "\" value=\"([^\"]*)\"")
                .matcher(page.body());
        return found.find() ? found.group(1) : "";
    }

    /** Takes a cookie from elsewhere. */
    public void keep(String name, String value) {
        var cookie = new HttpCookie(name, value);
        cookie.setDomain("localhost.local");
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(base), cookie);
    }

    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** Puts another value into a cookie that the browser keeps already. */
    public void plant(String name, String value) {
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .forEach(cookie -> cookie.setValue(value));
    }

    private HttpRequest.Builder to(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}

package org.pidesk.bench;

import java.net.HttpCookie;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody who signs in again and again, in a browser that is known to them. */
final class Clerk {
    static final String PASSWORD = "wilted-marmalade-on-tuesday";

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern COOKIE = Pattern.compile("(?i)\r\nSet-Cookie: ([^=;]+)=([^;\r]*)");

    private final String username;
    private final String device;
    private final Map<String, String> cookies = new HashMap<>();

    /** @param device the cookie by which the browser is known, without what TLS adds to its name */
    Clerk(String username, HttpCookie device) {
        this.username = username;
        this.device = "__Host-" + device.getName();
        cookies.put(this.device, device.getValue());
    }

    /** Opens the page and sends its form. */
    void signIn(Line line) {
        signIn(line, "/camunda/app/tasklist/");
        // who comes again begins with no session
        cookies.keySet().retainAll(Set.of(device));
    }

    /** Signs in, and asks for a page of their own. */
    byte[] asks(Line line, String page) {
        cookies.keySet().retainAll(Set.of(device));
        signIn(line, "/camunda/app/");
        return question("GET " + page, "application/json", "", "");
    }

    private void signIn(Line line, String place) {
        expect(line.ask(question("GET /login", "text/html", "", "")), 200, "name=\"password\"", line);
        var token = TOKEN.matcher(line.answer());
        if (!token.find()) {
            throw new IllegalStateException("No form: " + line.answer());
        }
        var form = "username=" + username + "&password=" + PASSWORD + "&_csrf=" + token.group(1);
        var headers = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n";
        expect(line.ask(question("POST /login", "text/html", headers, form)), 302, place, line);
    }

    private void expect(int status, int wanted, String inIt, Line line) {
        var answer = line.answer();
        if (status != wanted || !answer.contains(inIt)) {
            throw new IllegalStateException(username + " is answered with " + status + ": " + answer);
        }
        COOKIE.matcher(answer.substring(0, answer.indexOf("\r\n\r\n")))
                .results()
                .forEach(cookie -> cookies.put(cookie.group(1), cookie.group(2)));
    }

    private byte[] question(String what, String accepted, String headers, String body) {
        var kept = cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        return (what + " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\n"
                        + "X-Forwarded-For: 192.0.2.1\r\nAccept: " + accepted + "\r\nCookie: " + kept + "\r\n" + headers
                        + "\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}

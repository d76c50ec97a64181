package org.pidesk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pidesk.Visitor;

/** What a machine that watches is told. */
public record Scrape(String text) {
    private static final Pattern LINE = Pattern.compile("(?m)^([a-z][a-z0-9_]*)(\\{[^\n]*})? ");

    public static Scrape of(int port, String token) {
        var answer = new Visitor(
                        "http://localhost:" + port, HttpClient.newBuilder(), "Authorization", "Bearer " + token)
                .call("GET", "/actuator/prometheus", null);
        assertThat(answer.statusCode()).isEqualTo(200);
        return new Scrape(answer.body());
    }

    Set<String> names() {
        return LINE.matcher(text).results().map(line -> line.group(1)).collect(Collectors.toSet());
    }

    /** @param series with its labels, as it is written */
    double value(String series) {
        var line = text.lines()
                .filter(one -> one.startsWith(series + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(series + " is not there"));
        return Double.parseDouble(line.substring(series.length() + 1));
    }
}

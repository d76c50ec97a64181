package org.pidesk.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.pidesk.PiDesk;
import org.pidesk.bench.Starts.Start;
import org.springframework.core.env.Environment;

/** Starts the product in its production shape, and an empty application, in turns, each with its database made. */
final class StartMatch {
    private final String[] product;
    private final String[] empty;

    /** Both use the running product's server, and ours its database. */
    StartMatch(Environment settings, Spectator server) {
        product = new String[] {
            "--spring.datasource.url=" + server.url(),
            "--spring.datasource.username=pidesk",
            "--spring.datasource.password=" + server.passwordOf("pidesk"),
            "--spring.flyway.user=pidesk_owner",
            "--spring.flyway.password=" + server.passwordOf("pidesk_owner"),
            "--pidesk.secret=" + settings.getRequiredProperty("pidesk.secret"),
            "--pidesk.data-dir=target/benchmark-start",
            "--pidesk.base-url=http://localhost"
        };
        var name = "empty_application";
        try (var own = server.open(name)) {
            empty = new String[] {
                "--spring.datasource.url=" + own.url(),
                "--spring.datasource.username=" + name,
                "--spring.datasource.password=" + name,
                "--camunda.bpm.database.schema-update=true"
            };
        }
    }

    List<String> run(int rounds) throws IOException {
        var ours = new ArrayList<Start>();
        var theirs = new ArrayList<Start>();
        // the first start of each makes its database and warms the files: it does not count
        for (int round = 0; round <= rounds; round++) {
            theirs.add(Starts.of(EmptyEngine.class, freePort(), empty));
            ours.add(Starts.of(PiDesk.class, freePort(), product));
        }
        theirs.remove(0);
        ours.remove(0);
        return List.of(
                line("empty application", theirs),
                line("product", ours),
                ratio("7a start-up CPU", ours, theirs, Start::cpuSeconds, "<= 1.25"),
                ratio("7b idle memory", ours, theirs, Start::megabytes, "<= 1.15"));
    }

    private static String line(String name, List<Start> starts) {
        return String.format(
                "%-20s CPU s to the first answer %-24s resident MB, idle %s",
                name,
                Goal.spread(
                        "%.1f", starts.stream().mapToDouble(Start::cpuSeconds).toArray()),
                Goal.spread(
                        "%.0f", starts.stream().mapToDouble(Start::megabytes).toArray()));
    }

    private static String ratio(
            String what, List<Start> ours, List<Start> theirs, ToDoubleFunction<Start> figure, String wanted) {
        var ratios = IntStream.range(0, ours.size())
                .mapToDouble(i -> figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i)))
                .toArray();
        return Goal.line(what, "product / empty application", ratios, wanted);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

package org.pidesk.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.pidesk.PiDesk;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * Carries cases through the product and through bare engines on the same server, in turns, and prints what each costs.
 *
 * <p>{@code mvn -Pbenchmark verify [-Dbenchmark.cases=40 -Dbenchmark.rounds=5 -Dbenchmark.open=5000]}
 */
public final class Benchmark {
    private static final Path DATA = Path.of("target/benchmark-data");
    private static final Path OF_STARTS = Path.of("target/benchmark-start");
    private static final PrintStream OUT = System.out;
    /** A withdrawal calls the de-identification. */
    private static final List<Path> MODELS =
            List.of(Path.of("processes/withdrawConsent.bpmn"), Path.of("processes/deIdentify.bpmn"));

    private Benchmark() {}

    public static void main(String[] arguments) throws IOException {
        var cases = Integer.getInteger("benchmark.cases", 40);
        var rounds = Integer.getInteger("benchmark.rounds", 5);
        var open = Integer.getInteger("benchmark.open", 5_000);
        FileSystemUtils.deleteRecursively(DATA);
        FileSystemUtils.deleteRecursively(OF_STARTS);
        Files.createDirectories(DATA.getParent());
        try (var product = startProduct();
                var server = new Spectator(
                        product.getBean(JdbcConnectionDetails.class).getJdbcUrl(), DATA)) {
            var contestant = new Product(product, server);
            OUT.printf(
                    "%n%s%nload average at the start %.1f; median [least..most]%n",
                    Machine.described(server), Machine.load());
            print(
                    "%d rounds of %d cases each, in turns; per case".formatted(rounds, cases),
                    match(product, contestant, server, cases, rounds));
            print("%,d more cases open".formatted(open), new OpenCases(contestant, server, cases).run(open));
            print("starts, in turns", new StartMatch(product.getEnvironment(), server).run(3));
            print("changes of one row, in turns of two seconds", new Audit(product, server).run(rounds));
            OUT.printf("%nload average at the end %.1f%n", Machine.load());
        }
    }

    private static List<String> match(
            ConfigurableApplicationContext product, Product contestant, Spectator server, int cases, int rounds) {
        try (var asItComes = Yardstick.asItComes(server, MODELS);
                var atItsBest = Yardstick.atItsBest(server, MODELS, product.getBean(IdGenerator.class))) {
            var result = new Match(server, cases, rounds).play(List.of(asItComes, atItsBest, contestant));
            var lines = new ArrayList<>(result.table());
            lines.addAll(result.goals());
            return lines;
        }
    }

    private static ConfigurableApplicationContext startProduct() {
        return new SpringApplicationBuilder(PiDesk.class)
                .run(
                        "--pidesk.data-dir=" + DATA,
                        "--pidesk.base-url=http://localhost",
                        "--pidesk.background=false",
                        "--camunda.bpm.job-execution.enabled=false",
                        "--server.port=0");
    }

    private static void print(String title, List<String> lines) {
        OUT.printf("%n%s%n", title);
        lines.forEach(OUT::println);
    }
}

package org.pidesk.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * <p>{@code mvn -Pbenchmark verify [-Dbenchmark.cases=40 -Dbenchmark.rounds=5]}
 */
public final class Benchmark {
    private static final Path DATA = Path.of("target/benchmark-data");
    private static final Path MODEL = Path.of("processes/withdrawConsent.bpmn");

    private Benchmark() {}

    public static void main(String[] arguments) throws IOException {
        var cases = Integer.getInteger("benchmark.cases", 40);
        var rounds = Integer.getInteger("benchmark.rounds", 5);
        FileSystemUtils.deleteRecursively(DATA);
        Files.createDirectories(DATA.getParent());
        try (var product = startProduct();
                var server = new Spectator(
                        product.getBean(JdbcConnectionDetails.class).getJdbcUrl(), DATA);
                var asItComes = Yardstick.asItComes(server, MODEL);
                var atItsBest = Yardstick.atItsBest(server, MODEL, product.getBean(IdGenerator.class))) {
            var contestants = List.of(asItComes, atItsBest, new Product(product, server));
            var result = new Match(server, cases, rounds).play(contestants);
            print(System.out, result, cases, rounds);
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

    private static void print(PrintStream out, Match.Result result, int cases, int rounds) {
        out.printf("%d rounds of %d cases each, in turns; median [least..most] per case%n%n", rounds, cases);
        result.table().forEach(out::println);
        out.println();
        result.goals().forEach(out::println);
    }
}

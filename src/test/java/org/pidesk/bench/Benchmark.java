package org.pidesk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.pidesk.PiDesk;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * Carries cases through the product and through bare engines on the same server, in turns, signs staff in, looks people
 * up, and prints what each costs.
 *
 * <p>{@code mvn -Pbenchmark verify [-Dbenchmark.cases=20 -Dbenchmark.rounds=5 -Dbenchmark.open=5000
 * -Dbenchmark.contacts=10000,1000000,10000000 -Dbenchmark.recipients=10000,100000,1000000
 * -Dbenchmark.cockpit=1000,100000,1000000
 * -Dbenchmark.parts=cases,open,starts,signins,changes,cockpit,campaigns,lookups]}
 */
public final class Benchmark {
    private static final Path DATA = Path.of("target/benchmark-data");
    private static final Path OF_STARTS = Path.of("target/benchmark-start");
    /** One calls another, so each engine has all of them. */
    static final List<Path> MODELS = Play.ALL.stream()
            .map(play -> Path.of("processes", play.process() + ".bpmn"))
            .toList();

    private Benchmark() {}

    public static void main(String[] arguments) throws IOException {
        var parts = List.of(
                System.getProperty("benchmark.parts", "cases,open,starts,signins,changes,cockpit,campaigns,lookups")
                        .split(","));
        var contacts = sizes("benchmark.contacts", "10000,1000000,10000000");
        var recipients = sizes("benchmark.recipients", "10000,100000,1000000");
        var watched = sizes("benchmark.cockpit", "1000,100000,1000000");
        var cases = Integer.getInteger("benchmark.cases", 20);
        var rounds = Integer.getInteger("benchmark.rounds", 5);
        var open = Integer.getInteger("benchmark.open", 5_000);
        cleanUp();
        Files.createDirectories(DATA.getParent());
        var report = new Report(System.out);
        try (var product = startProduct();
                var server = new Spectator(
                        product.getBean(JdbcConnectionDetails.class).getJdbcUrl(), DATA)) {
            report.circumstance("machine", Machine.described(server));
            report.circumstance("load average at the start", Machine.load());
            report.circumstance("cases in a round", cases);
            report.circumstance("rounds", rounds);
            var contestant = new Product(product, server);
            if (parts.contains("cases")) {
                match(product, contestant, server, cases, rounds, report);
            }
            if (parts.contains("open")) {
                new OpenCases(contestant, server, cases).run(open, report);
            }
            if (parts.contains("starts")) {
                new StartMatch(product.getEnvironment(), server, report).run(3);
            }
            if (parts.contains("signins")) {
                new SignInMatch(product, server, report).run(rounds);
            }
            if (parts.contains("changes")) {
                new Audit(product, server).run(rounds, report);
            }
            if (parts.contains("cockpit")) {
                new CockpitMatch(product, server, report).run(watched, rounds);
            }
            if (parts.contains("campaigns")) {
                new CampaignMatch(product, server, report).run(recipients, rounds);
            }
            // the last: nothing is small again after them
            if (parts.contains("lookups")) {
                new LookUpMatch(product, server, report).run(contacts, rounds);
            }
            report.circumstance("load average at the end", Machine.load());
        }
        report.end(Path.of("target/benchmark.json"));
        cleanUp();
    }

    private static List<Integer> sizes(String property, String otherwise) {
        return Stream.of(System.getProperty(property, otherwise).split(","))
                .map(Integer::valueOf)
                .toList();
    }

    private static void match(
            ConfigurableApplicationContext product,
            Product contestant,
            Spectator server,
            int cases,
            int rounds,
            Report report) {
        try (var asItComes = Yardstick.asItComes(server, MODELS);
                var atItsBest = Yardstick.atItsBest(server, MODELS, product.getBean(IdGenerator.class))) {
            for (var play : Play.ALL) {
                new Match(server, play, cases).run(rounds, report, List.of(asItComes, atItsBest, contestant));
            }
        }
    }

    private static ConfigurableApplicationContext startProduct() {
        return new SpringApplicationBuilder(PiDesk.class)
                .run(
                        "--pidesk.data-dir=" + DATA,
                        "--pidesk.base-url=http://localhost",
                        "--pidesk.background=false",
                        // how fast a carrier takes mails is not what is measured
                        "--pidesk.campaign.per-minute=1000000",
                        "--pidesk.campaign.first-wave=2000000",
                        "--camunda.bpm.job-execution.enabled=false",
                        "--server.port=0");
    }

    /** Ten million people take room. */
    private static void cleanUp() throws IOException {
        FileSystemUtils.deleteRecursively(DATA);
        FileSystemUtils.deleteRecursively(OF_STARTS);
    }
}

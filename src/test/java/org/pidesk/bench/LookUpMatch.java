package org.pidesk.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pidesk.bench.Door.Turn;
import org.pidesk.identity.Proving;
import org.pidesk.kernel.Token;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.context.ApplicationContext;

/** People who look what is held about them, in turns with one indexed select through the least that can answer it. */
final class LookUpMatch {
    private static final String SITE = "abcmotors.localhost";

    private final ApplicationContext product;
    private final Spectator server;
    private final Report report;
    private final Town town;
    private final Map<Integer, List<Turn>> pages = new LinkedHashMap<>();

    LookUpMatch(ApplicationContext product, Spectator server, Report report) {
        this.product = product;
        this.server = server;
        this.report = report;
        this.town = new Town(server);
    }

    void run(List<Integer> sizes, int rounds) {
        product.getBean(SamplePeople.class).moveIn();
        server.change("delete from identity_limit");
        var shape = new ProductionShape(product.getEnvironment(), server);
        try (var letterBox = new LetterBox();
                var bare = new Door("one select, bare", bare(), server);
                var page = new Door("held page", shape.start(ManyCodes.settings(letterBox)), server)) {
            var codes = new ManyCodes(page.port(), SITE, report);
            for (int size : sizes) {
                town.growTo(size);
                match(size, rounds, bare, page);
                codes.run(size, rounds);
            }
            growth();
            report.circumstance("pages shown", page.answered());
        }
        // it writes the last ones as it stops
        report.circumstance(
                "recorded, each visitor once a minute",
                server.column("select count(*) from look_up_audit").get(0));
    }

    private Neighbour bare() {
        return Neighbour.start(
                BareLookUp.class,
                "--spring.profiles.active=" + BareLookUp.PROFILE,
                "--spring.datasource.url=" + server.url(),
                "--spring.datasource.username=pidesk",
                "--spring.datasource.password=" + server.passwordOf("pidesk"),
                "--spring.datasource.hikari.maximum-pool-size=10");
    }

    private void match(int size, int rounds, Door bare, Door page) {
        bare.expect(
                town.lookers().stream()
                        .map(person -> question("/one?email=" + person.value(), "localhost", ""))
                        .toList(),
                "person0");
        page.expect(
                proofs().stream()
                        .map(proof -> question(
                                "/pi/held",
                                SITE,
                                "X-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.1\r\nAccept: text/html\r\n"
                                        + "Cookie: __Host-pi-proof=" + proof.value()
                                        + "; __Host-pi-form=benchmark\r\n"))
                        .toList(),
                "Walked in to the showroom");
        var theirs = new ArrayList<Turn>();
        var ours = new ArrayList<Turn>();
        bare.warmUp();
        page.warmUp();
        for (int round = 0; round < rounds; round++) {
            theirs.add(bare.turn());
            ours.add(page.turn());
        }
        pages.put(size, ours);
        var part = "look-ups among %,d contacts".formatted(size);
        cost(part, bare.name(), theirs);
        cost(part, page.name(), ours);
        report.ratio(
                Goal.atLeast("1a", 0.80),
                "held page / one select, look-ups/s, %,d contacts".formatted(size),
                Spread.ofRatios(ours, theirs, Turn::perSecond));
    }

    /** People who have proven their addresses just now, by a clock that runs ahead nowhere. */
    private List<Token> proofs() {
        server.change("truncate identity_proof");
        var proofs = product.getBean(Proving.class).prove(SamplePeople.ABC_MOTORS, town.lookers());
        server.change("update identity_proof set proven_at = now(), expires_at = now() + interval '1 day'");
        server.change("vacuum analyze identity_proof");
        return proofs;
    }

    private static byte[] question(String path, String host, String headers) {
        return ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void cost(String part, String who, List<Turn> turns) {
        report.cost(part, who, Turn.figures("look-ups", turns));
    }

    /** Each size against the one before. */
    private void growth() {
        var sizes = List.copyOf(pages.keySet());
        for (int i = 1; i < sizes.size(); i++) {
            var few = pages.get(sizes.get(i - 1));
            var many = pages.get(sizes.get(i));
            ratio(sizes.get(i), sizes.get(i - 1), "CPU", Spread.ofRatios(many, few, Turn::cpuMillis));
            ratio(sizes.get(i), sizes.get(i - 1), "time", Spread.ofRatios(few, many, Turn::perSecond));
        }
    }

    private void ratio(int many, int few, String what, Spread measured) {
        report.ratio(
                Goal.atMost("1c", 1.25),
                "held page, %s for each, %,d / %,d contacts".formatted(what, many, few),
                measured);
    }
}

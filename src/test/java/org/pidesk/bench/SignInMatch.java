package org.pidesk.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.pidesk.bench.Door.Turn;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.signin.KnownBrowser;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.context.ApplicationContext;

/** Staff who sign in, in turns with the bare check of one of their passwords: what a sign-in takes besides. */
final class SignInMatch {
    private final ApplicationContext product;
    private final Spectator server;
    private final Report report;

    SignInMatch(ApplicationContext product, Spectator server, Report report) {
        this.product = product;
        this.server = server;
        this.report = report;
    }

    void run(int rounds) {
        var clerks = new ConcurrentLinkedQueue<>(hire());
        try (var bare = new Door("one password checked, bare", bare(), server);
                var login =
                        new Door("sign-in", new ProductionShape(product.getEnvironment(), server).start(), server)) {
            bare.expect(
                    List.of(("GET /check?password=" + Clerk.PASSWORD + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII)),
                    "true");
            var seats = new ConcurrentHashMap<Line, Clerk>();
            login.expect(
                    line -> seats.computeIfAbsent(line, free -> clerks.remove()).signIn(line));
            match(bare, login, rounds);
        }
    }

    private void match(Door bare, Door login, int rounds) {
        var theirs = new ArrayList<Turn>();
        var ours = new ArrayList<Turn>();
        bare.warmUp();
        login.warmUp();
        for (int round = 0; round < rounds; round++) {
            theirs.add(bare.turn());
            ours.add(login.turn());
        }
        cost(bare.name(), theirs);
        cost(login.name(), ours);
        report.ratio(
                Goal.none("8"),
                "sign-ins/s / passwords checked/s, bare",
                Spread.ofRatios(ours, theirs, Turn::perSecond));
    }

    private void cost(String who, List<Turn> turns) {
        report.cost("staff sign in", who, Turn.figures("answers", turns));
    }

    private Neighbour bare() {
        var hash = server.column("select password from staff_member where username = '" + name(0) + "'");
        return Neighbour.start(BareHash.class, "--spring.profiles.active=" + BareHash.PROFILE, "--hash=" + hash.get(0));
    }

    /** One for each connection. */
    private List<Clerk> hire() {
        product.getBean(KnownBrowser.class).isRunning();
        var staff = product.getBean(StaffMembers.class);
        var clerks = IntStream.range(0, Door.CONNECTIONS)
                .mapToObj(number -> {
                    var name = name(number);
                    staff.register(
                            Hires.member(name, "A Clerk", Role.DEALERSHIP_STAFF, SamplePeople.ABC_MOTORS),
                            Clerk.PASSWORD);
                    return new Clerk(name, KnownBrowser.of(name).orElseThrow());
                })
                .toList();
        return clerks;
    }

    private static String name(int number) {
        return "clerk-" + number;
    }
}

package org.pidesk.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** An application that answers questions over eight connections, as fast as it can. */
final class Door implements AutoCloseable {
    static final int CONNECTIONS = 8;
    private static final Duration TURN = Duration.ofSeconds(3);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(75);
    private static final double COMPILED = 0.1;

    private final String name;
    private final Neighbour application;
    private final Spectator server;
    private final List<Line> lines;
    private Consumer<Line> visit;
    private long answered;

    /** What one turn has cost, for each answer. */
    record Turn(
            double perSecond,
            double applicationMillis,
            double compilerMillis,
            double databaseMillis,
            double statements) {

        double cpuMillis() {
            return applicationMillis + databaseMillis;
        }

        /** @param perSecond what the answers are that are counted */
        static Map<String, Spread> figures(String perSecond, List<Turn> turns) {
            var figures = new LinkedHashMap<String, Spread>();
            figures.put(perSecond + "/s", Spread.of(turns, Turn::perSecond));
            figures.put("statements", Spread.of(turns, Turn::statements));
            figures.put("CPU ms, application", Spread.of(turns, Turn::applicationMillis));
            figures.put("of it JIT", Spread.of(turns, Turn::compilerMillis));
            figures.put("CPU ms, database", Spread.of(turns, Turn::databaseMillis));
            return figures;
        }
    }

    Door(String name, Neighbour application, Spectator server) {
        this.name = name;
        this.application = application;
        this.server = server;
        this.lines = IntStream.range(0, CONNECTIONS)
                .mapToObj(i -> new Line(application.port()))
                .toList();
    }

    String name() {
        return name;
    }

    int port() {
        return application.port();
    }

    /** How often it has answered since it began. */
    long answered() {
        return answered;
    }

    /** @param inIt what the first answer must say, so that nobody is measured who says something else */
    void expect(List<byte[]> questions, String inIt) {
        // one that was idle for long the server has closed
        lines.forEach(Line::close);
        var line = lines.get(0);
        var status = line.ask(questions.get(0));
        answered++;
        if (status != 200 || !line.answer().contains(inIt)) {
            throw new IllegalStateException(name + " answers " + status + ": " + line.answer());
        }
        visit = one -> {
            if (one.ask(questions.get(ThreadLocalRandom.current().nextInt(questions.size()))) != 200) {
                throw new IllegalStateException(name + " answers " + one.answer());
            }
        };
    }

    /** @param whatCounts as one answer; fails where it is not answered as it should be */
    void expect(Consumer<Line> whatCounts) {
        visit = whatCounts;
    }

    /** Until the compilers take no more than a tenth of its CPU, or for as long as our patience lasts. */
    void warmUp() {
        var end = System.nanoTime() + LONG_ENOUGH.toNanos();
        Turn turn;
        do {
            turn = turn();
        } while (turn.compilerMillis() > COMPILED * turn.applicationMillis() && System.nanoTime() < end);
    }

    Turn turn() {
        lines.forEach(Line::close);
        var answers = new LongAdder();
        var statements = server.read("pidesk").statements();
        var own = application.cpuMillis();
        var compilers = application.compilerMillis();
        var database = server.cpuMillis();
        var begun = System.nanoTime();
        Crew.each(CONNECTIONS, lines, line -> {
            while (System.nanoTime() - begun < TURN.toNanos()) {
                visit.accept(line);
                answers.increment();
            }
        });
        answered += answers.sum();
        var all = answers.doubleValue();
        var seconds = (System.nanoTime() - begun) / 1e9;
        return new Turn(
                all / seconds,
                (application.cpuMillis() - own) / all,
                (application.compilerMillis() - compilers) / all,
                (server.cpuMillis() - database) / all,
                (server.read("pidesk").statements() - statements) / all);
    }

    @Override
    public void close() {
        lines.forEach(Line::close);
        application.close();
    }
}

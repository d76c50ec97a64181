package org.pidesk.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.Reference;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A change of one row, the same with a plain row that says so, and the same with the activity log. */
final class Audit {
    private static final int ROWS = 1_000;
    private static final Duration TURN = Duration.ofSeconds(2);
    private static final String UPDATE = "update benchmark_change set changes = changes + 1 where id = ?";

    private final Spectator spectator;
    private final Map<String, IntConsumer> kinds = new TreeMap<>();

    Audit(ApplicationContext product, Spectator spectator) {
        this.spectator = spectator;
        spectator.change("create table benchmark_change (id integer primary key, changes integer not null)");
        spectator.change("create table benchmark_fact (reference varchar(20), number bigserial primary key,"
                + " at timestamptz not null, kind varchar(40), actor varchar(64), detail text)");
        spectator.change("insert into benchmark_change select n, 0 from generate_series(0, " + (ROWS - 1) + ") n");
        spectator.change("grant all on benchmark_change, benchmark_fact, benchmark_fact_number_seq to pidesk");
        var sql = product.getBean(JdbcTemplate.class);
        var transaction = product.getBean(TransactionTemplate.class);
        var log = product.getBean(ActivityLog.class);
        var cases = IntStream.range(0, ROWS).mapToObj(i -> Reference.random()).toList();
        kinds.put("no record", row -> transaction.executeWithoutResult(status -> sql.update(UPDATE, row)));
        kinds.put(
                "plain row",
                row -> transaction.executeWithoutResult(status -> {
                    sql.update(UPDATE, row);
                    sql.update(
                            "insert into benchmark_fact (reference, at, kind, actor, detail) values (?, now(), ?, ?, ?)",
                            cases.get(row).value(),
                            "CHANGED",
                            "system",
                            "count=1");
                }));
        kinds.put(
                "activity log",
                row -> transaction.executeWithoutResult(status -> {
                    sql.update(UPDATE, row);
                    log.record(Fact.of(cases.get(row), "CHANGED").with("count", 1));
                }));
    }

    void run(int rounds, Report report) {
        for (var hands : List.of(4, 8)) {
            var rates = new TreeMap<String, double[]>();
            kinds.values().forEach(kind -> rate(kind, hands));
            for (int round = 0; round < rounds; round++) {
                for (var kind : kinds.entrySet()) {
                    rates.computeIfAbsent(kind.getKey(), name -> new double[rounds])[round] =
                            rate(kind.getValue(), hands);
                }
            }
            rates.forEach((name, figures) -> report.cost(
                    "changes of one row, " + hands + " writers", name, Map.of("changes/s", Spread.of(figures))));
            report.ratio(
                    Goal.atLeast("4a", 0.95), hands + " writers, activity log / plain row", ratios(rates, "plain row"));
            report.ratio(Goal.none("4a"), hands + " writers, activity log / no record", ratios(rates, "no record"));
        }
        spectator.change("drop table benchmark_change, benchmark_fact");
    }

    private static Spread ratios(Map<String, double[]> rates, String yardstick) {
        var ours = rates.get("activity log");
        var theirs = rates.get(yardstick);
        return Spread.of(IntStream.range(0, ours.length)
                .mapToDouble(i -> ours[i] / theirs[i])
                .toArray());
    }

    private static double rate(IntConsumer change, int hands) {
        var done = new LongAdder();
        var begun = System.nanoTime();
        var end = begun + TURN.toNanos();
        Crew.each(hands, IntStream.range(0, hands).boxed().toList(), hand -> {
            while (System.nanoTime() < end) {
                change.accept(ThreadLocalRandom.current().nextInt(ROWS));
                done.increment();
            }
        });
        return done.sum() * 1e9 / (System.nanoTime() - begun);
    }
}

package org.pidesk.cockpit;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Adds up the rows that changes of cases have left, so that they stay few. It changes no figure, may run on every node at
 * once, and may stay away for long.
 */
@Component
class FoldFigures {
    private static final List<Ledger> LEDGERS = List.of(
            new Ledger("open_figure", "organisation, type, due, rung"),
            new Ledger("answered_figure", "organisation, type, answered_on, late"),
            new Ledger("waiting_figure", "system, due, rung"),
            new Ledger("month_figure", "organisation, type, asked, month, figure, ground"),
            new Ledger("step_figure", "organisation, process, step, month, bucket"),
            new Ledger("system_figure", "system, month, bucket"));

    private final JdbcClient jdbc;

    FoldFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Scheduled(fixedDelayString = "PT20S", initialDelayString = "PT20S")
    @Transactional
    public void run() {
        LEDGERS.forEach(ledger -> jdbc.sql(ledger.fold()).update());
    }

    /** Whoever deletes a row first adds it up; who waited for that finds it gone. */
    private record Ledger(String table, String key) {
        String fold() {
            return """
                    with many as (select array_agg(ctid) as rows from %1$s group by %2$s having count(*) > 1),
                    gone as (delete from %1$s where ctid = any (array(select unnest(rows) from many)) returning *)
                    insert into %1$s (%2$s, number)
                    select %2$s, sum(number) from gone group by %2$s having sum(number) <> 0""".formatted(table, key);
        }
    }
}

package org.pidesk.cockpit;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Adds up the rows that changes of cases have left, so that they stay few. It changes no figure and may stay away for long.
 * It looks at what is new and at what that belongs to, by an index, on one node at a time: the ledgers of years grow with
 * the years.
 */
@Component
class FoldFigures {
    static final long ONE_NODE_AT_A_TIME = 6_019_202_617L;

    static final List<Ledger> LEDGERS = List.of(
            new Ledger("open_figure", List.of("organisation", "type", "due"), List.of("rung")),
            new Ledger("answered_figure", List.of("organisation", "type", "answered_on", "late"), List.of()),
            new Ledger("waiting_figure", List.of("system", "due"), List.of("rung")),
            new Ledger("month_figure", List.of("organisation", "type", "asked", "month", "figure"), List.of("ground")),
            new Ledger("step_figure", List.of("organisation", "process", "step", "month", "bucket"), List.of()),
            new Ledger("system_figure", List.of("system", "month"), List.of("bucket")));

    private final JdbcClient jdbc;

    FoldFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Scheduled(fixedDelayString = "PT20S", initialDelayString = "PT20S")
    @Transactional
    public void run() {
        if (isMyTurn()) {
            LEDGERS.forEach(ledger -> jdbc.sql(ledger.fold()).update());
        }
    }

    private boolean isMyTurn() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(ONE_NODE_AT_A_TIME)
                .query(Boolean.class)
                .single();
    }

    /**
     * @param always these columns say something in each row
     * @param maybe these may be empty
     */
    record Ledger(String table, List<String> always, List<String> maybe) {
        String fold() {
            return """
                    with fresh as (delete from %1$s where not folded returning *),
                    before as (
                        delete from %1$s f using (select distinct %2$s from fresh) n where f.folded and %3$s returning f.*)
                    insert into %1$s (%2$s, number, folded)
                    select %2$s, sum(number), true from (select * from fresh union all select * from before) together
                    group by %2$s having sum(number) <> 0""".formatted(table, key(), isTheSame());
        }

        private String key() {
            return Stream.concat(always.stream(), maybe.stream()).collect(Collectors.joining(", "));
        }

        /** No index finds what is not distinct, so only what may be empty is compared so. */
        private String isTheSame() {
            return Stream.concat(
                            always.stream().map("f.%1$s = n.%1$s"::formatted),
                            maybe.stream().map("f.%1$s is not distinct from n.%1$s"::formatted))
                    .collect(Collectors.joining(" and "));
        }
    }
}

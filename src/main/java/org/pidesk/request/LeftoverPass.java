package org.pidesk.request;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pidesk.kernel.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Searches the whole database once for every case that waits for it: while one pass runs, the next cases gather, and
 * one more pass serves them all.
 */
@Component
class LeftoverPass {
    private static final long ONE_AT_A_TIME = 0x70692d6c6566L;

    private final LeftoverSearch search;
    private final RequestRepository requests;
    private final CaseFiles files;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate ownTransaction;

    LeftoverPass(
            LeftoverSearch search,
            RequestRepository requests,
            CaseFiles files,
            JdbcClient jdbc,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.search = search;
        this.requests = requests;
        this.files = files;
        this.jdbc = jdbc;
        this.clock = clock;
        // what was found for the other cases stays filed, also when this case's step fails
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** @throws LeftoversFound when the search finds anything of this case */
    void mustFindNothing(Reference reference) {
        var found = ownTransaction.execute(status -> resultFor(reference));
        if (!found.isEmpty()) {
            throw new LeftoversFound(found);
        }
    }

    private String resultFor(Reference reference) {
        // whom an earlier pass has served need not wait for the one that runs
        if (!foundNothingBefore(reference)) {
            waitForOthers();
            if (!foundNothingBefore(reference)) {
                passOverAll();
            }
        }
        return lastResult(reference);
    }

    private void waitForOthers() {
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(ONE_AT_A_TIME)
                .query((row, number) -> 0)
                .list();
    }

    private void passOverAll() {
        var needles = requests.findSearching().stream()
                .flatMap(waiting -> needles(waiting).stream())
                .toList();
        var hits = search.search(needles).stream().collect(Collectors.groupingBy(LeftoverSearch.Hit::reference));
        for (var searched : needles) {
            file(searched.reference(), hits.getOrDefault(searched.reference(), List.of()));
        }
    }

    /** None of a case that another node has closed a moment ago: nothing is left to be searched for. */
    private Optional<LeftoverSearch.Needles> needles(Request request) {
        return files.read(request.reference(), CaseFiles.NEEDLES, Traces.class).map(traces -> traces.needles(request));
    }

    private void file(Reference reference, List<LeftoverSearch.Hit> hits) {
        var found = hits.stream()
                .map(hit -> hit.table() + "." + hit.column() + " (" + hit.count() + ")")
                .sorted()
                .collect(Collectors.joining(", "));
        jdbc.sql("insert into leftover_search (reference, searched_at, found) values (?, ?, ?)"
                        + " on conflict (reference, searched_at) do update set found = excluded.found")
                .params(reference.value(), Timestamp.from(clock.instant()), found)
                .update();
    }

    private boolean foundNothingBefore(Reference reference) {
        return jdbc.sql("select exists (select from leftover_search where reference = ? and found = '')")
                .param(reference.value())
                .query(Boolean.class)
                .single();
    }

    private String lastResult(Reference reference) {
        return jdbc.sql("select found from leftover_search where reference = ? order by searched_at desc limit 1")
                .param(reference.value())
                .query(String.class)
                .single();
    }
}

package org.pidesk.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Reference;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@PiDeskTest
class ActivityLogTest {
    @Autowired
    ActivityLog log;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Environment environment;

    private final Reference reference = Reference.random();
    private final Reference another = Reference.random();

    @Test
    void tellsWhatWasDoneInOrder() {
        var received = Fact.of(reference, "WITHDRAWAL_RECEIVED")
                .by(Fact.PERSON)
                .about(UUID.randomUUID().toString())
                .with("due", "2026-12-21")
                .with("wording", "2026-11");
        var restricted = Fact.of(reference, "RECORD_RESTRICTED");
        var before = clock.instant().truncatedTo(ChronoUnit.MICROS);

        log.record(received);
        log.record(restricted);

        assertThat(log.of(reference)).extracting(Entry::fact).containsExactly(received, restricted);
        assertThat(log.of(reference)).extracting(Entry::number).containsExactly(1, 2);
        assertThat(log.of(reference)).allMatch(entry -> !entry.at().isBefore(before));
        assertThat(log.of(another)).isEmpty();
    }

    @Test
    void forgetsWhatTheCallerRollsBack() {
        tell(reference);
        transaction.executeWithoutResult(status -> {
            tell(reference);
            status.setRollbackOnly();
        });
        tell(reference);

        assertThat(log.of(reference)).extracting(Entry::number).containsExactly(1, 2);
        assertThat(log.verify().faults()).isEmpty();
    }

    @Test
    void chainsSeveralFactsOfOneTransaction() {
        transaction.executeWithoutResult(status -> {
            tell(reference);
            tell(another);
            tell(reference);
        });

        assertThat(log.of(reference)).hasSize(2);
        assertThat(log.verify()).isEqualTo(new Verification(3, 0, List.of()));
    }

    @Test
    void sealsEachFactOnce() {
        tell(reference);
        tell(reference);
        log.seal();
        log.seal();
        tell(another);
        log.seal();

        assertThat(sealed()).containsExactly(2L, 1L);
        assertThat(log.verify()).isEqualTo(new Verification(3, 2, List.of()));
    }

    @Test
    void letsWritersOfTwoCasesPassEachOther() {
        transaction.executeWithoutResult(status -> {
            tell(reference);
            elsewhere(() -> tell(another));
        });

        assertThat(log.of(another)).hasSize(1);
    }

    @Test
    void chainsTheWritersOfOneCase() {
        var writers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    for (int n = 0; n < 25; n++) {
                        tell(reference);
                    }
                }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(writers).orTimeout(60, TimeUnit.SECONDS).join();

        assertThat(log.of(reference)).hasSize(200);
        assertThat(log.verify().faults()).isEmpty();
    }

    @Test
    void waitsForOlderTransactionsAndMakesNobodyWait() {
        transaction.executeWithoutResult(status -> {
            tell(reference);
            elsewhere(() -> {
                tell(another);
                log.seal();
            });
            assertThat(sealed()).isEmpty();
            tell(reference);
        });
        log.seal();

        assertThat(sealed()).containsExactly(3L);
        assertThat(log.verify().faults()).isEmpty();
    }

    @Test
    void isSealedByOneOfSeveralNodesAtATime() {
        var nodes = new ArrayList<CompletableFuture<Void>>();
        for (int node = 0; node < 4; node++) {
            nodes.add(CompletableFuture.runAsync(() -> {
                for (int n = 0; n < 20; n++) {
                    tell(Reference.random());
                    log.seal();
                }
            }));
        }
        nodes.forEach(node -> node.orTimeout(60, TimeUnit.SECONDS).join());
        log.seal();

        assertThat(sealed().stream().mapToLong(facts -> facts).sum()).isEqualTo(80);
        assertThat(log.verify().faults()).isEmpty();
    }

    @Test
    void anchorsAfterACrashWhatWasSealedBeforeIt() throws Exception {
        tell(reference);
        log.seal();
        var first = Files.readString(anchor());
        tell(reference);
        log.seal();
        Files.writeString(anchor(), first + "0badc0de", StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(log.verify().faults()).isEmpty();

        log.seal();

        assertThat(Files.readAllLines(anchor())).hasSize(2).allMatch(line -> line.matches("[0-9a-f]{64}"));
        assertThat(log.verify().faults()).isEmpty();
    }

    @Test
    void missesAnAnchorThatIsGone() throws Exception {
        tell(reference);
        log.seal();
        Files.delete(anchor());

        clock.advance(Duration.ofHours(2));

        assertThat(log.verify().faults()).containsExactly("Seal 1 is missing in the anchor.");
    }

    @Test
    void verifiesFarMoreThanOneFetch() {
        transaction.executeWithoutResult(status -> {
            for (int i = 0; i < 1200; i++) {
                tell(i % 2 == 0 ? reference : another);
            }
        });
        log.seal();

        assertThat(log.verify()).isEqualTo(new Verification(1200, 1, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update fact set kind = 'X'",
                "delete from fact",
                "truncate fact",
                "update fact_seal set facts = 0",
                "delete from fact_seal",
                "truncate fact_seal",
                "delete from fact_head",
                "alter table fact disable trigger all",
                "drop table fact",
                "insert into fact (reference, number, at, kind, actor, detail, previous, hash, transaction)"
                        + " values ('PI-0000-0000-0000', 1, now(), 'X', 'system', '', '', '', '3')"
            })
    void givesTheApplicationNoRightToChangeIt(String statement) {
        tell(reference);
        log.seal();

        assertThatThrownBy(() -> sql.sql(statement).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
    }

    private void tell(Reference of) {
        log.record(Fact.of(of, "RECORD_RESTRICTED").with("records", 1));
    }

    private List<Long> sealed() {
        return sql.sql("select facts from fact_seal order by number")
                .query(Long.class)
                .list();
    }

    private Path anchor() {
        return Path.of(environment.getRequiredProperty("pidesk.data-dir"), "activity-anchor.log");
    }

    private static void elsewhere(Runnable work) {
        CompletableFuture.runAsync(work).orTimeout(10, TimeUnit.SECONDS).join();
    }
}

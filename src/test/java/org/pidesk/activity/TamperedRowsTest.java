package org.pidesk.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.Reference;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A log of ten thousand facts, and ten thousand changes of one fact each, of every kind and at every place. Five hundred are made
 * at a time, each in a case of its own, and undone; of every case the first bad fact is named. {@link TamperTest} makes them one
 * by one.
 */
@PiDeskTest
class TamperedRowsTest {
    private static final int CASES = 500;
    private static final int FACTS = 20;
    private static final int ROUNDS = 20;

    @Autowired
    ActivityLog log;

    @Autowired
    AnchorFile anchor;

    @Autowired
    Clock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    FlywayConnectionDetails owner;

    private final List<String> cases = new ArrayList<>();
    private Forger forger;

    @BeforeEach
    void writeALog() throws SQLException {
        for (int i = 0; i < CASES; i++) {
            cases.add(Reference.random().value());
        }
        cases.sort(Comparator.naturalOrder());
        for (int number = 1; number <= FACTS; number++) {
            var round = number;
            transaction.executeWithoutResult(status ->
                    cases.forEach(one -> log.record(Fact.of(new Reference(one), "SYSTEM_ANSWERED")
                            .about(UUID.randomUUID().toString())
                            .with("round", round))));
            log.seal();
        }
        forger = new Forger(owner, anchor, clock);
    }

    @AfterEach
    void leave() throws SQLException {
        forger.close();
    }

    @Test
    void areFoundEachByItsCaseAndNumber() throws SQLException {
        assertThat(forger.verify()).isEqualTo(new Verification(CASES * FACTS, FACTS, List.of()));
        var found = 0;
        var missed = new ArrayList<String>();
        for (int round = 0; round < ROUNDS; round++) {
            var expected = new ArrayList<String>();
            for (int i = 0; i < CASES; i++) {
                // every kind meets every number, and no case the same kind twice
                var number = 1 + (i / KINDS.size() + round) % FACTS;
                expected.add("Case " + cases.get(i)
                        + KINDS.get((i + round) % KINDS.size()).forge(forger.sql(), cases.get(i), number));
            }
            var faults = new HashSet<>(forger.verify().faults());
            forger.undo();
            for (var one : expected) {
                if (faults.contains(one)) {
                    found++;
                } else {
                    missed.add(one);
                }
            }
        }
        System.out.printf("tampered rows: %d passed, %d failed%n", found, missed.size());

        assertThat(missed.stream().limit(20)).isEmpty();
        assertThat(found).isEqualTo(CASES * ROUNDS);
        assertThat(forger.verify().faults()).isEmpty();
    }

    /** A way to change one fact. */
    private interface Forgery {
        /** @return what has to be said of the case */
        String forge(JdbcClient sql, String one, int number);
    }

    private static final String THERE = " where reference = ? and number = ?";

    private static final List<Forgery> KINDS = kinds();

    private static List<Forgery> kinds() {
        var kinds = new ArrayList<Forgery>();
        for (var change : List.of(
                "at = at + interval '1 microsecond'",
                "at = at - interval '1 year'",
                "kind = kind || 'X'",
                "kind = lower(kind)",
                "actor = 'mallory'",
                "about = null",
                "about = ''",
                "about = gen_random_uuid()::text",
                "detail = 'round=99'",
                "detail = detail || ' '",
                "previous = sha256(previous)",
                "hash = sha256(hash)",
                "hash = set_byte(hash, 31, 255 - get_byte(hash, 31))",
                "transaction = (transaction::text::bigint - 1)::text::xid8")) {
            kinds.add((sql, one, number) -> {
                assertThat(sql.sql("update fact set " + change + THERE)
                                .params(one, number)
                                .update())
                        .as(change)
                        .isOne();
                return isNotAsItWasWritten(number);
            });
        }
        kinds.add(TamperedRowsTest::delete);
        kinds.add(TamperedRowsTest::add);
        kinds.add(TamperedRowsTest::swap);
        kinds.add(TamperedRowsTest::cut);
        kinds.add(TamperedRowsTest::moveAway);
        kinds.add(TamperedRowsTest::setBack);
        return List.copyOf(kinds);
    }

    private static String isNotAsItWasWritten(int number) {
        return " has a fact " + number + " that is not as it was written.";
    }

    private static String delete(JdbcClient sql, String one, int number) {
        sql.sql("delete from fact" + THERE).params(one, number).update();
        return number < FACTS ? " has no fact " + number + "." : " does not end with fact " + (FACTS - 1) + ".";
    }

    private static String add(JdbcClient sql, String one, int number) {
        sql.sql("insert into fact select reference, " + (FACTS + 1)
                        + ", at, kind, actor, about, detail, hash, sha256(hash), transaction from fact" + THERE)
                .params(one, number)
                .update();
        return isNotAsItWasWritten(FACTS + 1);
    }

    private static String swap(JdbcClient sql, String one, int number) {
        var other = number == FACTS ? number - 1 : number + 1;
        sql.sql("update fact f set detail = o.detail, about = o.about from fact o where f.reference = o.reference"
                        + " and f.reference = ? and f.number in (?, ?) and o.number = ? - f.number")
                .params(one, number, other, number + other)
                .update();
        return isNotAsItWasWritten(Math.min(number, other));
    }

    private static String cut(JdbcClient sql, String one, int number) {
        var kept = Math.max(1, number - 1);
        sql.sql("delete from fact where reference = ? and number > ?")
                .params(one, kept)
                .update();
        return " does not end with fact " + kept + ".";
    }

    private static String moveAway(JdbcClient sql, String one, int number) {
        sql.sql("update fact set number = 99" + THERE).params(one, number).update();
        return number < FACTS ? " has no fact " + number + "." : " has no fact " + FACTS + ".";
    }

    private static String setBack(JdbcClient sql, String one, int number) {
        sql.sql("update fact_head set number = ? where reference = ?")
                .params(number == FACTS ? FACTS + 1 : number, one)
                .update();
        return " does not end with fact " + FACTS + ".";
    }
}

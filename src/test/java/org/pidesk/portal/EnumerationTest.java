package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.MovableClock;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whoever types an address into /pi learns from the answer nothing about whether it is held: not from what it says,
 * not from what it writes, and not from how long it takes.
 *
 * <p>Half of the addresses are held, half are not, in random order over connections that stay open, each asked for once. The times
 * are compared by the rank-sum test of Mann and Whitney. It may fail by chance, so only three seeds that all fail count.
 * A seed counts only where
 * half a millisecond, added to one side of the same times, is seen: on a machine that is too busy for that, nothing is shown.
 */
@PiDeskTest
@Tag("compares-times")
class EnumerationTest {
    private static final int EACH = 1_500;
    private static final int WARM_UP = 100;
    private static final double HALF_A_MILLISECOND = 500_000;
    /** What is left after a code was asked for: at 120 an hour from one network, one in 30 seconds. */
    private static final Duration BETWEEN = Duration.ofSeconds(30);

    @LocalServerPort
    int port;

    @Autowired
    SamplePeople people;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    @BeforeEach
    void manyAreHeld() {
        people.moveIn();
        for (int seed = 0; seed < 3; seed++) {
            database.sql("insert into contact (id, organisation, number, first_name, last_name, email, source,"
                            + " consent_to_process, consent_to_market, state, pseudonym)"
                            + " select gen_random_uuid(), 'abc-motors', 900000 + :from + n, 'First', 'Last',"
                            + " 'person' || :seed || lpad(n::text, 5, '0') || '@held.example.com', 'Test', true, true,"
                            + " 'ACTIVE', gen_random_uuid() from generate_series(1, :count) n")
                    .param("seed", seed)
                    .param("from", seed * 10_000)
                    .param("count", EACH + WARM_UP)
                    .update();
        }
    }

    @Test
    void takesAsLongForAnAddressThatIsHeldAsForOneThatIsNot() throws Exception {
        var passed = false;
        for (int seed = 0; seed < 3 && !passed; seed++) {
            passed = times(seed).lookAlike(HALF_A_MILLISECOND);
        }

        assertThat(passed).isTrue();
    }

    @Test
    void answersAndWritesTheSameForBoth() throws Exception {
        try (var prober = new Prober(port, "/abc-motors/pi")) {
            var before = rowCounts();
            var held = prober.ask("person000001@held.example.com");
            var afterHeld = rowCounts();
            var unknown = prober.ask("person000001@none.example.com");
            var afterUnknown = rowCounts();

            assertThat(masked(unknown.text())).isEqualTo(masked(held.text()));
            assertThat(held.text()).startsWith("HTTP/1.1 303");
            assertThat(grown(afterHeld, afterUnknown)).isEqualTo(grown(before, afterHeld));
            assertThat(grown(before, afterHeld)).containsEntry("notice", 1L).containsEntry("identity_challenge", 1L);
        }
    }

    private Times times(int seed) throws Exception {
        var random = new Random(seed);
        var order = new ArrayList<String>();
        for (int i = 1; i <= EACH + WARM_UP; i++) {
            var name = "person" + seed + "%05d@".formatted(i);
            order.add(name + "held.example.com");
            order.add(name + "none.example.com");
        }
        Collections.shuffle(order, random);
        var times = Times.none();
        try (var prober = new Prober(port, "/abc-motors/pi")) {
            for (int i = 0; i < order.size(); i++) {
                clock.advance(BETWEEN);
                var answer = prober.ask(order.get(i));
                assertThat(answer.text()).startsWith("HTTP/1.1 303");
                if (i >= 2 * WARM_UP) {
                    (order.get(i).contains("@held") ? times.known() : times.unknown()).add((double) answer.nanos());
                }
            }
        }
        return times;
    }

    /** Without what is new in every answer. */
    private static String masked(String answer) {
        return answer.replaceAll("(?m)^Date: .*$", "Date:").replaceAll("pi-code=[A-Za-z0-9_-]{43}", "pi-code=");
    }

    private Map<String, Long> rowCounts() {
        var counts = new TreeMap<String, Long>();
        database.sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list()
                .forEach(table -> counts.put(
                        table,
                        database.sql("select count(*) from \"" + table + "\"")
                                .query(Long.class)
                                .single()));
        return counts;
    }

    private static Map<String, Long> grown(Map<String, Long> before, Map<String, Long> after) {
        var grown = new TreeMap<String, Long>();
        after.forEach((table, count) -> {
            if (!count.equals(before.get(table)) && !table.equals("identity_limit")) {
                grown.put(table, count - before.get(table));
            }
        });
        return grown;
    }
}

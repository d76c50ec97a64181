package org.pidesk.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pidesk.PiDeskTest;
import org.pidesk.consent.Unsubscribes;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.portal.Times;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Nor does the time that they take tell at the other doors who is known: as in {@code EnumerationTest}, which asks at /pi, and
 * {@code SignInTimesTest}. Not compared is the button that unsubscribes: it ends what stands in a record, and who can press it was
 * written to; nobody can make the link of an address.
 */
@PiDeskTest
@Tag("compares-times")
class TimesAtOtherDoorsTest {
    private static final int EACH = Integer.getInteger("hostile.pairs", 500);
    private static final int WARM_UP = 100;
    private static final double HALF_A_MILLISECOND = 500_000;

    @LocalServerPort
    int port;

    @Autowired
    Town town;

    @Autowired
    Unsubscribes unsubscribes;

    @Autowired
    JdbcClient database;

    enum Door {
        FORGOTTEN_PASSWORD,
        UNSUBSCRIBE_PAGE
    }

    @BeforeEach
    void halfOfThemAreKnown() {
        town.wakes();
        town.holds(3 * (EACH + WARM_UP));
    }

    @ParameterizedTest
    @EnumSource
    void takesAsLongForWhoIsKnown(Door door) throws IOException {
        var passed = false;
        try (var caller = new Caller(port)) {
            for (int seed = 0; seed < 3 && !passed; seed++) {
                var from = seed * (EACH + WARM_UP);
                passed = Times.ofPairs(
                                EACH,
                                WARM_UP,
                                new Random(seed),
                                i -> ask(door, caller, "naledi", Town.held(from + i)),
                                i -> ask(door, caller, "nobody", Town.unknown(from + i)))
                        .lookAlike(HALF_A_MILLISECOND);
            }
        }

        assertThat(passed).as(door.name()).isTrue();
    }

    @Test
    void wouldTakeLongerIfWorkWereDoneForTheKnownAlone() throws IOException {
        try (var caller = new Caller(port)) {
            var times = Times.ofPairs(
                    EACH,
                    WARM_UP,
                    new Random(0),
                    i -> {
                        var begun = System.nanoTime();
                        caller.unsubscribe(link(Town.held(i)));
                        return System.nanoTime() - begun;
                    },
                    i -> ask(Door.UNSUBSCRIBE_PAGE, caller, "nobody", Town.unknown(i)));

            assertThat(times.lookAlike(HALF_A_MILLISECOND)).isFalse();
        }
    }

    private long ask(Door door, Caller caller, String account, String address) {
        var link = link(address);
        List.of("staff_forgotten", "sign_in_limit", "sign_in_origin")
                .forEach(table -> database.sql("delete from " + table).update());
        caller.get("/login/reset");
        caller.get(link);
        var begun = System.nanoTime();
        var answer = switch (door) {
            case FORGOTTEN_PASSWORD -> caller.form("/login/reset", "/login/reset", Map.of("username", account));
            case UNSUBSCRIBE_PAGE -> caller.get(link);
        };
        var nanos = System.nanoTime() - begun;
        assertThat(answer.status()).isLessThan(400);
        return nanos;
    }

    private String link(String address) {
        return unsubscribes.link(ABC_MOTORS, EmailAddress.parse(address), null);
    }
}

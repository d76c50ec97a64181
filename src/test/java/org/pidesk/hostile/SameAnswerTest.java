package org.pidesk.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.consent.Unsubscribes;
import org.pidesk.hostile.Wire.Answer;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * At each door where somebody names an address or an account: one that is known and one that is not, in random order, get the
 * same status, headers and words, and leave as many rows. How long it takes, {@code EnumerationTest} and
 * {@code SignInTimesTest} compare.
 */
@PiDeskTest
class SameAnswerTest {
    private static final int EACH = Integer.getInteger("hostile.probes", 20);

    @LocalServerPort
    int port;

    @Autowired
    Town town;

    @Autowired
    StaffMembers staff;

    @Autowired
    Unsubscribes unsubscribes;

    @Autowired
    JdbcClient database;

    private interface Door {
        Answer ask(Caller caller, String name);
    }

    private static final Map<String, Door> DOORS = new TreeMap<>(Map.of(
            "look-up", (caller, name) -> caller.form("/abc-motors/pi", "/abc-motors/pi", Map.of("address", name)),
            "code again",
                    (caller, name) -> {
                        caller.form("/abc-motors/pi", "/abc-motors/pi", Map.of("address", name));
                        return caller.form("/abc-motors/pi", "/abc-motors/pi/code/again", Map.of());
                    },
            "wrong code",
                    (caller, name) -> {
                        caller.form("/abc-motors/pi", "/abc-motors/pi", Map.of("address", name));
                        return caller.form("/abc-motors/pi", "/abc-motors/pi/code", Map.of("code", "000000"));
                    },
            "sign-in",
                    (caller, name) -> caller.form(
                            "/login", "/login", Map.of("username", account(name), "password", "a wrong one")),
            "forgotten password",
                    (caller, name) -> caller.form("/login/reset", "/login/reset", Map.of("username", account(name)))));

    @BeforeEach
    void halfOfThemAreKnown() {
        town.wakes();
        town.holds(EACH);
        for (int i = 0; i < EACH; i++) {
            staff.register(
                    Hires.member(account(Town.held(i)), "Somebody", Role.DEALERSHIP_STAFF, ABC_MOTORS), Town.PASSWORD);
        }
    }

    @Test
    void isGivenAtEveryDoor() throws Exception {
        var probes = 0;
        for (var door : DOORS.entrySet()) {
            var answers = new HashSet<String>();
            var rows = new TreeMap<Boolean, Map<String, Long>>();
            for (var name : inRandomOrder()) {
                forgetLimits();
                var before = rows();
                try (var caller = new Caller(port)) {
                    answers.add(masked(door.getValue().ask(caller, name)));
                }
                var known = name.contains("held");
                rows().forEach((table, count) -> rows.computeIfAbsent(known, any -> new TreeMap<>())
                        .merge(table, count - before.get(table), Long::sum));
                probes++;
            }
            assertThat(answers).as(door.getKey()).hasSize(1);
            assertThat(rows.get(true)).as(door.getKey()).isEqualTo(rows.get(false));
            assertThat(rows.get(true).values().stream().anyMatch(count -> count > 0))
                    .as(door.getKey() + " does something")
                    .isTrue();
        }
        System.out.printf("same answers: %d passed, 0 failed; %d doors%n", probes, DOORS.size());
    }

    /** Its page does not say whether anybody is behind the address. */
    @Test
    void isGivenToWhoUnsubscribes() throws Exception {
        var answers = new HashSet<String>();
        for (var name : inRandomOrder()) {
            var link = unsubscribes.link(ABC_MOTORS, EmailAddress.parse(name), null);
            try (var caller = new Caller(port)) {
                answers.add(masked(caller.get(link)).replace(link, ""));
                var pressed = caller.unsubscribe(link);
                assertThat(pressed.status()).isLessThan(400);
                answers.add("pressed " + masked(pressed).replace(link, ""));
            }
        }

        assertThat(answers).hasSize(2);
    }

    @Test
    void wouldBeSeenToDiffer() throws Exception {
        try (var caller = new Caller(port)) {
            assertThat(masked(caller.get("/login"))).isNotEqualTo(masked(caller.get("/login/reset")));
        }
    }

    private static String account(String name) {
        return name.replaceAll("@(....).*", "$1");
    }

    private static List<String> inRandomOrder() {
        var names = new ArrayList<String>();
        for (int i = 0; i < EACH; i++) {
            names.add(Town.held(i));
            names.add(Town.unknown(i));
        }
        Collections.shuffle(names, new Random(7));
        return names;
    }

    /** Without what is new in every answer, and what was typed. */
    private static String masked(Answer answer) {
        var headers = new TreeMap<>(answer.headers());
        headers.remove("date");
        return (answer.status() + " " + headers + "\n" + answer.body())
                .replaceAll("person\\d{5}(@(held|none).example.com|held|none)", "SOMEBODY")
                .replaceAll("p\\*+@[a-z*.]+|p[^\\s<@]{0,12}\\*[^\\s<]*", "MASK")
                .replaceAll("[A-Za-z0-9_-]{40,}={0,2}", "SECRET")
                .replaceAll("[0-9A-F]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "SESSION");
    }

    private void forgetLimits() {
        for (var table :
                Set.of("identity_limit", "sign_in_limit", "identity_message", "sign_in_attempts", "sign_in_origin")) {
            database.sql("delete from " + table).update();
        }
    }

    private Map<String, Long> rows() {
        var rows = new TreeMap<String, Long>();
        for (var table : List.of(
                "identity_challenge",
                "identity_proof",
                "notice",
                "request",
                "fact",
                "staff_forgotten",
                "staff_link",
                "sign_in_attempts",
                "sign_in_origin",
                "sign_in_alarm",
                "sign_in_proof_of_work",
                "vault_envelope")) {
            rows.put(
                    table,
                    database.sql("select count(*) from " + table)
                            .query(Long.class)
                            .single());
        }
        return rows;
    }
}

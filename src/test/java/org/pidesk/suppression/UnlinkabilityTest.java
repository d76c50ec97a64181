package org.pidesk.suppression;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.suppression.DumpAttacker.Row;
import org.pidesk.vault.Vault;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who steals the whole database links no e-mail entry to its mobile entry better than by chance. */
@PiDeskTest
class UnlinkabilityTest {
    private static final OrganisationId ABC_MOTORS = new OrganisationId("abc-motors");
    private static final int PEOPLE = 1_000;
    private static final int AT_ONCE = 25;
    /** Blind guessing links one person on average; eight or more once in 100,000 runs. */
    private static final int CHANCE = 7;

    private record Person(Address email, Address mobile) {}

    private static final List<Person> ALL = IntStream.range(0, PEOPLE)
            .mapToObj(i -> new Person(
                    Address.parse("person" + i + "@example.com"),
                    Address.parse("0821%06d".formatted(i * 7919 % 1000000))))
            .toList();

    @Autowired
    Suppressions suppressions;

    @Autowired
    Blinding blinding;

    @Autowired
    Vault vault;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    FlywayConnectionDetails owner;

    @Test
    void linksNobodyBetterThanByChance() throws SQLException {
        withdraw(ALL, AT_ONCE);

        var attacker = attacker();

        assertThat(attacker.rows("suppressed_email")).hasSize(PEOPLE);
        attacker.guesses()
                .forEach((attack, guess) -> assertThat(linked(guess)).as(attack).isLessThanOrEqualTo(CHANCE));
    }

    @Test
    void linksAlmostEverybodyWhereBothAreWrittenTogether() throws SQLException {
        for (var person : ALL) {
            transaction.executeWithoutResult(status -> {
                insert(person.email());
                insert(person.mobile());
            });
        }

        assertThat(best()).isGreaterThanOrEqualTo(PEOPLE * 99 / 100);
    }

    @Test
    void linksAlmostEverybodyWhereEachIsWrittenInItsTurn() throws SQLException {
        for (var person : ALL) {
            insert(person.email());
            insert(person.mobile());
        }

        assertThat(best()).isGreaterThanOrEqualTo(PEOPLE * 99 / 100);
    }

    @Test
    void showsOneWriterForAWholeList() throws SQLException {
        withdraw(ALL.subList(0, 100), AT_ONCE);

        var attacker = attacker();

        assertThat(writers(attacker.rows("suppressed_email"))).hasSize(1);
        assertThat(writers(attacker.rows("suppressed_mobile"))).hasSize(1);
        assertThat(writers(attacker.rows("suppressed_email")))
                .isNotEqualTo(writers(attacker.rows("suppressed_mobile")));
    }

    @Test
    void tellsNotWhoCameBeforeWhom() throws SQLException {
        withdraw(ALL, AT_ONCE);

        var place = attacker().rows("suppressed_email").stream().collect(toMap(Row::first, Row::place));
        var inOrder = IntStream.range(1, PEOPLE)
                .filter(i -> place.get(hash(ALL.get(i - 1).email()))
                        < place.get(hash(ALL.get(i).email())))
                .count();

        // half of them, give or take five standard deviations
        assertThat(inOrder).isBetween(420L, 579L);
    }

    @Test
    void letsTheIntakeJoinNothing() throws SQLException {
        withdraw(ALL.subList(0, AT_ONCE), 1000);

        var attacker = attacker();
        var intake = attacker.rows("suppression_intake");
        var hashes = ALL.stream()
                .flatMap(person -> java.util.stream.Stream.of(hash(person.email()), hash(person.mobile())))
                .collect(toSet());

        assertThat(intake).hasSize(2 * AT_ONCE);
        assertThat(intake.stream().flatMap(row -> row.columns().stream())).doesNotContainAnyElementsOf(hashes);
        assertThat(intake.stream()
                        .map(row -> row.columns().get(0).length() + "/"
                                + row.columns().get(1).length())
                        .collect(toSet()))
                .hasSize(1);
    }

    @Test
    void givesNoMoreToWhoSawTheListsBeforeAndAfterThanWhoCameTogether() throws SQLException {
        var guess = new HashMap<String, String>();
        var before = attacker();
        for (int i = 0; i < PEOPLE; i += AT_ONCE) {
            withdraw(ALL.subList(i, i + AT_ONCE), AT_ONCE);
            var after = attacker();
            var emails = newcomers(before, after, "suppressed_email");
            var mobiles = newcomers(before, after, "suppressed_mobile");
            for (int n = 0; n < AT_ONCE; n++) {
                guess.put(emails.get(n), mobiles.get(n));
            }
            before = after;
        }

        // one of each company by chance, forty in all; seventy-five once in a million runs
        assertThat(linked(guess)).isLessThan(75);
    }

    /** As a case does it: all that a withdrawal writes, in one transaction. */
    private void withdraw(List<Person> people, int shuffledEvery) {
        for (int i = 0; i < people.size(); i++) {
            var person = people.get(i);
            transaction.executeWithoutResult(status -> {
                vault.seal(Reference.random(), "evidence", person.email().value(), null);
                suppressions.cover(ABC_MOTORS, person.email());
                suppressions.cover(ABC_MOTORS, person.mobile());
            });
            if ((i + 1) % shuffledEvery == 0) {
                suppressions.shuffle();
            }
        }
    }

    private void insert(Address address) {
        var entry = blinding.entry(ABC_MOTORS, address);
        sql.sql("insert into " + entry.list().table() + " values (?)")
                .param(entry.hash())
                .update();
    }

    private DumpAttacker attacker() throws SQLException {
        try (var connection =
                DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword())) {
            return new DumpAttacker(connection);
        }
    }

    private long best() throws SQLException {
        return attacker().guesses().values().stream()
                .mapToLong(this::linked)
                .max()
                .orElseThrow();
    }

    private long linked(Map<String, String> guess) {
        return ALL.stream()
                .filter(person -> hash(person.mobile()).equals(guess.get(hash(person.email()))))
                .count();
    }

    private static List<String> newcomers(DumpAttacker before, DumpAttacker after, String table) {
        var known = before.rows(table).stream().map(Row::first).collect(toSet());
        return after.rows(table).stream()
                .map(Row::first)
                .filter(hash -> !known.contains(hash))
                .toList();
    }

    private static Set<String> writers(List<Row> rows) {
        return rows.stream().map(Row::writtenBy).collect(toSet());
    }

    private String hash(Address address) {
        return "\\x"
                + java.util.HexFormat.of()
                        .formatHex(blinding.entry(ABC_MOTORS, address).hash());
    }
}

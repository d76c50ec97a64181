package org.pidesk.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.Reference;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;

/** Somebody with every right over the database changes the log; each change is found and its first bad row named. */
@PiDeskTest
class TamperTest {
    private static final int CASES = 12;
    private static final int ROUNDS = 5;

    @Autowired
    ActivityLog log;

    @Autowired
    AnchorFile anchor;

    @Autowired
    Clock clock;

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
        for (int round = 0; round < ROUNDS; round++) {
            for (var one : cases) {
                log.record(Fact.of(new Reference(one), "SYSTEM_ANSWERED")
                        .about(UUID.randomUUID().toString())
                        .with("round", round));
            }
            log.seal();
        }
        forger = new Forger(owner, anchor, clock);
    }

    @AfterEach
    void leave() throws SQLException {
        forger.close();
    }

    @Test
    void raisesNoFalseAlarm() {
        assertThat(forger.verify()).isEqualTo(new Verification(CASES * ROUNDS, ROUNDS, List.of()));
    }

    @Test
    void findsEveryChangedColumn() throws SQLException {
        var changes = List.of(
                "at = at + interval '1 microsecond'",
                "at = 'infinity'",
                "kind = kind || 'X'",
                "kind = kind || e'\\n' || actor, actor = ''",
                "actor = 'mallory'",
                "about = null",
                "about = ''",
                "about = gen_random_uuid()::text",
                "detail = 'round=9'",
                "detail = ''",
                "previous = sha256(previous)",
                "previous = ''",
                "hash = sha256(hash)",
                "hash = ''",
                "transaction = (transaction::text::bigint - 1)::text::xid8",
                "transaction = '18446744073709551615'");
        for (var one : List.of(cases.get(0), cases.get(6), cases.get(CASES - 1))) {
            for (int number = 1; number <= ROUNDS; number++) {
                for (var change : changes) {
                    if (change.equals("previous = ''") && number == 1) {
                        continue;
                    }
                    forge("update fact set " + change + " where reference = '" + one + "' and number = " + number);
                    assertThat(faultsThenUndo())
                            .as(change)
                            .first()
                            .isEqualTo("Case " + one + " has a fact " + number + " that is not as it was written.");
                }
            }
        }
    }

    @Test
    void findsAFactThatMovedToAnotherNumberOrCase() throws SQLException {
        forge("update fact set number = 99 where reference = '" + cases.get(3) + "' and number = 2");
        assertThat(faultsThenUndo()).containsExactly("Case " + cases.get(3) + " has no fact 2.");

        forge("update fact set number = 0 where reference = '" + cases.get(3) + "' and number = 2");
        assertThat(faultsThenUndo())
                .containsExactly("Case " + cases.get(3) + " has a fact 0 that does not belong there.");

        forge("update fact set reference = 'PI-0000-0000-0000' where reference = '" + cases.get(3) + "'");
        assertThat(faultsThenUndo())
                .contains("Case PI-0000-0000-0000 has a fact 1 that is not as it was written.")
                .contains("Case " + cases.get(3) + " has lost all its facts.");
    }

    @Test
    void findsEveryDeletedFact() throws SQLException {
        for (int number = 1; number <= ROUNDS; number++) {
            forge("delete from fact where reference = '" + cases.get(5) + "' and number = " + number);
            assertThat(faultsThenUndo())
                    .hasSize(2)
                    .contains(
                            number < ROUNDS
                                    ? "Case " + cases.get(5) + " has no fact " + number + "."
                                    : "Case " + cases.get(5) + " does not end with fact 4.")
                    .contains("Seal " + number + " was put on 12 facts and finds 11.");
        }
    }

    @Test
    void findsAWholeCaseThatIsGone() throws SQLException {
        forge("delete from fact where reference = '" + cases.get(0) + "'");
        forge("delete from fact_head where reference = '" + cases.get(0) + "'");

        assertThat(faultsThenUndo()).hasSize(ROUNDS).first().isEqualTo("Seal 1 was put on 12 facts and finds 11.");
    }

    @Test
    void findsAnInsertedFact() throws SQLException {
        forge("insert into fact select reference, number + 1, at, kind, actor, about, detail, hash, sha256(hash),"
                + " transaction from fact where reference = '" + cases.get(2) + "' and number = " + ROUNDS);
        assertThat(faultsThenUndo())
                .first()
                .isEqualTo("Case " + cases.get(2) + " has a fact 6 that is not as it was written.");
    }

    @Test
    void findsTwoFactsThatChangedPlaces() throws SQLException {
        forge("update fact f set detail = o.detail, about = o.about, at = o.at from fact o"
                + " where f.reference = o.reference and f.reference = '" + cases.get(7)
                + "' and ((f.number = 2 and o.number = 3) or (f.number = 3 and o.number = 2))");

        assertThat(faultsThenUndo())
                .containsExactly("Case " + cases.get(7) + " has a fact 2 that is not as it was written.");
    }

    @Test
    void findsEveryChangedSeal() throws SQLException {
        for (var change : List.of(
                "at = at + interval '1 microsecond'",
                "at = '-infinity'",
                "until_transaction = (until_transaction::text::bigint + 1)::text::xid8",
                "facts = facts + 1",
                "root = sha256(root)",
                "previous = sha256(previous)",
                "hash = sha256(hash)")) {
            for (int number = 1; number <= ROUNDS; number++) {
                forge("update fact_seal set " + change + " where number = " + number);
                assertThat(faultsThenUndo()).as(change).first().asString().startsWith("Seal " + number + " ");
            }
        }
    }

    @Test
    void findsEverySealThatIsGone() throws SQLException {
        for (int number = 1; number < ROUNDS; number++) {
            forge("delete from fact_seal where number = " + number);
            assertThat(faultsThenUndo()).first().isEqualTo("Seal " + number + " is missing.");
        }
    }

    @Test
    void findsAnEndOfAChainThatIsMovedOrGone() throws SQLException {
        forge("update fact_head set number = 4 where reference = '" + cases.get(1) + "'");
        assertThat(faultsThenUndo()).containsExactly("Case " + cases.get(1) + " does not end with fact 5.");

        forge("delete from fact_head where reference = '" + cases.get(1) + "'");
        assertThat(faultsThenUndo()).containsExactly("Case " + cases.get(1) + " does not end with fact 5.");
    }

    /** Facts, ends and seals fit each other again: only the anchor knows better. */
    @Test
    void findsATailThatWasCutOffCleanly() throws SQLException {
        forge("delete from fact where number = " + ROUNDS);
        forge("delete from fact_seal where number = " + ROUNDS);
        forge("update fact_head h set number = f.number, hash = f.hash from fact f"
                + " where f.reference = h.reference and f.number = " + (ROUNDS - 1));

        assertThat(faultsThenUndo())
                .containsExactly("Seal 5 and what followed it was cut off: the anchor knows 5 seals.");
    }

    /** The forger knows how the log is made, and makes every hash anew. */
    @Test
    void findsALogThatWasWrittenAnew() throws SQLException {
        forge("update fact set detail = 'round=9' where number = " + ROUNDS + " and reference = '" + cases.get(4)
                + "'");
        var row = forger.sql()
                .sql("select " + Row.COLUMNS + " from fact where number = ? and reference = ?")
                .params(ROUNDS, cases.get(4))
                .query((found, position) -> Row.read(found))
                .single();
        forger.sql()
                .sql("update fact set hash = ? where number = ? and reference = ?")
                .params(row.reckoned(), ROUNDS, cases.get(4))
                .update();
        forger.sql()
                .sql("update fact_head set hash = ? where reference = ?")
                .params(row.reckoned(), cases.get(4))
                .update();
        sealAnew();

        assertThat(faultsThenUndo()).containsExactly("Seal 5 is another one than the anchor knows.");
    }

    @Test
    void quotesNothingThatSomebodyWroteIntoIt() throws SQLException {
        forge("update fact set reference = 'thandi@example.com', detail = 'Thandi Mokoena' where reference = '"
                + cases.get(0) + "'");

        assertThat(String.join(" ", faultsThenUndo()))
                .doesNotContainIgnoringCase("thandi")
                .contains("unreadable");
    }

    private void sealAnew() {
        var seals = forger.sql()
                .sql("select " + Seal.COLUMNS + " from fact_seal order by number desc limit 2")
                .query((found, position) -> Seal.read(found))
                .list();
        var tree = new MerkleTree();
        forger.reader().toSeal(seals.get(1).until(), seals.get(0).until()).forEach(leaf -> tree.add(leaf.hash()));
        var anew = seals.get(1).next(seals.get(0).at(), seals.get(0).until(), tree);
        forger.sql()
                .sql("update fact_seal set root = ?, hash = ? where number = ?")
                .params(anew.root(), anew.hash(), anew.number())
                .update();
    }

    private void forge(String statement) {
        assertThat(forger.sql().sql(statement).update()).as(statement).isPositive();
    }

    private List<String> faultsThenUndo() throws SQLException {
        var faults = forger.verify().faults();
        forger.undo();
        assertThat(faults).isNotEmpty();
        return faults;
    }
}

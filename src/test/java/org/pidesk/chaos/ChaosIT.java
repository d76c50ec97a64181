package org.pidesk.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.request.RequestType;
import org.pidesk.suppression.Suppressions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Two nodes and their database are killed again and again while requests of all types come in and are worked on: nothing is
 * lost, nothing is done twice. That this would be noticed, is shown on what is left of the run.
 */
@Tag("chaos")
class ChaosIT {
    private static final String ONE_OF_THEM =
            " reference = (select min(reference) from acknowledged where type = '%s')";
    /** Here a node halts by itself: before the work, after it, before the commit, after it. */
    private static final List<String> TASKS = List.of("deIdentify.serviceTask_deIdentifyContact");

    private static Run run;
    private static Run.Plan plan;
    private static Evidence evidence;
    private static Connection database;

    @TempDir
    Path temporary;

    @BeforeAll
    static void playItThrough() throws IOException, SQLException, InterruptedException {
        plan = Chaos.plan(
                Integer.getInteger("chaos.requests", 150),
                Integer.getInteger("chaos.kills", 6),
                ServiceTasks.places().stream()
                        .filter(place -> TASKS.contains(place.substring(0, place.lastIndexOf('.'))))
                        .toList(),
                Chaos.seed());
        System.out.println("To play it again: -Dchaos.seed=" + plan.seed());
        run = new Run(plan, Path.of("target/chaos"), System.out);
        run.play();
        evidence = run.evidence();
        database = run.database().asAdministrator();
        database.setAutoCommit(false);
    }

    @AfterAll
    static void stop() throws SQLException {
        if (database != null) {
            database.close();
        }
        if (run != null) {
            run.close();
        }
    }

    @Test
    void losesNothingAndDoesNothingTwice() throws SQLException, IOException {
        var found = new Invariants(database, evidence).look();
        Chaos.report(plan, run, found);

        assertThat(found)
                .allSatisfy((rule, breaking) -> assertThat(breaking).as(rule).isEmpty());
        assertThat(evidence.acknowledged()).hasSizeGreaterThan(plan.requests() * 9 / 10);
        assertThat(evidence.kills()).isGreaterThanOrEqualTo(plan.kills());
        assertThat(run.notPassed()).isEmpty();
    }

    /** What is planted, and the rule that must name it. */
    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("I1 Every acknowledged request exists", "delete from request where" + one("LOOK_UP")),
                arguments("I1 There is no request that nobody", copy("request", "reference", one("LOOK_UP"))),
                arguments(
                        "I1 Every request has ended", "update request set status = 'CANCELLED' where" + one("LOOK_UP")),
                arguments(
                        "I1 Every request has ended",
                        "update request set status = 'IN_PROGRESS', closed_at = null where" + one("ALTERATION")),
                arguments(
                        "I1 No process runs",
                        "insert into act_ru_execution (id_, business_key_) select 'x', min(reference) from acknowledged"),
                arguments(
                        "I2 Each case has the same facts",
                        "insert into fact (reference, number, at, kind, actor, detail, previous, hash)"
                                + " select reference, number + 1000, at, kind, actor, detail, previous, hash from fact"
                                + " where number = 2 and" + one("WITHDRAWAL")),
                arguments(
                        "I2 Each case has the same notices",
                        copy("notice", "id", "kind = 'RECEIPT' and" + one("WITHDRAWAL"))),
                arguments(
                        "I2 What was asked to be altered",
                        "update contact set last_name = 'Other' where last_name = (select min(surname) || 'new'"
                                + " from acknowledged where type = 'ALTERATION')"),
                arguments(
                        "I2 Whoever withdrew",
                        "update contact set state = 'ACTIVE' where id ="
                                + " (select id from contact where state = 'DE_IDENTIFIED' limit 1)"),
                arguments(
                        "I3 No process",
                        copy(
                                        "act_hi_procinst",
                                        "id_",
                                        "proc_def_key_ = 'deIdentify' and business_key_ ="
                                                + " (select min(reference) from acknowledged where type = 'DE_IDENTIFICATION')")
                                .replace(
                                        "to_jsonb(t)",
                                        "to_jsonb(t) - 'proc_inst_id_' || jsonb_build_object('proc_inst_id_', 'x')")),
                arguments(
                        "I4 The facts of each case",
                        "update fact set previous = '\\x00' where number = 2 and" + one("ALTERATION")),
                arguments(
                        "I4 The facts of each case",
                        "delete from fact where number = 3 and" + one("DE_IDENTIFICATION")),
                arguments(
                        "I5 There is no incident",
                        "insert into act_ru_incident (id_, rev_, incident_timestamp_, incident_type_, activity_id_)"
                                + " values ('x', 1, now(), 'failedJob', 'x')"),
                arguments(
                        "I5 No job",
                        "insert into act_ru_job (id_, rev_, type_, retries_, handler_type_)"
                                + " values ('x', 1, 'message', 0, 'x')"),
                arguments("I5 No message is held", "update notice set tell_at = now() where" + one("LOOK_UP")),
                arguments("I6 No message has failed", "update notice set status = 'FAILED' where" + one("LOOK_UP")),
                arguments(
                        "I7 Nothing names",
                        "update contact set notes = (select 'Ask ' || min(surname) from acknowledged"
                                + " where type = 'WITHDRAWAL') where state = 'DE_IDENTIFIED'"),
                arguments(
                        "I7 Nothing names",
                        "insert into act_ge_bytearray (id_, rev_, bytes_) select 'x', 1, convert_to(surname, 'UTF8')"
                                + " from acknowledged where type = 'WITHDRAWAL' limit 1"),
                arguments("I8 No date", "update request set due = due + 1, told = told + 1 where" + one("WITHDRAWAL")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void noticesWhatIsPlantedIntoTheDatabase(String rule, String fault) throws SQLException, IOException {
        // the fault refers to it
        new Invariants(database, evidence).bringEvidence();
        try (var statement = database.createStatement()) {
            statement.execute("set local session_replication_role = replica");
            assertThat(statement.executeUpdate(fault)).isPositive();

            assertThat(new Invariants(database, evidence, rule).broken()).isNotEmpty();
        } finally {
            database.rollback();
        }
    }

    @Test
    void noticesAMailThatNeverCame() throws SQLException, IOException {
        var lost = evidence.mails().stream()
                .filter(mail -> mail.to().startsWith(Person.MARKER))
                .reduce((first, last) -> last)
                .orElseThrow();

        assertThat(broken(
                        evidence.with(evidence.mails().stream()
                                .filter(mail -> !mail.messageId().equals(lost.messageId()))
                                .toList()),
                        "I6 Every mail"))
                .isNotEmpty();
    }

    @Test
    void noticesATextThatNeverCame() throws SQLException, IOException {
        var codesAlone = evidence.texts().stream()
                .filter(text -> text.bytes().contains("your code is"))
                .toList();

        assertThat(broken(evidence.withTexts(codesAlone), "I6 Every text")).isNotEmpty();
    }

    @Test
    void noticesMoreCopiesOfATextThanCanBe() throws SQLException, IOException {
        var more = new ArrayList<>(evidence.texts());
        var whole = evidence.texts().stream()
                .filter(FaultyTextServer.Text::isLast)
                .findFirst()
                .orElseThrow();
        more.addAll(Collections.nCopies(evidence.ambiguous() + evidence.kills() + 1, whole));

        assertThat(broken(evidence.withTexts(more), "I6 There are no more copies of texts"))
                .isNotEmpty();
    }

    @Test
    void noticesMoreCopiesThanCanBe() throws SQLException, IOException {
        var more = new ArrayList<>(evidence.mails());
        more.addAll(Collections.nCopies(
                evidence.ambiguous() + evidence.kills() + 1, evidence.mails().get(0)));

        assertThat(broken(evidence.with(more), "I6 There are no more copies of mails"))
                .isNotEmpty();
    }

    @Test
    void noticesTheSameMailUnderTwoNames() throws SQLException, IOException {
        new Invariants(database, evidence).bringEvidence();
        var id = "<" + UUID.randomUUID() + "@pi-desk.example>";
        try (var statement = database.createStatement();
                var row = statement.executeQuery("select m.recipient, m.subject, m.message_id from mail m join notice n"
                        + " using (message_id) where n.kind = 'RECEIPT' limit 1")) {
            row.next();
            var mails = new ArrayList<>(evidence.mails());
            mails.add(new FaultyMailServer.Mail(row.getString(1), id, row.getString(2)));
            var former = row.getString(3);
            statement.execute("set local session_replication_role = replica");
            statement.executeUpdate(copy("notice", "id", "message_id = '" + former + "'")
                    .replace("to_jsonb(t)", "to_jsonb(t) || jsonb_build_object('message_id', '" + id + "')"));

            assertThat(new Invariants(database, evidence.with(mails), "I6 All copies").broken())
                    .isNotEmpty();
        } finally {
            database.rollback();
        }
    }

    @Test
    void noticesANameInALog() throws SQLException, IOException {
        var removed = evidence.acknowledged().values().stream()
                .filter(one -> one.type() == RequestType.WITHDRAWAL)
                .findFirst()
                .orElseThrow();
        var log = Files.writeString(temporary.resolve("node.log"), "WARN " + Person.address(removed.person()));

        assertThat(broken(evidence.withFile(log), ""))
                .containsExactly("I7 Nothing names a person who was de-identified: file node.log");
    }

    @Test
    void noticesAnAddressInAFileInBase64() throws SQLException, IOException {
        var removed = evidence.acknowledged().values().stream()
                .filter(one -> one.type() == RequestType.DE_IDENTIFICATION)
                .findFirst()
                .orElseThrow();
        var words = "Dear " + Person.surname(removed.person()) + ", here it is.";
        var file = Files.writeString(
                temporary.resolve("document"),
                "data:" + Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8)));

        assertThat(broken(evidence.withFile(file), ""))
                .containsExactly("I7 Nothing names a person who was de-identified: file document");
    }

    @Test
    void noticesWhatTheProductsOwnCheckFinds() throws SQLException, IOException {
        assertThat(broken(evidence.with("12 facts, 3 seals, 1 faults, exit code 1"), ""))
                .singleElement()
                .asString()
                .startsWith("I4 The product's own check");
    }

    @Test
    void noticesAnAddressThatFellOffABlackList() throws SQLException, IOException {
        var person = Person.address(removedWithAMailbox());
        var found = inATransactionThatIsRolledBack(() -> {
            product(Suppressions.class).lift(Dealership.ID, EmailAddress.parse(person));
            return run.kept().look(plan.requests());
        });

        assertThat(broken(evidence.with(found), "I2 Whoever was removed stands"))
                .isNotEmpty();
    }

    @Test
    void noticesAnEntryOfABlackListThatNobodyAskedFor() throws SQLException, IOException {
        var found = inATransactionThatIsRolledBack(() -> {
            product(Suppressions.class).cover(Dealership.ID, EmailAddress.parse("lerato@abcmotors.example.com"));
            return run.kept().look(plan.requests());
        });

        assertThat(broken(evidence.with(found), "I2 Whoever was removed stands"))
                .isNotEmpty();
        assertThat(broken(evidence.with(found), "I2 The journal")).isNotEmpty();
    }

    @Test
    void noticesAKeyThatIsLost() throws SQLException, IOException {
        var envelope = product(JdbcClient.class)
                .sql("select key_id::text from vault_envelope limit 1")
                .query(String.class)
                .single();
        var key = run.kept().keys().resolve(envelope.substring(0, 2)).resolve(envelope);
        var aside = Files.move(key, temporary.resolve("key"));
        try {
            assertThat(broken(evidence.with(run.kept().look(plan.requests())), "I2 What is sealed"))
                    .isNotEmpty();
        } finally {
            Files.move(aside, key);
        }
    }

    private static int removedWithAMailbox() {
        return evidence.acknowledged().values().stream()
                .filter(one -> one.type().removes())
                .map(Run.Acknowledged::person)
                .filter(person -> !Person.hasMobile(person))
                .findFirst()
                .orElseThrow();
    }

    private static <T> T product(Class<T> type) {
        return run.kept().product().getBean(type);
    }

    private static Kept.Found inATransactionThatIsRolledBack(Supplier<Kept.Found> look) {
        return product(TransactionOperations.class).execute(status -> {
            status.setRollbackOnly();
            return look.get();
        });
    }

    /** @param rules how those begin that are looked at */
    private static List<String> broken(Evidence known, String rules) throws SQLException, IOException {
        try {
            return new Invariants(database, known, rules).broken();
        } finally {
            database.rollback();
        }
    }

    private static String one(String type) {
        return ONE_OF_THEM.formatted(type);
    }

    /** The same row once more, under another key. */
    private static String copy(String table, String key, String where) {
        return ("insert into %1$s select (jsonb_populate_record(null::%1$s, to_jsonb(t)"
                        + " || jsonb_build_object('%2$s', left(gen_random_uuid()::text, %4$d)))).* from %1$s t where %3$s")
                .formatted(table, key, where, key.equals("id") ? 36 : 18);
    }
}

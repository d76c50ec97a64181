package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pidesk.DatabasePasswords;
import org.pidesk.PiDeskTest;
import org.pidesk.Rush;
import org.pidesk.Visitor;
import org.pidesk.consent.Interests;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.identity.Proving;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MovableClock;
import org.pidesk.notice.Sender;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The same form, code, link and task, eight times in one instant, over HTTP: they leave what one alone leaves. All that
 * keeps them apart stands in the database, so it is no matter which node they come to.
 */
@PiDeskTest
class EightAtOnceTest {
    private static final String PI = "/abc-motors/pi";
    private static final String PASSWORD = "correct horse battery";
    private static final String TASKS = "/camunda/api/engine/engine/default/task/";
    private static final Pattern LINK =
            Pattern.compile("http://localhost(?::\\d+)?(/abc-motors/pi/[\\w-]+/[\\w-]{20,})");
    /** Camunda's own words, with its own status 500. */
    private static final String TASK_IS_GONE = "Cannot find task with id";

    private static final List<String> EFFECTS = List.of(
            "request",
            "request_address",
            "request_link",
            "identity_proof",
            "notice",
            "fact",
            "contact",
            "marketing_consent",
            "contact_note",
            "system_answer",
            "vault_envelope",
            "act_hi_procinst",
            "act_hi_taskinst",
            "act_hi_actinst",
            "act_ru_job",
            "act_ru_task");

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext application;

    @Autowired
    SamplePeople people;

    @Autowired
    Stage stage;

    @Autowired
    Proving proving;

    @Autowired
    Interests interests;

    @Autowired
    StaffMembers staff;

    @Autowired
    Contacts contacts;

    @Autowired
    Sender sender;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    DataSource pool;

    @BeforeEach
    void everybodyHasMovedIn() {
        people.moveIn();
    }

    /** One thing that somebody could do more than once. */
    private interface Deed {
        HttpResponse<String> once();
    }

    /** Makes ready what can then be done. */
    private interface Scene {
        Deed of(int round);
    }

    @ParameterizedTest
    @CsvSource({"/withdraw, " + HeldController.WORDING, "/de-identify, " + DeIdentifyController.WORDING})
    void theSameForm(String what, String wording) {
        rush(round -> form(round, what, wording))
                .forEach(answers -> assertThat(answers)
                        .extracting(EightAtOnceTest::location)
                        .allMatch(place -> place.matches(PI + "/done/PI(-[0-9A-Z]{4}){3}"))
                        .containsOnly(location(answers.get(0))));
    }

    @Test
    void theSameChangesOnTwoTabs() {
        rush(this::changes)
                .forEach(answers -> assertThat(answers)
                        .extracting(EightAtOnceTest::location)
                        .areExactly(Rush.AT_ONCE, begunBy(PI + "/alter/done/")));
    }

    @Test
    void theSameCode() {
        rush(this::code)
                .forEach(answers -> assertThat(answers)
                        .extracting(EightAtOnceTest::location)
                        .areExactly(1, begunBy(PI + "/held")));
    }

    @Test
    void theSameLinkThatCancels() {
        rush(this::cancellation)
                .forEach(answers -> assertThat(answers)
                        .extracting(EightAtOnceTest::location)
                        .areExactly(Rush.AT_ONCE - 1, endedBy("?late")));
    }

    @Test
    void theSameLinkThatSubscribes() {
        interests.add(ABC_MOTORS, "New cars", "New models and test drives.", Stage.NALEDI);
        rush(this::subscription)
                .forEach(answers ->
                        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(303));
    }

    @Test
    void theSameTaskInTasklist() {
        staff.register(Hires.member(Stage.NALEDI, "Naledi", Role.DEALERSHIP_STAFF, ABC_MOTORS), PASSWORD);
        var clerk = new Visitor("http://localhost:" + port, HttpClient.newBuilder(), "X-Requested-With", "pidesk");
        clerk.signIn(Stage.NALEDI, PASSWORD);
        clerk.get("/camunda/app/tasklist/default/");

        rush(round -> task(clerk, round))
                .forEach(answers ->
                        assertThat(answers).extracting(HttpResponse::statusCode).containsOnlyOnce(204));
    }

    /** That a second effect would be seen: the same form with nothing that keeps two apart. */
    @Test
    void withoutTheLocksASecondCaseIsOpened() throws SQLException, IOException {
        administrate(
                "create schema without_locks",
                "grant usage on schema without_locks to public",
                "create function without_locks.pg_advisory_xact_lock(bigint) returns void language plpgsql"
                        + " as 'begin end'",
                "alter role pidesk set search_path = without_locks, pg_catalog, public");
        try {
            assertThat(IntStream.range(0, 200).anyMatch(round -> casesOpenedInARush(round) > 1))
                    .isTrue();
        } finally {
            administrate("alter role pidesk reset search_path", "drop schema without_locks cascade");
        }
    }

    private long casesOpenedInARush(int round) {
        var before = rows("request");
        Rush.of(form(round, "/withdraw", HeldController.WORDING)::once);
        return rows("request") - before;
    }

    /** The first time it is done once, and all further times eight times: each leaves the same. */
    private List<List<HttpResponse<String>>> rush(Scene scene) {
        var alone = scene.of(0);
        var before = effects();
        alone.once();
        var effect = since(before);
        assertThat(effect).isNotEmpty();
        return IntStream.rangeClosed(1, Rush.ROUNDS)
                .mapToObj(round -> {
                    var deed = scene.of(round);
                    var earlier = effects();
                    var answers = Rush.of(deed::once);
                    assertThat(answers)
                            .filteredOn(answer -> answer.statusCode() >= 500)
                            .extracting(HttpResponse::body)
                            .allMatch(why -> why.contains(TASK_IS_GONE));
                    assertThat(since(earlier)).as("round %d", round).isEqualTo(effect);
                    clock.advance(Duration.ofMinutes(1));
                    return answers;
                })
                .toList();
    }

    private Deed form(int round, String what, String wording) {
        var browser = proven(address(round));
        var page = browser.get(PI + what);
        return () -> browser.submit(page, PI + what, Map.of("wording", wording));
    }

    private Deed changes(int round) {
        contacts.add(new Contact(ABC_MOTORS, "Nomsa", "Khumalo", "Walked in").reachedAt(address(round)));
        var browser = proven(address(round));
        browser.submit(PI + "/alter", Map.of("surname", "Dube"));
        var page = browser.get(PI + "/alter/confirm");
        var shown = Map.of("wording", Visitor.hidden(page, "wording"), "shown", Visitor.hidden(page, "shown"));
        return () -> browser.submit(page, PI + "/alter/confirm", shown);
    }

    private Deed code(int round) {
        var browser = new Visitor(port);
        var address = address(round);
        browser.submit(PI, Map.of("address", address.value()));
        sender.sendDue();
        var code = Received.by(application).code(address.value());
        var page = browser.get(PI + "/code");
        return () -> browser.submit(page, PI + "/code", Map.of("code", code));
    }

    private Deed cancellation(int round) {
        stage.withdraw(address(round));
        sender.sendDue();
        var link = linkTo(address(round));
        var browser = new Visitor(port);
        var page = browser.get(link + "/cancel");
        return () -> browser.submit(page, link + "/cancel", Map.of());
    }

    private Deed subscription(int round) {
        var browser = new Visitor(port);
        var page = browser.get(PI + "/subscribe");
        browser.submit(
                page,
                PI + "/subscribe",
                Map.of("address", address(round).value(), "wording", Visitor.hidden(page, "wording"), "interest", "*"));
        sender.sendDue();
        var link = linkTo(address(round));
        var asked = browser.get(link);
        return () -> browser.submit(asked, link, Map.of());
    }

    private Deed task(Visitor clerk, int round) {
        var task = stage.tasks(stage.lookUp(address(round)), "userTask_lookInSystem")
                .get(0)
                .getId();
        var sheet = clerk.call("GET", "/desk/tasks/" + task, null);
        var saved = clerk.upload(
                "PUT",
                "/desk/tasks/" + task + "/answer?writer=rush&edition=1",
                "application/json",
                "{\"outcome\": \"NOT_FOUND\", \"evidence\": \"Searched by address and by name.\"}",
                sheet.headers().firstValue("X-CSRF-TOKEN").orElseThrow());
        assertThat(saved.statusCode()).isEqualTo(204);
        return () -> clerk.call("POST", TASKS + task + "/submit-form", "{}");
    }

    private Visitor proven(Address address) {
        var browser = new Visitor(port);
        browser.keep(
                "pi-proof", proving.prove(ABC_MOTORS, List.of(address)).get(0).value());
        return browser;
    }

    private String linkTo(Address address) {
        var link = LINK.matcher(Received.by(application).newest(address.value()).orElseThrow());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static EmailAddress address(int round) {
        return EmailAddress.parse("rush" + round + "@host" + round + ".example.com");
    }

    private Map<String, Long> effects() {
        var rows = new TreeMap<String, Long>();
        EFFECTS.forEach(table -> rows.put(table, rows(table)));
        return rows;
    }

    private Map<String, Long> since(Map<String, Long> before) {
        var more = effects();
        more.replaceAll((table, rows) -> rows - before.get(table));
        more.values().removeIf(rows -> rows == 0);
        return more;
    }

    private long rows(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static Condition<String> begunBy(String start) {
        return new Condition<>(place -> place.startsWith(start), "begins with " + start);
    }

    private static Condition<String> endedBy(String end) {
        return new Condition<>(place -> place.endsWith(end), "ends with " + end);
    }

    /** What a connection finds is settled when it is made: so all are made anew. */
    private void administrate(String... commands) throws SQLException {
        var hikari = pool.unwrap(HikariDataSource.class);
        try (var connection = new DatabasePasswords(application.getEnvironment()).administrator(hikari.getJdbcUrl());
                var statement = connection.createStatement()) {
            for (var command : commands) {
                statement.execute(command);
            }
        }
        hikari.getHikariPoolMXBean().softEvictConnections();
    }
}

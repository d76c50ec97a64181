package org.pidesk.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Outcome;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.sla.Deadlines;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each figure of the dashboard leads to the cases that it counts: as many, and no others. */
@PiDeskTest
class CaseListTest {
    private static final String PASSWORD = "correct horse battery";
    private static final Pattern CASE = Pattern.compile("/desk/requests/(PI-[^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("href=\"([^\"]+after=[^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    CaseFigures figures;

    @Autowired
    Stage stage;

    @Autowired
    SamplePeople people;

    @Autowired
    Operators operators;

    @Autowired
    StaffMembers staff;

    @Autowired
    JdbcClient database;

    @Autowired
    Clock clock;

    private final Map<String, Visitor> visitors = new HashMap<>();

    @BeforeEach
    void twoDealerships() {
        people.moveIn();
        hire("naledi", Role.DEALERSHIP_STAFF, ABC_MOTORS);
        hire("johan", Role.COMPLIANCE_MANAGER, ABC_MOTORS);
        hire("imran", Role.COMPLIANCE_MANAGER, SEA_POINT_CARS);
        staff.register(Hires.ADMIN, PASSWORD);
    }

    @Test
    void hasAsManyRowsAsTheFigureSays() {
        casesOfAllKinds();
        var overview = figures.of(ABC_MOTORS);

        Stream.of(List.of(overview.all()), overview.kinds(), overview.systems())
                .<Counted>flatMap(List::stream)
                .forEach(counted -> {
                    for (var standing : Standing.values()) {
                        assertThat(listed(standing, counted.of()))
                                .as(standing + " " + counted.name())
                                .hasSize((int) counted.in(standing))
                                .doesNotHaveDuplicates();
                    }
                });
        assertThat(overview.all())
                .extracting(Counted::open, Counted::dueSoon, Counted::atRisk, Counted::breached)
                .containsExactly(9L, 5L, 4L, 3L);
        assertThat(overview.systems()).isNotEmpty();
    }

    /** Two of each standing; of the three that are over, one has been noted. */
    private void casesOfAllKinds() {
        for (var type : List.of("LOOK_UP", "ALTERATION")) {
            open(type, 3, "AT_RISK");
            open(type, 0, "WORKING_DEADLINE");
            open(type, -1, "WORKING_DEADLINE");
        }
        open("LOOK_UP", 6, null);
        open("LOOK_UP", 7, "HALF");
        open("DE_IDENTIFICATION", -1, "BREACHED");
        closes(open("LOOK_UP", 2, "AT_RISK"));
        database.sql("select reference from request where organisation = ?")
                .param(ABC_MOTORS.value())
                .query(String.class)
                .list()
                .forEach(reference -> operators.ask(new Reference(reference), ABC_MOTORS));
    }

    @Test
    void putsWhatIsDueFirstOnTopAndGoesOnWhereAPageEnds() {
        var due = new HashMap<String, Integer>();
        for (int number = 0; number < 2 * CaseList.PAGE + 7; number++) {
            var type = number % 3 == 0 ? "ALTERATION" : "LOOK_UP";
            due.put(open(type, 40 - number % 20, null).value(), 40 - number % 20);
        }

        var listed = listed(Standing.OPEN, "");

        assertThat(listed).containsExactlyInAnyOrderElementsOf(due.keySet());
        assertThat(listed).extracting(due::get).isSorted();
        var first = get("johan", address(Standing.OPEN, "")).body();
        assertThat(references(first)).hasSize(CaseList.PAGE);
        assertThat(first).doesNotContain("From the beginning");
        assertThat(get("johan", next(first)).body()).contains("From the beginning");
    }

    @Test
    void saysHowLateACaseIsAndWhoHasIt() {
        var process = stage.withdraw(THANDI);
        stage.work();
        change(process.getBusinessKey(), -2, "WORKING_DEADLINE");

        var page = get("johan", address(Standing.BREACHED, "WITHDRAWAL")).body();

        assertThat(page)
                .contains(process.getBusinessKey(), "2 days late", "Breached: the last day is over")
                .contains("nobody yet; for staff")
                .doesNotContainIgnoringCase("thandi", "nkosi", "@");
        database.sql("update act_ru_task set assignee_ = 'naledi'").update();
        assertThat(get("johan", address(Standing.BREACHED, "")).body())
                .contains("Somebody")
                .doesNotContain("nobody yet");
    }

    @Test
    void showsNothingOfAnotherOrganisation() {
        open("LOOK_UP", -1, null);
        operators.ask(open("LOOK_UP", -1, null), ABC_MOTORS);
        var theirs = operators.of(ABC_MOTORS).get(0).id().toString();

        assertThat(listed(Standing.BREACHED, theirs)).hasSize(1);
        assertThat(references(get("imran", address(Standing.OPEN, "")).body())).isEmpty();
        assertThat(get("imran", address(Standing.OPEN, theirs)).statusCode()).isEqualTo(404);
    }

    @Test
    void isNotThereForAnybodyElse() {
        for (var other : List.of("naledi", "admin")) {
            assertThat(get(other, "/desk/cases").statusCode()).as(other).isEqualTo(404);
        }
        assertThat(get("johan", "/desk/cases").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesWhatIsNoList() {
        for (var strange : List.of("of=NOTHING", "of=00000000-0000-0000-0000-000000000000")) {
            assertThat(get("johan", "/desk/cases?" + strange).statusCode())
                    .as(strange)
                    .isEqualTo(404);
        }
        for (var strange : List.of(
                "standing=LOST",
                "after=tomorrow",
                "after=2026-01-01",
                "after=2026-01-01/x",
                "after=/PI-7K3M-9QXW-C2TD")) {
            assertThat(get("johan", "/desk/cases?" + strange).statusCode())
                    .as(strange)
                    .isEqualTo(400);
        }
    }

    @Test
    void showsASystemForWhichNothingWaits() {
        var system = operators.of(ABC_MOTORS).get(0);

        assertThat(get("johan", address(Standing.OPEN, system.id().toString())).body())
                .contains("There is none.", "selected=\"selected\">" + system.name());
    }

    /** An answer ends the waiting, a further question begins it again; the case's dates are followed. */
    @Test
    void followsWhatWaitsForASystem() {
        var reference = open("LOOK_UP", 3, null);
        var system = operators.ask(reference, ABC_MOTORS).get(0).id();
        var of = system.toString();

        assertThat(listed(Standing.OPEN, of)).containsExactly(reference.value());
        operators.answer(reference, system, Outcome.NOT_FOUND, "naledi");
        assertThat(listed(Standing.OPEN, of)).isEmpty();
        operators.askAgain(reference, system);
        change(reference.value(), -1, "AT_RISK");
        assertThat(listed(Standing.BREACHED, of)).containsExactly(reference.value());
        closes(reference);
        assertThat(listed(Standing.OPEN, of)).isEmpty();
        database.sql("update request set status = 'IN_PROGRESS', closed_at = null where reference = ?")
                .param(reference.value())
                .update();
        assertThat(listed(Standing.BREACHED, of)).containsExactly(reference.value());
        database.sql("delete from request_address where reference = ?")
                .param(reference.value())
                .update();
        database.sql("delete from request where reference = ?")
                .param(reference.value())
                .update();
        assertThat(database.sql("select count(*) from waiting_case")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private List<String> listed(Standing standing, String of) {
        var all = new ArrayList<String>();
        for (var address = address(standing, of); address != null; ) {
            var page = get("johan", address).body();
            all.addAll(references(page));
            address = next(page);
        }
        return all;
    }

    private static List<String> references(String page) {
        return CASE.matcher(page).results().map(found -> found.group(1)).toList();
    }

    private static String next(String page) {
        var found = NEXT.matcher(page);
        return found.find() ? found.group(1).replace("&amp;", "&") : null;
    }

    private static String address(Standing standing, String of) {
        return "/desk/cases?standing=" + standing + "&of=" + of;
    }

    private Reference open(String type, int dueIn, String rung) {
        var reference = stage.opens(type, FRED);
        change(reference.value(), dueIn, rung);
        return reference;
    }

    private void change(String reference, int dueIn, String rung) {
        LocalDate today = Deadlines.dayOf(clock.instant());
        database.sql("update request set due = ?, rung = ? where reference = ?")
                .params(today.plusDays(dueIn), rung, reference)
                .update();
    }

    private void closes(Reference reference) {
        database.sql("update request set status = 'FULFILLED', closed_at = now() where reference = ?")
                .param(reference.value())
                .update();
    }

    private HttpResponse<String> get(String name, String address) {
        return visitors.computeIfAbsent(name, one -> Visitor.signedIn(port, one, PASSWORD))
                .call("GET", address, null);
    }

    private void hire(String name, Role role, OrganisationId organisation) {
        staff.register(Hires.member(name, "Somebody", role, organisation), PASSWORD);
    }
}

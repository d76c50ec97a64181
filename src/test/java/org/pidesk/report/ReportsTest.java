package org.pidesk.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.operator.Operators;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.pidesk.web.Printing;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages of the reports: of the own organisation, for compliance managers, and for nobody else. */
@PiDeskTest
class ReportsTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String REPORTS = "/desk/reports";
    private static final String VOLUMES = REPORTS + "/volumes?from=2025-01&to=2025-12";
    private static final List<String> ALL = List.of("volumes", "refusals", "steps", "systems", "paia");

    @LocalServerPort
    int port;

    @Autowired
    SamplePeople people;

    @Autowired
    StaffMembers staff;

    @Autowired
    Operators operators;

    @Autowired
    Stage stage;

    @Autowired
    JdbcClient database;

    @Autowired
    Printing printing;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Visitor> visitors = new HashMap<>();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @BeforeEach
    void twoOrganisations() {
        people.moveIn();
        hire("naledi", Role.DEALERSHIP_STAFF, ABC_MOTORS);
        hire("johan", Role.COMPLIANCE_MANAGER, ABC_MOTORS);
        hire("imran", Role.COMPLIANCE_MANAGER, SEA_POINT_CARS);
        staff.register(Hires.ADMIN, PASSWORD);
        count("RECEIVED", "2025-05-01", 1234);
        count("FULFILLED", "2025-06-01", 30);
        count("ON_TIME", "2025-06-01", 27);
        count("LATE", "2025-06-01", 3);
    }

    @Test
    void showsAComplianceManagerTheFiguresOfTheirOrganisation() {
        assertThat(get("johan", REPORTS).body()).contains("/desk/reports/volumes", "/desk/reports/paia");
        assertThat(get("johan", VOLUMES).body())
                .contains("ABC Motors, January 2025 to December 2025.")
                .contains(
                        ">1,234<",
                        ">90.0 %<",
                        ">May 2025<",
                        "<title id=\"chart-title\">Requests answered in each month")
                .contains("0 received, 30 answered, 3 late");
        assertThat(get("imran", VOLUMES).body())
                .contains("Sea Point Cars, January 2025", "There is nothing in it.")
                .doesNotContain("ABC", "1,234");
    }

    @Test
    void isNotThereForAnybodyElse() {
        for (var report : ALL) {
            for (var address : List.of(REPORTS, REPORTS + "/" + report, REPORTS + "/" + report + "/file?type=csv")) {
                assertThat(get("johan", address).statusCode()).as(address).isEqualTo(200);
                for (var other : List.of("naledi", "admin")) {
                    assertThat(get(other, address).statusCode()).as(other).isEqualTo(404);
                }
                assertThat(new Visitor(port).call("GET", address, null).statusCode())
                        .isEqualTo(401);
            }
        }
        assertThat(get("naledi", "/desk/look-ups").body()).doesNotContain("\"/desk/reports\"");
        assertThat(get("johan", "/desk/look-ups").body()).contains("\"/desk/reports\"");
    }

    /** Whoever asks for many documents, people or staff, takes nobody's turn. */
    @Test
    void asksToComeBackWhereManyDocumentsAreMade() {
        var goOn = new CountDownLatch(1);
        var begun = new CountDownLatch(4);
        var others = IntStream.range(0, 4)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> printing.inTurn(() -> {
                            begun.countDown();
                            return await(goOn);
                        }),
                        threads))
                .toList();
        assertThat(await(begun)).isTrue();

        var busy = get("johan", REPORTS + "/volumes/file?type=pdf");
        goOn.countDown();
        assertThat(others).allMatch(CompletableFuture::join);

        assertThat(busy.statusCode()).isEqualTo(429);
        assertThat(busy.body()).contains("Many documents are asked for just now", "in a minute");
        assertThat(taken()).isEmpty();
        assertThat(get("johan", REPORTS + "/volumes/file?type=pdf").statusCode())
                .isEqualTo(200);
        assertThat(taken()).hasSize(1);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void saysWhichMonthsThereAreAndLosesNothing() {
        for (var months : List.of("from=%2B999999999-12&to=%2B999999999-12", "from=-9999-01&to=-9999-02")) {
            for (var report : List.of("volumes", "steps")) {
                var answer = get("johan", REPORTS + "/" + report + "?" + months);

                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(answer.body())
                        .contains("Choose a year between 2000 and 2100.", "type=\"text\" id=\"from\"")
                        .containsPattern("value=\"(\\+999999999-12|-9999-01)\"");
            }
        }
    }

    @Test
    void givesTheSameAsAFileAndNotesWhoTookIt() {
        var file = get("johan", REPORTS + "/volumes/file?type=csv&from=2025-05&to=2025-06");

        assertThat(file.body())
                .isEqualTo("\uFEFF\"Month\",\"Request\",\"Received\",\"Fulfilled\",\"Refused\",\"Cancelled\","
                        + "\"On time\",\"Late\",\"Extended\",\"On-time rate\"\r\n"
                        + "\"2025-05\",\"Look-up\",\"1234\",\"0\",\"0\",\"0\",\"0\",\"0\",\"0\",\"\"\r\n"
                        + "\"2025-06\",\"Look-up\",\"0\",\"30\",\"0\",\"0\",\"27\",\"3\",\"0\",\"90.0%\"\r\n"
                        + "\"\",\"All\",\"1234\",\"30\",\"0\",\"0\",\"27\",\"3\",\"0\",\"90.0%\"\r\n");
        assertThat(header(file, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"volumes-2025-05-to-2025-06.csv\"");
        assertThat(header(file, "Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(file, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(file, "Content-Security-Policy")).contains("default-src 'none'");
        assertThat(taken())
                .containsExactly("johan as=csv;from=2025-05;organisation=of-abc-motors;report=volumes;to=2025-06");
    }

    @Test
    void givesEveryFileOfEveryReport() {
        for (var report : ALL) {
            for (var type : List.of("csv", "xlsx", "pdf")) {
                var file = get("johan", REPORTS + "/" + report + "/file?type=" + type);
                assertThat(file.statusCode()).as(report + type).isEqualTo(200);
                assertThat(header(file, "Content-Disposition")).endsWith("." + type + "\"");
            }
        }
        assertThat(taken()).hasSize(15);
        assertThat(get("johan", REPORTS + "/volumes").statusCode()).isEqualTo(200);
        assertThat(taken()).hasSize(15);
    }

    @Test
    void saysWhatIsWrongWithTheMonths() {
        for (var page : List.of("", "/file")) {
            var answer = get("johan", REPORTS + "/volumes" + page + "?type=csv&from=2025-06&to=%22%3E%3Cb%3E");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .contains("Give a month as year and month", "value=\"2025-06\"", "aria-invalid=\"true\"")
                    .doesNotContain("<b>");
        }
        assertThat(get("johan", REPORTS + "/paia?year=1999").body()).contains("Choose one of the years.");
        assertThat(get("johan", REPORTS + "/nothing").statusCode()).isEqualTo(404);
        assertThat(get("johan", REPORTS + "/volumes/file?type=exe").statusCode())
                .isEqualTo(404);
        assertThat(taken()).isEmpty();
    }

    @Test
    void sendsWordsThatLookLikeMarkupAsWords() {
        operators.ask(stage.opens("LOOK_UP", SamplePeople.FRED), ABC_MOTORS);
        database.sql("update processing_system set name = '<img src=x onerror=alert(1)>' where id in"
                        + " (select system from system_asked limit 1)")
                .update();

        assertThat(get("johan", REPORTS + "/systems").body())
                .contains("&lt;img src=x onerror=alert(1)&gt;")
                .doesNotContain("<img src=x");
    }

    private List<String> taken() {
        return database.sql("select actor || ' ' || detail from fact where kind = 'REPORT_TAKEN'")
                .query(String.class)
                .list();
    }

    private void count(String figure, String month, int number) {
        database.sql("insert into month_figure values (?, 'LOOK_UP', true, ?::date, ?, null, ?)")
                .params(ABC_MOTORS.value(), month, figure, number)
                .update();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private HttpResponse<String> get(String name, String address) {
        return visitors.computeIfAbsent(name, one -> Visitor.signedIn(port, one, PASSWORD))
                .get(address);
    }

    private void hire(String name, Role role, OrganisationId organisation) {
        staff.register(Hires.member(name, "Somebody", role, organisation), PASSWORD);
    }
}

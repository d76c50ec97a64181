package org.pidesk.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.Browser;
import org.pidesk.PiDeskTest;
import org.pidesk.Tour;
import org.pidesk.operator.Operators;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.signin.KnownBrowser;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The reports as a compliance manager sees them, and what is taken away. */
@PiDeskTest
@ExtendWith(Browser.class)
class ReportsIT {
    private static final String PASSWORD = "correct horse battery";

    private final Tour tour = new Tour();

    @LocalServerPort
    int port;

    @Autowired
    SamplePeople people;

    @Autowired
    StaffMembers staff;

    @Autowired
    Operators operators;

    @Autowired
    JdbcClient database;

    @Autowired
    Clock clock;

    @BeforeEach
    void aYearOfWork() {
        people.moveIn();
        staff.register(Hires.member("johan", "Johan Botha", Role.COMPLIANCE_MANAGER, ABC_MOTORS), PASSWORD);
        for (int back = 0; back < 12; back++) {
            count("LOOK_UP", "RECEIVED", null, back, 40 + 3 * back % 11);
            count("LOOK_UP", "FULFILLED", null, back, 38 + back % 5);
            count("LOOK_UP", "ON_TIME", null, back, 38);
            count("LOOK_UP", "LATE", null, back, back % 5);
            count("LOOK_UP", "EXTENDED", null, back, back % 3);
            count("LOOK_UP", "OVERDUE", null, back, back % 5);
            count("DE_IDENTIFICATION", "RECEIVED", null, back, 9 + back % 4);
            count("DE_IDENTIFICATION", "REFUSED", back % 2 == 0 ? "TAX_RECORD" : "OPEN_DEAL", back, 1 + back % 3);
            count("DE_IDENTIFICATION", "ON_TIME", null, back, 1 + back % 3);
        }
        step("deIdentify", "Decide what must stay", 62, 40);
        step("deIdentify", "Decide what must stay", 68, 12);
        step("deIdentify", "Release de-identification", 55, 50);
        step("lookupNotFound", "Look in system", 66, 80);
        step("alterInformation", "Settle what is in the way", 71, 6);
        for (var system : operators.of(ABC_MOTORS)) {
            answers(system.id(), null, 60);
            answers(system.id(), 60 + system.name().length() % 9, 52);
        }
    }

    @Test
    void canBeReadByEverybody(Browser browser) throws IOException {
        // the checker brings styles of its own
        var page = comes(browser.page(options -> options.setBypassCSP(true)));

        for (var report : List.of("", "/volumes", "/refusals", "/steps", "/systems", "/paia", "/volumes?from=x&to=")) {
            page.setViewportSize(1280, 900);
            page.navigate(address(report));
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .as(report)
                    .isEmpty();
            picture(page, report);
            page.setViewportSize(320, 800);
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as(report)
                    .isEqualTo(320);
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .as(report)
                    .isEmpty();
            picture(page, report + "-narrow");
        }
    }

    @Test
    void isAskedForMonthsAndTakenAwayByKeyboard(Browser browser) throws IOException {
        var page = comes(browser.page(options -> options));
        page.navigate(address(""));
        page.getByText("Volumes and on-time rate").focus();
        page.keyboard().press("Enter");
        page.setViewportSize(1280, 1380);
        page.locator(".chart").waitFor();
        tour.picture(page, "report-volumes");
        var now = YearMonth.now(clock);

        page.getByLabel("First month").fill(now.toString());
        page.getByLabel("First month").press("Enter");

        // a row for each type of request, and the sum of both
        assertThat(page.locator("tbody tr").count()).isEqualTo(3);
        var file = page.waitForDownload(() -> {
            page.getByRole(AriaRole.LINK, named("CSV")).focus();
            page.keyboard().press("Enter");
        });
        assertThat(file.suggestedFilename()).isEqualTo("volumes-" + now + ".csv");
        assertThat(Files.readAllLines(file.path())).hasSize(4);
    }

    @Test
    void printsWhatThePageShows(Browser browser) throws IOException {
        var page = comes(browser.page(options -> options));
        for (var report : List.of("volumes", "steps", "systems", "paia")) {
            page.navigate(address("/" + report));
            var file = page.waitForDownload(
                    () -> page.getByRole(AriaRole.LINK, named("PDF")).click());

            assertThat(file.suggestedFilename()).endsWith(".pdf");
            try (var pdf = Loader.loadPDF(Files.readAllBytes(file.path()))) {
                assertThat(new PDFTextStripper().getText(pdf)).contains("ABC Motors");
                ImageIO.write(
                        new PDFRenderer(pdf).renderImageWithDPI(0, 80),
                        "png",
                        file("reports-" + report + "-pdf").toFile());
            }
        }
    }

    private Page comes(Page page) {
        KnownBrowser.signIn(page, "http://localhost:" + port, "johan", PASSWORD);
        return page;
    }

    private String address(String report) {
        return "http://localhost:" + port + "/desk/reports" + report;
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static void picture(Page page, String report) throws IOException {
        var name =
                "reports" + report.replaceAll("[?].*?(-narrow)?$", "-refused$1").replace('/', '-');
        page.screenshot(new Page.ScreenshotOptions().setPath(file(name)).setFullPage(true));
    }

    private static Path file(String name) throws IOException {
        return Files.createDirectories(Path.of("target/screens")).resolve(name + ".png");
    }

    private void count(String type, String figure, String ground, int back, int number) {
        database.sql("insert into month_figure values (?, ?, true, ?, ?, ?, ?)")
                .params(ABC_MOTORS.value(), type, month(back), figure, ground, number)
                .update();
    }

    private void step(String process, String step, int bucket, int number) {
        database.sql("insert into step_figure values (?, ?, ?, ?, ?, ?)")
                .params(ABC_MOTORS.value(), process, step, month(0), bucket, number)
                .update();
    }

    private void answers(UUID system, Integer bucket, int number) {
        database.sql("insert into system_figure values (?, ?, ?, ?)")
                .params(system, month(0), bucket, number)
                .update();
    }

    private LocalDate month(int back) {
        return YearMonth.now(clock).minusMonths(back).atDay(1);
    }
}

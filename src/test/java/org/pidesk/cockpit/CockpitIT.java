package org.pidesk.cockpit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.Browser;
import org.pidesk.PiDeskTest;
import org.pidesk.Tour;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.signin.KnownBrowser;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cockpit as a compliance manager sees it, and how little of it an administrator does. */
@PiDeskTest
@ExtendWith(Browser.class)
class CockpitIT {
    /** The first load of Camunda's scripts takes long. */
    private static final int PATIENCE = 60_000;

    private static final String PASSWORD = "correct horse battery";
    private static final String COCKPIT = "/camunda/app/cockpit/default/#/";
    private static final String MARKUP = "<img src=x onerror=alert(1)>";

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    SamplePeople people;

    @Autowired
    StaffMembers staff;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcClient database;

    @Autowired
    Clock clock;

    private final Tour tour = new Tour();
    private ProcessInstance process;

    @BeforeEach
    void aDealershipAtWork() {
        people.moveIn();
        staff.register(Hires.member("johan", "Johan Botha", Role.COMPLIANCE_MANAGER, ABC_MOTORS), PASSWORD);
        staff.register(Hires.member("naledi", "Naledi Khumalo", Role.DEALERSHIP_STAFF, ABC_MOTORS), PASSWORD);
        staff.register(Hires.ADMIN, PASSWORD);
        process = stage.withdraw(THANDI);
        stage.work();
        stage.pass(Duration.ofHours(30));
        stage.decideThatNothingHolds(process);
        stage.passThePause();
        database.sql("insert into case_rung values (?, 'HALF', now() - interval '1 hour', now())")
                .param(process.getBusinessKey())
                .update();
        opened("ALTERATION", 5, "HALF");
        lookedUp("sipho@example.org", 2, "AT_RISK");
        tasks.claim(lookedUp("lindiwe@example.org", -1, "BREACHED"), "naledi");
        for (int weeks = 0; weeks < 12; weeks++) {
            answered(weeks, 2 + weeks % 4, false);
        }
        answered(3, 2, true);
    }

    @Test
    void showsHowLateTheCasesAre(Browser browser) {
        // names come from the register of systems
        database.sql("update processing_system set name = ? where id in (select system from system_asked limit 1)")
                .param(MARKUP)
                .update();
        var page = comes(browser, 1280, "johan");

        seen(page.getByText("Cases of ABC Motors"));
        assertThat(page.locator(".pidesk-tile")).hasCount(5);
        assertThat(page.locator(".pidesk-breach strong")).hasText("1");
        assertThat(page.locator(".pidesk-dashboard")).containsText(MARKUP);
        assertThat(page.locator(".pidesk img")).hasCount(0);
        picture(page, "cockpit-figures-of-markup");
        page.getByText("The same in numbers").focus();
        page.keyboard().press("Enter");
        assertThat(page.getByText("Answered by week")).isVisible();
    }

    @Test
    void canBeReadByEverybody(Browser browser) {
        // the checker brings styles of its own
        var page = comes(browser.page(options -> options.setBypassCSP(true)), "johan");
        seen(page.getByText("Cases of ABC Motors"));

        // the rest of the page is Camunda's
        Assertions.assertThat(new AxeBuilder(page)
                        .include(List.of(".pidesk"))
                        .analyze()
                        .getViolations())
                .isEmpty();
        page.navigate("http://localhost:" + port + "/desk/cases");
        Assertions.assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }

    @Test
    void isReadOnANarrowScreen(Browser browser) {
        var page = comes(browser, 320, "johan");

        seen(page.getByText("Cases of ABC Motors"));
        fits(page);
        picture(page, "cockpit-figures-narrow");
    }

    @Test
    void leadsFromAFigureToTheCasesBehindIt(Browser browser) {
        var page = comes(browser, 1280, "johan");
        seen(page.getByText("Cases of ABC Motors"));
        page.locator("td[data-label='At risk'] a").first().waitFor();
        tour.picture(page, "cockpit-figures");

        page.locator("a.pidesk-breach").click();
        assertThat(page.locator("h1")).hasText("Cases of ABC Motors");
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator(".standings [aria-current]")).containsText("Breached 1");
        page.getByLabel("Which").selectOption("Alteration");
        page.getByText("Show").click();
        assertThat(page.getByText("There is none.")).isVisible();
        page.locator(".standings a").first().click();
        assertThat(page.locator("tbody tr")).hasCount(1);
        page.navigate("http://localhost:" + port + "/desk/cases");
        tour.picture(page, "desk-cases");
        page.setViewportSize(320, 900);
        picture(page, "desk-cases-narrow");
        Assertions.assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isEqualTo(320);
    }

    @Test
    void showsTheDatesOnANarrowScreen(Browser browser) {
        var page = comes(browser, 320, "johan");
        seen(page.getByText("Cases of ABC Motors"));
        page.navigate(address("process-instance/" + process.getId() + "/runtime?tab=pidesk-dates"));

        seen(page.locator(".pidesk h2").first());
        fits(page);
        // nothing of Camunda's lies over it
        page.getByText("Open the case").click(new Locator.ClickOptions().setTrial(true));
        page.getByText("Why this day?").scrollIntoViewIfNeeded();
        picture(page, "cockpit-dates-narrow");
    }

    @Test
    void paintsWhereTimeIsSpent(Browser browser) {
        var page = comes(browser, 1280, "johan");
        seen(page.getByText("Cases of ABC Motors"));
        page.navigate(address("process-definition/" + removal() + "/runtime?detailsTab=pidesk-time"));

        seen(page.locator(".pidesk-heat").first());
        seen(page.locator(".pidesk-table tbody th").filter(with("Decide what must stay")));
        seen(page.locator(".djs-element.pidesk-heat-4").first());
        tour.picture(page, "cockpit-time");
    }

    @Test
    void showsTheDatesOfACase(Browser browser) {
        var page = comes(browser, 1280, "johan");
        seen(page.getByText("Cases of ABC Motors"));
        page.navigate(address("process-instance/" + process.getId() + "/runtime"));
        seen(page.getByText("Dates and deadlines"));
        page.getByText("Dates and deadlines").click();

        seen(page.getByText("Why this day?"));
        assertThat(page.locator(".pidesk")).containsText("that day is not counted.");
        assertThat(page.locator(".pidesk")).containsText("nobody yet; for staff");
        tour.picture(page, "cockpit-dates");
        page.getByText("Open the case").click();
        assertThat(page.locator("h1")).containsText(process.getBusinessKey());
    }

    @Test
    void showsAnAdministratorNoCases(Browser browser) {
        var page = comes(browser, 1280, "admin");

        seen(page.getByText("Open Incidents").first());
        assertThat(page.locator("section.deprecate")).hasCount(0);
        assertThat(page.locator(".pidesk")).hasCount(0);
    }

    private Page comes(Browser browser, int width, String username) {
        return comes(browser.page(options -> options.setViewportSize(width, 900)), username);
    }

    private Page comes(Page page, String username) {
        KnownBrowser.signIn(page, "http://localhost:" + port, username, PASSWORD);
        page.navigate(address("dashboard"));
        return page;
    }

    private String address(String page) {
        return "http://localhost:" + port + COCKPIT + page;
    }

    private String removal() {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(process.getBusinessKey())
                .processDefinitionKey("deIdentify")
                .singleResult()
                .getProcessDefinitionId();
    }

    private void opened(String type, int dueIn, String rung) {
        change(stage.opens(type, FRED).value(), dueIn, rung);
    }

    /** @return one of its tasks */
    private String lookedUp(String address, int dueIn, String rung) {
        var search = stage.lookUp(EmailAddress.parse(address));
        stage.work();
        change(search.getBusinessKey(), dueIn, rung);
        return stage.tasks(search, "userTask_lookInSystem").get(0).getId();
    }

    private void change(String reference, int dueIn, String rung) {
        database.sql("update request set due = ?, rung = ? where reference = ?")
                .params(LocalDate.now(clock).plusDays(dueIn), rung, reference)
                .update();
    }

    private void answered(int weeksAgo, int number, boolean late) {
        database.sql("insert into answered_figure values (?, 'LOOK_UP', ?, ?, ?)")
                .params(ABC_MOTORS.value(), LocalDate.now(clock).minusWeeks(weeksAgo), late, number)
                .update();
    }

    private static void fits(Page page) {
        Assertions.assertThat((Boolean) page.evaluate("[...document.querySelectorAll('.pidesk *')]"
                        + ".every(part => part.closest('thead') || part.getBoundingClientRect().right <= 321)"))
                .isTrue();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screens", name + ".png")));
    }

    private static Locator.FilterOptions with(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static void seen(Locator part) {
        assertThat(part).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
    }
}

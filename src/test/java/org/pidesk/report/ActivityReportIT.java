package org.pidesk.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.Browser;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Field;
import org.pidesk.request.Stage;
import org.pidesk.signin.KnownBrowser;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A compliance manager reads what was done, from the month to the day to the case, on every screen. */
@PiDeskTest
@ExtendWith(Browser.class)
class ActivityReportIT {
    private static final String PASSWORD = "correct horse battery";

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    StaffMembers staff;

    private Page page;

    @BeforeEach
    void signIn(Page newPage) {
        page = newPage;
        stage.proofOf(FRED);
        staff.register(Hires.member("johan", "Johan Botha", Role.COMPLIANCE_MANAGER, ABC_MOTORS), PASSWORD);
        var altered = stage.alter(FRED, Map.of(Field.SURNAME, "Hound"));
        stage.work();
        stage.answerEverywhere(altered, Map.of("SURNAME", "DONE"));
        KnownBrowser.signIn(page, "http://localhost:" + port, "johan", PASSWORD);
        page.waitForURL("**/camunda/app/**");
    }

    @Test
    void leadsFromTheMonthToTheDayOfAUserToTheCase() {
        open("/desk/reports/diary");
        isForEverybody("diary");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("the person, "))
                .first()
                .click();
        assertThat(page.locator("#user").inputValue()).isEqualTo("person");
        assertThat(page.locator("tbody").textContent())
                .contains("Alteration asked for")
                .doesNotContain("Hound");
        isForEverybody("day");

        page.locator("tbody a[href*='/desk/requests/']").first().click();
        assertThat(page.locator("h1").textContent()).contains("PI-");
    }

    @Test
    void keepsWhatWasTypedAndSaysWhatIsWrongBesideIt() {
        open("/desk/reports/activity?from=2026-02-29&to=99999-01-01&user=mallory&order=oldest");

        assertThat(page.getByLabel("First day").inputValue()).isEqualTo("2026-02-29");
        assertThat(page.getByLabel("Last day").inputValue()).isEqualTo("99999-01-01");
        assertThat(page.getByLabel("In order").inputValue()).isEqualTo("oldest");
        assertThat(page.locator("#from-wrong").textContent()).startsWith("There is no such day.");
        isForEverybody("wrong");
    }

    @Test
    void handsOverAFileFromTheKeyboard() {
        open("/desk/reports/activity");
        isForEverybody("report");

        var file = page.waitForDownload(() -> {
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("XLSX"))
                    .focus();
            page.keyboard().press("Enter");
        });

        assertThat(file.suggestedFilename()).startsWith("activity-").endsWith(".xlsx");
    }

    private void open(String address) {
        page.setViewportSize(1280, 900);
        page.navigate("http://localhost:" + port + address);
    }

    private void isForEverybody(String name) {
        photograph(name);
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        page.setViewportSize(320, 800);
        photograph(name + "-320");
        page.locator("details").evaluateAll("all => all.forEach(one => one.open = true)");
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        page.setViewportSize(1280, 900);
    }

    private void photograph(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/screenshots/activity-" + name + ".png")));
    }
}

package org.pidesk.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.pidesk.signin.Dealerships.PASSWORD;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.assertions.PageAssertions.HasURLOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.Browser;
import org.pidesk.PiDeskTest;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@PiDeskTest
@ExtendWith(Browser.class)
class SignInIT {
    /** The first load of Camunda's scripts takes long. */
    private static final int PATIENCE = 60_000;

    @LocalServerPort
    int port;

    @Autowired
    Organisations organisations;

    @Autowired
    StaffMembers staff;

    @Autowired
    org.camunda.bpm.engine.ProcessEngine engine;

    @Autowired
    org.springframework.jdbc.core.JdbcTemplate database;

    @BeforeEach
    void twoDealerships() {
        Dealerships.open(organisations, staff);
    }

    @Test
    void leadsStaffToTheirListsOfTasks(Page page) {
        signIn(page, "naledi");

        for (var list :
                new String[] {"My organisation's tasks", "My tasks", "Overdue", "Due this week", "Waiting for operators"
                }) {
            seen(page.getByText(list).first());
        }
        seen(page.getByText("Naledi Khumalo"));
        // a campaign can be begun
        seen(page.getByText("Start process"));
        for (var closed : new String[] {"Create task", "Community Edition"}) {
            assertThat(page.getByText(closed)).not().isVisible();
        }
    }

    @Test
    void letsStaffTakeATaskAndGiveItBack(Page page) {
        try (var cases = new OpenCases(engine, database)) {
            cases.open(Dealerships.ABC);
            signIn(page, "naledi");
            page.getByText("My organisation's tasks").first().click(new Locator.ClickOptions().setTimeout(PATIENCE));
            page.getByText("Of staff").first().click(new Locator.ClickOptions().setTimeout(PATIENCE));

            seen(page.getByText("Claim").first());
            page.getByText("Claim").first().click();
            seen(page.locator(".unclaim"));
            page.locator(".unclaim").click();
            seen(page.getByText("Claim").first());
            assertThat(page.getByText("Add Comment")).not().isVisible();
        }
    }

    @Test
    void leadsAdministratorsToCockpit(Page page) {
        signIn(page, "admin");

        seen(page.getByText("Open Incidents").first());
        assertThat(page.getByText("Community Edition")).not().isVisible();
    }

    @Test
    void signsOutOfTasklistByOurPage(Page page) {
        signIn(page, "naledi");
        seen(page.locator(".account .dropdown-toggle"));
        page.locator(".account .dropdown-toggle").click();
        page.locator(".account .logout a").click();

        assertThat(page.getByText("You are signed in as naledi.")).isVisible();
        page.locator("button[type=submit]").click();
        assertThat(page.getByText("You are signed out.")).isVisible();
    }

    @Test
    void leadsToOurPageWhenTheSessionHasEnded(Page page) {
        signIn(page, "naledi");
        seen(page.getByText("Overdue").first());
        page.context().clearCookies();

        page.getByText("Overdue").first().click();

        assertThat(page).hasURL(Pattern.compile(".*/login$"), new HasURLOptions().setTimeout(PATIENCE));
    }

    @Test
    void canBeReadByEverybody(Browser browser) {
        // the checker brings styles of its own
        var page = browser.page(options -> options.setBypassCSP(true));
        page.navigate(address("/login"));
        page.getByLabel("User name").fill("naledi");
        page.getByLabel("Password").fill("not it");
        page.locator("button[type=submit]").click();

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("do not belong together");
        Assertions.assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }

    private void signIn(Page page, String username) {
        KnownBrowser.signIn(page, address(""), username, PASSWORD);
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }

    private static void seen(Locator part) {
        assertThat(part).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
    }
}

package org.pidesk.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.pidesk.signin.Dealerships.ABC;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PageAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.Browser;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.OfPhones;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.App;
import org.pidesk.staff.ForgottenPasswords;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Links;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffAccounts;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** From an invitation to work, and from a forgotten password back to it, in a browser. */
@PiDeskTest
@ExtendWith(Browser.class)
class AccountsIT {
    private static final String GOOD = "wilted marmalade on tuesday";

    @LocalServerPort
    int port;

    @Autowired
    Organisations organisations;

    @Autowired
    StaffMembers staff;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    ForgottenPasswords forgotten;

    @Autowired
    Links links;

    @Autowired
    @OfPhones
    MovableClock phones;

    @BeforeEach
    void somebodyIsInvited() {
        Dealerships.open(organisations, staff);
        accounts.invite(Hires.ADMIN, Hires.member("sipho", "Sipho Ndlovu", Role.COMPLIANCE_MANAGER, ABC));
    }

    @Test
    void leadsFromTheInvitationThroughTheSecondFactorToWork(Browser browser) {
        // the checker brings styles of its own
        var page = browser.page(options -> options.setBypassCSP(true));
        page.navigate(address("/login/invitation/" + links.newest("sipho").value()));
        isForEverybody(page);
        page.getByLabel("New password").fill("passwordpassword");
        button(page, "Set the password");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("guessed early");
        isForEverybody(page);
        page.getByLabel("New password").fill(GOOD);
        button(page, "Set the password");
        assertThat(page.getByText("Your password is set. Sign in with it.")).isVisible();

        signIn(page, "sipho");
        assertThat(page).hasURL(Pattern.compile(".*/login/enrol$"));
        isForEverybody(page);
        var app = App.with(page.locator(".factor-secret").textContent(), phones);
        page.getByLabel("The six digits that the app shows").fill(app.code());
        button(page, "Set it up");
        Assertions.assertThat(page.locator(".factor-codes li").count()).isEqualTo(10);
        isForEverybody(page);
        button(page, "I have kept them");

        assertThat(page)
                .hasURL(Pattern.compile(".*/tasklist/.*"), new PageAssertions.HasURLOptions().setTimeout(60_000));
    }

    @Test
    void leadsFromAForgottenPasswordBackToTheSignIn(Browser browser) {
        var page = browser.page(options -> options.setBypassCSP(true));
        page.navigate(address("/login"));
        page.getByText("Forgotten your password?").click();
        isForEverybody(page);
        page.getByLabel("Your user name or email address").fill("naledi");
        button(page, "Send me a link");
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("If there is such an account");
        isForEverybody(page);

        forgotten.answer();
        page.navigate(address("/login/reset/" + links.newest("naledi").value()));
        page.getByLabel("New password").fill(GOOD);
        button(page, "Set the password");
        signIn(page, "naledi");

        assertThat(page)
                .hasURL(Pattern.compile(".*/tasklist/.*"), new PageAssertions.HasURLOptions().setTimeout(60_000));
        page.navigate(address("/login/reset/" + "x".repeat(43)));
        assertThat(page.getByText("This link is no longer good")).isVisible();
    }

    @Test
    void saysWhileSomebodyTypesWhatAPasswordIsWorth(Page page) {
        page.navigate(address("/login/invitation/" + links.newest("sipho").value()));
        var field = page.getByLabel("New password");

        for (var one : Map.of(
                        "tugboat",
                        "8 more characters.",
                        "tugboat parlia",
                        "One more character.",
                        "aaaaaaaaaaaaaaaaaaaa",
                        "Long enough, and easy to guess.",
                        "tugboat parliament crimson",
                        "Long enough.")
                .entrySet()) {
            field.fill(one.getKey());
            assertThat(page.locator(".password-says")).hasText(one.getValue());
        }
        button(page, "Show the password");
        assertThat(field).hasAttribute("type", "text");
        button(page, "Hide the password");
        assertThat(field).hasAttribute("type", "password");
    }

    @Test
    void letsAPasswordBePastedAndSetWithoutScripts(Browser browser) {
        var page = browser.page(options -> options.setJavaScriptEnabled(false));
        page.navigate(address("/login/invitation/" + links.newest("sipho").value()));

        page.getByLabel("New password").fill(GOOD);
        button(page, "Set the password");

        assertThat(page.getByText("Your password is set.")).isVisible();
    }

    private void signIn(Page page, String username) {
        KnownBrowser.signIn(page, address(""), username, GOOD);
    }

    private static void button(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
    }

    private static void isForEverybody(Page page) {
        Assertions.assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        page.setViewportSize(320, 800);
        Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .isEqualTo(320);
        page.setViewportSize(1280, 900);
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}

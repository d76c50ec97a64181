package org.pidesk.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.pidesk.signin.Dealerships.PASSWORD;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.Browser;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.MovableClock;
import org.pidesk.notice.Sender;
import org.pidesk.sandbox.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The guards of the sign-in in real browsers: each page is a browser of its own. */
@PiDeskTest
@ExtendWith(Browser.class)
class GuardedSignInIT {
    /** The first load of Camunda's scripts takes long, and so does the check on a machine that does other things. */
    private static final int PATIENCE = 60_000;

    @LocalServerPort
    int port;

    @Autowired
    Scene scene;

    @Autowired
    MailedCodes codes;

    @Autowired
    SignInAlerts alerts;

    @Autowired
    Sender sender;

    @Autowired
    MovableClock clock;

    @Autowired
    ApplicationContext application;

    @BeforeEach
    void twoDealerships() {
        scene.open();
    }

    @Test
    void letsInTheBrowserThatBringsTheCode(Page page) {
        signIn(page, "naledi", PASSWORD);
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Is it you?");

        page.getByLabel("Code from the mail").fill(scene.code());
        button(page, "Go on").click();

        isAtWork(page);
    }

    @Test
    void keepsTheAttackersBrowserOutWhenTheVictimPressesTheButton(Browser browser) {
        var attacker = browser.page(options -> options);
        var victim = browser.page(options -> options);
        signIn(attacker, "naledi", PASSWORD);

        victim.navigate(url("/login/device/" + scene.link()));
        button(victim, "Trust this browser").click();

        assertThat(victim.getByRole(AriaRole.STATUS)).containsText("another mail is sent for it");
        button(attacker, "I have pressed the button of the link").click();
        assertThat(attacker.getByRole(AriaRole.HEADING)).hasText("Is it you?");
        attacker.navigate(url("/desk/devices"));
        assertThat(attacker).hasURL(Pattern.compile(".*/login$"));
        signIn(victim, "naledi", PASSWORD);
        isAtWork(victim);
    }

    @Test
    void throwsTheAttackerOutWhenTheVictimSaysSo(Browser browser) {
        var attacker = browser.page(options -> options);
        var victim = browser.page(options -> options);
        signIn(attacker, "naledi", PASSWORD);

        victim.navigate(url("/login/device/" + scene.link()));
        victim.getByText("This was not me").click();
        button(victim, "This was not me").click();

        assertThat(victim.getByRole(AriaRole.HEADING)).hasText("Nobody gets in");
        attacker.getByLabel("Code from the mail").fill(scene.code());
        button(attacker, "Go on").click();
        assertThat(attacker).hasURL(Pattern.compile(".*/login$"));
    }

    @Test
    void doesTheCheckByItselfWhileOneTypes(Page page) {
        wrong(page, 3);

        seesTheCheck(page);
        page.getByLabel("Password").fill(PASSWORD);
        button(page, "Sign in").click();

        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Is it you?");
    }

    @Test
    void passesTheCheckByKeyboardAlone(Page page) {
        wrong(page, 3);
        seesTheCheck(page);

        page.getByLabel("Password").focus();
        page.keyboard().type(PASSWORD);
        page.keyboard().press("Enter");

        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Is it you?");
    }

    @Test
    void takesAMailedCodeWithoutScripts(Browser browser) {
        var page = browser.page(options -> options.setJavaScriptEnabled(false));
        wrong(page, 3);
        assertThat(page.getByText("The check needs scripts.")).isVisible();

        button(page, "Mail me a code instead").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("If there is an account with this name");
        codes.send();
        sender.sendDue();
        page.getByLabel("Password").fill(PASSWORD);
        page.getByLabel("Code from the mail").fill(Received.by(application).code(Scene.NALEDIS_ADDRESS));
        button(page, "Sign in").click();

        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Is it you?");
    }

    @Test
    void canBeReadByEverybody(Browser browser) {
        // the checker brings styles of its own
        var page = browser.page(options -> options.setBypassCSP(true));
        wrong(page, 3);
        seesTheCheck(page);
        isForEverybody(page);

        page.setViewportSize(1280, 900);
        page.getByLabel("Password").fill(PASSWORD);
        button(page, "Sign in").click();
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Is it you?");
        isForEverybody(page);

        page.navigate(url("/login/device/" + scene.link()));
        isForEverybody(page);
        page.navigate(url("/login/device/" + scene.link() + "/not-me"));
        isForEverybody(page);
        button(page, "This was not me").click();
        isForEverybody(page);
        page.navigate(url("/login/device/" + scene.link()));
        isForEverybody(page);
    }

    @Test
    void showsTheOwnBrowsers(Browser browser) {
        var page = browser.page(options -> options.setBypassCSP(true));
        KnownBrowser.signIn(page, url(""), "naledi", PASSWORD);
        page.navigate(url("/desk/devices"));

        assertThat(page.getByRole(AriaRole.TABLE)).containsText("Chrome on Linux");
        isForEverybody(page);
        button(page, "Remove").click();
        assertThat(page).hasURL(Pattern.compile(".*/login$|.*/desk/devices\\?revoked=here$"));
    }

    @Test
    void givesSupportItsTasks(Browser browser) {
        var attacker = browser.page(options -> options);
        wrong(attacker, 10);
        alerts.raise();
        clock.advance(Duration.ofMinutes(61));
        var page = browser.page(options -> options.setViewportSize(1280, 1250));
        KnownBrowser.signIn(page, url(""), "admin", PASSWORD);
        page.waitForURL("**/camunda/app/cockpit/**");

        var task = scene.task("userTask_investigateSignInAttempts");
        page.navigate(url("/camunda/app/tasklist/default/#/?task=" + task.getId()));
        seen(page.locator(".desk-ready"));
        assertThat(page.locator(".desk")).containsText("Naledi Khumalo");
        assertThat(page.locator(".desk")).containsText("Chrome on Linux");
        page.getByText("Claim", new Page.GetByTextOptions().setExact(true)).click();
        page.locator(".desk-body textarea:enabled").first().waitFor();
        page.getByText("No, it is still safe").click();
        page.locator("#note").fill("Spoke to Naledi: her caps lock was on.");
        button(page, "Complete").click();

        page.waitForCondition(() -> scene.running() == 0, new Page.WaitForConditionOptions().setTimeout(PATIENCE));
    }

    private void wrong(Page page, int times) {
        for (int i = 0; i < times; i++) {
            if (i < 3) {
                signIn(page, "naledi", "not it");
                assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
            } else {
                seesTheCheck(page);
                page.getByLabel("Password").fill("not it");
                button(page, "Sign in").click();
                assertThat(page.getByRole(AriaRole.ALERT)).containsText("do not belong together");
            }
        }
    }

    private void signIn(Page page, String username, String password) {
        page.navigate(url("/login"));
        page.getByLabel("User name").fill(username);
        page.getByLabel("Password").fill(password);
        button(page, "Sign in").click();
    }

    private static void seesTheCheck(Page page) {
        assertThat(page.locator("altcha-widget"))
                .containsText("Checked", new ContainsTextOptions().setTimeout(PATIENCE));
    }

    private static void isForEverybody(Page page) {
        Assertions.assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        page.setViewportSize(320, 800);
        Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .isEqualTo(320);
    }

    private static void isAtWork(Page page) {
        page.waitForURL("**/camunda/app/tasklist/**", new Page.WaitForURLOptions().setTimeout(PATIENCE));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static void seen(Locator part) {
        assertThat(part).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
    }

    private String url(String path) {
        return "http://localhost:" + port + path;
    }
}

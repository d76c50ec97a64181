package org.pidesk.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.desk.Rehearsing.ADA;
import static org.pidesk.desk.Rehearsing.BERTHA;
import static org.pidesk.desk.Rehearsing.CARA;
import static org.pidesk.desk.Rehearsing.PASSWORD;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.Browser;
import org.pidesk.PiDeskTest;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.pidesk.notice.NoticesToCheck;
import org.pidesk.operator.Register;
import org.pidesk.signin.KnownBrowser;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@PiDeskTest
@ExtendWith(Browser.class)
class PagesIT {
    private static final String TWICE = """
            () => {
              const form = document.querySelector('form[method=post]');
              form.requestSubmit();
              form.requestSubmit();
              return window.went;
            }""";

    /** Counts what would go, and lets nothing go. */
    private static final String COUNTED = """
            () => {
              window.went = 0;
              window.addEventListener('submit', event => {
                window.went += event.defaultPrevented ? 0 : 1;
                event.preventDefault();
              });
            }""";

    private static final String A_DECISION = """
            () => document.querySelector('main').insertAdjacentHTML('beforeend', `
              <form method="post"><input aria-label="Why">
                <button name="step" value="APPROVE">Let it go</button>
                <button name="step" value="REFUSE">Keep it back</button></form>`)""";

    @LocalServerPort
    int port;

    @Autowired
    Rehearsing stage;

    @Autowired
    Register register;

    @Autowired
    Notices notices;

    @Autowired
    NoticesToCheck toCheck;

    @BeforeEach
    void begin() {
        stage.begin();
        stage.hire(BERTHA, CARA);
        stage.rehearse();
    }

    @AfterEach
    void end() {
        stage.end();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/desk/requests/PI-7K3M-9QXW-C2TD",
                "/desk/activity",
                "/desk/campaigns",
                "/desk/campaigns/new-mail",
                "/desk/screening",
                "/desk/changes",
                "/desk/consents",
                "/desk/de-identify",
                "/desk/holidays",
                "/desk/interests",
                "/desk/undelivered",
                "/desk/undeliverable",
                "/desk/reviews",
                "/desk/cases",
                "/desk/wordings",
                "/desk/users",
                "/desk/users/new",
                "/desk/users/bertha",
                "/desk/users/bertha/edit",
                "/desk/users/bertha/enable",
                "/desk/account",
                "/desk/account/second-factor"
            })
    void canBeReadByEverybodyAndOnEveryScreen(String address, Page page) {
        signIn(page);

        open(page, address);

        isForEverybody(page);
    }

    @Test
    void keepsTheRegisterForEverybodyAndOnEveryScreen(Page page) {
        var entry = "/" + register.add(SystemsTest.ABC, SystemsTest.COASTAL, CARA);
        signIn(page);

        for (var address : List.of("", "/new", entry, entry + "/edit")) {
            open(page, "/desk/systems" + address);
            isForEverybody(page);
            page.setViewportSize(1280, 800);
        }
    }

    @Test
    void keepsOrganisationsForEverybodyAndOnEveryScreen(Page page) {
        stage.hire(ADA);
        signIn(page, ADA);
        page.waitForURL("**/camunda/app/**");

        for (var address : List.of("", "/new", "/abc-motors", "/abc-motors/edit")) {
            open(page, "/desk/organisations" + address);
            isForEverybody(page);
            page.setViewportSize(1280, 800);
        }
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("");
        page.getByText("Save", new Page.GetByTextOptions().setExact(true)).click();
        page.getByRole(AriaRole.ALERT).getByRole(AriaRole.LINK).click();
        isForEverybody(page);
        assertThat(page.url()).endsWith("#name");
    }

    @Test
    void keepsMessagesToCheckForEverybodyAndOnEveryScreen(Page page) {
        stage.hire(ADA);
        notices.send(Notice.of(Kind.CODE, SystemsTest.ABC, THANDI)
                .with("code", "493817")
                .with("minutes", 10));
        toCheck.holdAll();
        signIn(page, ADA);
        page.waitForURL("**/camunda/app/**");

        open(page, MessagesToCheckController.PAGE);
        isForEverybody(page);
        page.getByRole(AriaRole.CHECKBOX).first().check();
        page.getByText("They were sent already").click();

        assertThat(page.getByRole(AriaRole.STATUS).textContent()).isEqualTo("1 message noted as sent.");
        isForEverybody(page);
    }

    /** From link to button with the keyboard alone; what is wrong is said, and is where the first link leads. */
    @Test
    void changesAnEntryByKeyboard(Page page) {
        var entry = "/desk/systems/" + register.add(SystemsTest.ABC, SystemsTest.COASTAL, CARA);
        signIn(page);
        page.navigate("http://localhost:" + port + entry);

        page.getByText("Change this entry").focus();
        page.keyboard().press("Enter");
        page.getByLabel("Place or country").focus();
        page.keyboard().press("Control+A");
        page.keyboard().press("Delete");
        page.keyboard().press("Enter");
        page.getByRole(AriaRole.ALERT).getByRole(AriaRole.LINK).focus();
        isForEverybody(page);
        page.keyboard().press("Enter");
        assertThat(page.url()).endsWith("#region");
        page.keyboard().press("Tab");
        page.getByLabel("Place or country").fill("Cork, Ireland");
        page.keyboard().press("Enter");

        assertThat(page.getByRole(AriaRole.STATUS).textContent()).isEqualTo("Saved.");
        assertThat(page.locator("ins").first().textContent()).isEqualTo("Cork, Ireland");
    }

    /** A second click on a slow line is not a second deed; a page that comes back is another beginning. */
    @Test
    void sendsAFormOnce(Page page) {
        signIn(page);
        open(page, "/desk/activity");
        page.evaluate(COUNTED);

        assertThat(page.evaluate(TWICE)).isEqualTo(1);
        page.evaluate("() => window.dispatchEvent(new Event('pageshow'))");
        assertThat(page.evaluate(TWICE)).isEqualTo(2);
    }

    /** What is corrected, or decided the other way, is not what is on its way already. */
    @Test
    void sendsAFormAgainThatSaysSomethingElse(Page page) {
        signIn(page);
        open(page, "/desk/activity");
        page.evaluate(A_DECISION);
        page.evaluate(COUNTED);

        assertThat(wentAfterTwo(page, "Let it go")).isEqualTo(1);
        assertThat(wentAfterTwo(page, "Keep it back")).isEqualTo(2);
        page.getByLabel("Why").fill("There was a mistake in it.");
        assertThat(wentAfterTwo(page, "Keep it back")).isEqualTo(3);
    }

    private static Object wentAfterTwo(Page page, String button) {
        page.getByText(button).click();
        page.getByText(button).click();
        return page.evaluate("window.went");
    }

    /** A script of the page sends these by itself, as often as it is told, and says of each file what is wrong with it. */
    @Test
    void letsAFileBeSentAgain(Page page) {
        signIn(page);
        open(page, "/desk/screening");
        page.evaluate("document.querySelector('form[data-upload]')"
                + ".dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))");
        page.getByText("Choose a file.").waitFor();
        page.getByLabel("The list, as CSV")
                .setInputFiles(new FilePayload("list.csv", "text/csv", "email\nnobody@example.com\n".getBytes(UTF_8)));

        for (int i = 0; i < 2; i++) {
            var answer = page.waitForResponse(
                    "**/desk/screening", () -> page.getByText("Screen it").click());
            assertThat(answer.status()).isEqualTo(200);
        }
        page.getByText("None of 1 rows is on a black list.").waitFor();
        assertThat(page.locator("form[data-sent]").count()).isZero();
    }

    /** A page that says that something went wrong is for everybody, too. */
    private void open(Page page, String address) {
        assertThat(page.navigate("http://localhost:" + port + address).status()).isEqualTo(200);
    }

    private static void isForEverybody(Page page) {
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        page.setViewportSize(320, 800);
        page.locator("details").evaluateAll("all => all.forEach(one => one.open = true)");
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    }

    private void signIn(Page page) {
        signIn(page, CARA);
        page.waitForURL("**/camunda/app/tasklist/**");
    }

    private void signIn(Page page, String username) {
        KnownBrowser.signIn(page, "http://localhost:" + port, username, PASSWORD);
    }
}

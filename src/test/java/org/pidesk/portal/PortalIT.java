package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.KLOOF_TRADERS;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.pidesk.sandbox.SamplePeople.THANDIS_MOBILE;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.Browser;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.MovableClock;
import org.pidesk.notice.Sender;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The portal as people meet it: in a browser, on small screens, by keyboard, in the dark, without JavaScript. */
@PiDeskTest
@ExtendWith(Browser.class)
class PortalIT {
    private static final Pattern LINK = Pattern.compile("http://localhost(:\\d+)?(/\\S+/requests/[\\w-]+)");
    private static final String NOBODY = "nobody@example.net";

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext application;

    @Autowired
    SamplePeople people;

    @Autowired
    Stage stage;

    @Autowired
    Sender sender;

    @Autowired
    MovableClock clock;

    private Page page;

    @BeforeEach
    void everybodyHasMovedIn() {
        people.moveIn();
    }

    @Test
    void carriesAWithdrawalFromTheAddressToItsCancellation(Browser browser) {
        page = browser.page(options -> options.setJavaScriptEnabled(false));

        prove(THANDI.value());
        assertThat(text())
                .contains("What we hold", "T***", "t***@e***.com", "08* *** **01", "Walked in to the showroom");
        click("Withdraw my consent");
        assertThat(text()).contains("section 11(2)(b)", "section 11(3)", "24 hours");
        click("Yes, withdraw my consent");
        assertThat(text()).contains("We have your request", "A receipt is on its way");
        click("Follow the request");
        assertThat(text())
                .contains("We are working on your request", "Step 2 of 5")
                .doesNotContain("too late");
        click("Cancel the request");
        click("Yes, cancel the request");

        assertThat(text()).contains("Your request is cancelled");
    }

    @Test
    void showsTheRecordInClearOnceBothAddressesAreProven(Browser browser) {
        page = browser.page(options -> options.setJavaScriptEnabled(false));
        prove(THANDI.value());
        assertThat(text()).doesNotContain("Thandi");

        click("Prove your other address");
        assertThat(text()).contains("08* *** **01").doesNotContain(THANDIS_MOBILE.written());
        page.fill("#code", code(THANDIS_MOBILE.value()));
        click("Continue");

        assertThat(text()).contains("Thandi", THANDIS_MOBILE.written(), "Small hatchback");
        var pdf = page.waitForDownload(() -> click("Download to read (PDF)"));
        assertThat(pdf.suggestedFilename()).isEqualTo("your-information.pdf");
    }

    @Test
    void opensTheRequestByTheMailedLink(Browser browser) {
        page = browser.page(options -> options);
        stage.withdraw(THANDI);
        stage.work();

        page.navigate(mailedLink(THANDI));

        assertThat(text()).contains("We are working on your request");
        click("Cancel the request");
        click("No, let it go on");
        assertThat(text()).contains("We are working on your request");
    }

    @Test
    void worksByKeyboardAlone(Page keyboard) {
        page = keyboard;
        open("/pi");

        tabTo("#address");
        page.keyboard().type(THANDI.value());
        tabTo("text=Send me a code");
        page.keyboard().press("Enter");
        tabTo("#code");
        page.keyboard().type(code(THANDI.value()));
        page.keyboard().press("Enter");
        tabTo("text=Withdraw my consent");
        page.keyboard().press("Enter");
        tabTo("text=Yes, withdraw my consent");
        page.keyboard().press("Space");

        page.waitForURL("**/done/**");
        assertThat(text()).contains("We have your request");
    }

    @Test
    void showsWhereTheKeyboardIs(Page keyboard) {
        page = keyboard;
        open("/pi");

        for (var stop : List.of(".pi-brand", "#address", ".pi-button")) {
            tabTo(stop);
            assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                    .as(stop)
                    .isEqualTo("solid");
            assertThat((String) page.evaluate("getComputedStyle(document.activeElement).outlineWidth"))
                    .as(stop)
                    .isEqualTo("3px");
        }
    }

    @Test
    void leadsFromTheMistakeToItsField(Page mouse) {
        page = mouse;
        open("/pi");
        page.fill("#address", "nonsense");
        click("Send me a code");

        page.click(".pi-alert-error a");

        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("address");
        assertThat(page.inputValue("#address")).isEqualTo("nonsense");
        assertThat(page.title()).startsWith("Mistake:");
    }

    @Test
    void takesADoubleClickForOneRequest(Page mouse) {
        page = mouse;
        prove(THANDI.value());
        click("Withdraw my consent");

        page.dblclick("button:text-is('Yes, withdraw my consent')");

        page.waitForURL("**/done/**");
        open("/pi/held");
        assertThat(page.locator("text=Your open request").count()).isOne();
    }

    @Test
    void showsNothingAfterLeavingWhenGoingBack(Page mouse) {
        page = mouse;
        prove(THANDI.value());
        click("End my visit");
        page.waitForURL("**?left");

        page.goBack();

        assertThat(text()).doesNotContain("t***@e***.com").contains("confirm your address again");
    }

    @Test
    void weighsLessThanAHundredKilobytesAndAsksNobodyElse(Page anybody) {
        page = anybody;
        var cdp = page.context().newCDPSession(page);
        cdp.send("Network.enable");
        var weight = new double[1];
        cdp.on(
                "Network.loadingFinished",
                event -> weight[0] += event.get("encodedDataLength").getAsDouble());
        page.onRequest(request -> assertThat(request.url()).startsWith("http://localhost:" + port));

        open("/pi");
        page.waitForLoadState(LoadState.NETWORKIDLE);

        assertThat(weight[0]).isBetween(10_000.0, 100_000.0);
    }

    @Test
    void isAccessibleOnEveryPageAndInEveryState(Browser browser) {
        everyPage(browser, options -> options, (name, shown) -> accessible(name));
    }

    @Test
    void isAccessibleInTheDark(Browser browser) {
        everyPage(
                browser,
                options -> options.setColorScheme(ColorScheme.DARK).setReducedMotion(ReducedMotion.REDUCE),
                (name, shown) -> {
                    accessible(name);
                    bordersCanBeSeen(name);
                });
    }

    @Test
    void fitsASmallPhone(Browser browser) {
        everyPage(browser, options -> options.setViewportSize(320, 640), (name, shown) -> {
            assertThat(((Number) shown.evaluate("document.documentElement.scrollWidth")).intValue())
                    .as(name)
                    .isLessThanOrEqualTo(320);
            bordersCanBeSeen(name);
        });
    }

    @Test
    void staysInsideItsSecurityPolicyAtEveryPage(Browser browser) {
        everyPage(
                browser,
                options -> options,
                (name, shown) -> assertThat(
                                (List<?>)
                                        shown.evaluate(
                                                "[...document.querySelectorAll('script, [style]:not([style=\"\"]), [onclick]')].map(e => e.outerHTML)"))
                        .as(name)
                        .isEmpty());
    }

    /** Every page of the portal in every state that a person can see. */
    private void everyPage(
            Browser browser, UnaryOperator<com.microsoft.playwright.Browser.NewContextOptions> kind, Look look) {
        page = browser.page(kind);
        var shots = System.getProperty("pidesk.shots");
        Look each = (name, shown) -> {
            if (shots != null) {
                shown.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of(
                                shots,
                                shown.viewportSize().width + "-"
                                        + shown.evaluate(
                                                "matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'")
                                        + "-" + name + ".png")));
            }
            shown.waitForLoadState();
            look.at(name, shown);
        };
        open("/pi");
        each.at("start", page);
        click("Send me a code");
        each.at("start-wrong", page);
        open("/pi?again");
        each.at("start-again", page);
        page.fill("#address", NOBODY);
        click("Send me a code");
        each.at("code", page);
        page.fill("#code", "12");
        click("Continue");
        each.at("code-wrong", page);
        click("Send it again");
        each.at("code-sent", page);
        page.fill("#code", code(NOBODY));
        click("Continue");
        each.at("held-nothing", page);
        click("End my visit");
        each.at("start-left", page);
        prove(THANDI.value());
        each.at("held", page);
        click("Let staff check who you are");
        each.at("word", page);
        click("Show me the page again");
        click("Prove your other address");
        each.at("further", page);
        page.fill("#code", "12");
        click("Continue");
        each.at("further-wrong", page);
        page.fill("#code", code(THANDIS_MOBILE.value()));
        click("Continue");
        each.at("held-in-clear", page);
        click("Mail it to me");
        each.at("held-mailed", page);
        click("Mail it to me");
        each.at("held-not-mailed", page);
        click("Withdraw my consent");
        each.at("withdraw", page);
        open("/pi/withdraw?reworded");
        each.at("withdraw-reworded", page);
        click("Yes, withdraw my consent");
        each.at("done", page);
        click("Follow the request");
        each.at("status-checking", page);
        open("/pi/held");
        each.at("held-restricted", page);
        var process = stage.withdraw(THANDI);
        stage.work();
        stage.decideThatNothingHolds(process);
        stage.work();
        page.navigate(mailedLink(THANDI));
        var link = page.url();
        each.at("status-pause", page);
        click("Cancel the request");
        each.at("cancel", page);
        stage.passThePause();
        page.navigate(link);
        each.at("status-removed", page);
        page.navigate(link + "?late");
        each.at("status-too-late", page);
        stage.answerAll(process, "DONE");
        stage.work();
        stage.work();
        page.navigate(link);
        each.at("status-fulfilled", page);
        clock.advance(Duration.ofDays(1));
        prove(THANDI.value());
        each.at("held-remains", page);
        refuse(FRED);
        each.at("status-refused", page);
        cancel(MALLORY);
        each.at("status-cancelled", page);
        alterationPages(each);
        open("/no-such-dealer/pi");
        each.at("nothing-here", page);
        open("/pi/nowhere");
        each.at("nothing-here-at-a-site", page);
        open("/pi");
        page.context().clearCookies();
        click("Send me a code");
        each.at("form-too-old", page);
    }

    private void alterationPages(Look each) {
        var anew = "accounts@kloof-holdings.example.com";
        prove(KLOOF_TRADERS.value());
        open("/pi/alter");
        each.at("alter", page);
        click("Continue");
        each.at("alter-nothing-typed", page);
        page.fill("#email", "nonsense");
        click("Continue");
        each.at("alter-wrong", page);
        page.fill("#name", "Kloof Street Holdings and Long-Distance Transport (Pty) Ltd");
        page.fill("#email", anew);
        page.fill("#statement", "The lease of 2024 carries the old name by mistake.");
        click("Continue");
        each.at("alter-code", page);
        page.fill("#code", "12");
        click("Continue");
        each.at("alter-code-wrong", page);
        page.fill("#code", code(anew));
        click("Continue");
        each.at("alter-confirm", page);
        click("Yes, ask for these changes");
        each.at("alter-done", page);
        click("Follow the request");
        each.at("status-alteration", page);
    }

    private interface Look {
        void at(String name, Page shown);
    }

    private void refuse(Address address) {
        var process = stage.withdraw(address);
        stage.work();
        var link = mailedLink(address);
        stage.endThatAllHolds(process);
        page.navigate(link);
    }

    private void cancel(Address address) {
        stage.withdraw(address);
        stage.work();
        page.navigate(mailedLink(address));
        click("Cancel the request");
        click("Yes, cancel the request");
    }

    private void accessible(String name) {
        var found = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze();
        assertThat(found.getViolations())
                .as(name)
                .extracting(violation -> violation.getId() + " "
                        + violation.getNodes().stream()
                                .map(node -> node.getHtml())
                                .toList())
                .isEmpty();
    }

    /** WCAG 1.4.11, which no tool tests: what shows a control stands out three to one. */
    private void bordersCanBeSeen(String name) {
        var contrasts = page.evaluate("""
                () => {
                  const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
                  const light = rgb => {
                    const [r, g, b] = rgb.match(/[\\d.]+/g).map(Number);
                    return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
                  };
                  const behind = e => {
                    const colour = getComputedStyle(e).backgroundColor;
                    const clear = colour.startsWith('rgba') && colour.endsWith(' 0)');
                    return !clear ? colour : e.parentElement ? behind(e.parentElement) : 'rgb(255, 255, 255)';
                  };
                  return [...document.querySelectorAll('input:not([type=hidden]), .btn')].map(e => {
                    const style = getComputedStyle(e);
                    const edge = style.borderTopColor.endsWith(' 0)') ? behind(e) : style.borderTopColor;
                    const [a, b] = [light(edge), light(behind(e.parentElement))].sort((x, y) => y - x);
                    return (a + 0.05) / (b + 0.05);
                  });
                }""");
        assertThat((List<?>) contrasts)
                .as(name)
                .allSatisfy(contrast ->
                        assertThat(((Number) contrast).doubleValue()).isGreaterThanOrEqualTo(3));
    }

    private void prove(String address) {
        open("/pi");
        page.fill("#address", address);
        click("Send me a code");
        page.fill("#code", code(address));
        click("Continue");
    }

    private String code(String address) {
        sender.sendDue();
        return Received.by(application).code(address);
    }

    /** The link in the newest mail, at the port that this test happens to have. */
    private String mailedLink(Address address) {
        var mail = Received.by(application).newest(address.value()).orElseThrow();
        var path = LINK.matcher(mail);
        assertThat(path.find()).isTrue();
        return "http://localhost:" + port + path.group(2);
    }

    private void open(String path) {
        page.navigate("http://localhost:" + port + path);
    }

    private void click(String text) {
        page.click("button:text-is('%1$s'), a:text-is('%1$s')".formatted(text));
    }

    private void tabTo(String selector) {
        for (int i = 0; i < 30; i++) {
            page.keyboard().press("Tab");
            var wanted = page.locator(selector).first();
            if (Boolean.TRUE.equals(wanted.evaluate("element => element === document.activeElement"))) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach " + selector);
    }

    private String text() {
        return page.innerText("main");
    }
}

package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.desk.Rehearsing.ADA;
import static org.pidesk.desk.Rehearsing.CARA;
import static org.pidesk.desk.Rehearsing.PASSWORD;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.PIETER;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.Browser;
import org.pidesk.PiDeskTest;
import org.pidesk.WorkingDay;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.identity.IdentityChecks;
import org.pidesk.identity.StaffChecks;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.pidesk.notice.Returns;
import org.pidesk.notice.Sender;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.pidesk.signin.KnownBrowser;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The pages for staff with people and cases on them: everybody can read them, on every screen. */
@PiDeskTest
@ExtendWith(Browser.class)
class FilledPagesIT {
    private static final String NETWORK = "196.25.1.7";
    private static final EmailAddress BUSIS = EmailAddress.parse("bounce-busi@example.com");

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext application;

    @Autowired
    Stage stage;

    @Autowired
    Rehearsing rehearsing;

    @Autowired
    IdentityChecks identity;

    @Autowired
    StaffChecks words;

    @Autowired
    Contacts contacts;

    @Autowired
    Notices notices;

    @Autowired
    Sender sender;

    @Autowired
    Returns returns;

    @Autowired
    Clock clock;

    private Page page;

    @BeforeEach
    void signIn(Page newPage) {
        page = newPage;
        stage.proofOf(FRED);
        rehearsing.hire(CARA);
        KnownBrowser.signIn(page, "http://localhost:" + port, CARA, PASSWORD);
        page.waitForURL("**/camunda/app/tasklist/**");
    }

    @Test
    void checkWhoSomebodyIs() {
        open("/desk/identity");
        page.getByLabel("The word").fill(wordOf(AISHA));
        button("Go on").click();

        isForEverybody("identity");

        page.getByRole(AriaRole.CHECKBOX).first().check();
        page.getByLabel("How do you know?").fill("She showed her driving licence at the desk.");
        button("It is this person").click();
        assertThat(page.getByRole(AriaRole.STATUS).textContent()).contains("Noted.");
    }

    @Test
    void showWhatWasChanged() {
        var altered = stage.alter(FRED, Map.of(Field.SURNAME, "Hound", Field.MOBILE, "+27836567799"));
        stage.work();
        stage.withdraw(THANDI);

        open("/desk/changes");
        isForEverybody("changes");
        open("/desk/changes/" + altered.getBusinessKey());
        assertThat(page.content()).contains("083 656 7799").doesNotContain("+27");
        isForEverybody("change");
    }

    @Test
    void showACaseWithEverythingOnIt() {
        var refused = stage.withdraw(FRED);
        stage.work();
        stage.endThatAllHolds(refused);
        stage.doesNotArrive(refused, "REFUSAL");
        onTheCase(refused);
        page.getByLabel("A note for the others").fill("Called back at noon, and asked for the contract of sale.");
        button("Write the note").click();
        page.getByText("The person asks for a review").click();
        page.getByLabel("What should be looked at again?").fill("The deal is over since June.");
        button("Enter it").click();

        isForEverybody("case");

        open("/desk/reviews");
        isForEverybody("reviews");
        open("/desk/undelivered");
        isForEverybody("undelivered");
        page.getByText("Reach the person").click();
        isForEverybody("undelivered-notice");
    }

    @Test
    void showWhatDoesNotArrive() {
        contacts.add(new Contact(ABC_MOTORS, "Busi", "Dlamini", "Walked in").reachedAt(BUSIS));
        notices.send(
                Notice.of(Kind.CODE, ABC_MOTORS, BUSIS).with("code", "123456").with("minutes", 10));
        sender.sendDue();
        returns.poll();

        open("/desk/undeliverable");
        isForEverybody("undeliverable");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("1, see whose they are"))
                .click();
        assertThat(page.content()).contains("Busi Dlamini", "5.1.1");
        isForEverybody("undeliverable-people");
        page.getByText("Correct it").click();
        isForEverybody("undeliverable-address");
        button("Note it").click();
        assertThat(page.getByRole(AriaRole.ALERT).textContent()).contains("Choose what was done.");
        isForEverybody("undeliverable-wrong");
        page.getByLabel("Another address was put into the record").check();
        page.getByLabel("The new address").fill("busi@example.com");
        button("Note it").click();
        assertThat(page.getByRole(AriaRole.STATUS).textContent()).contains("Noted:");
        assertThat(page.content()).contains("There is none").doesNotContain("Busi");
    }

    @Test
    void showWhatIsLookedForElsewhere() {
        var search = stage.lookUp(EmailAddress.parse("sipho@example.org"));
        stage.work();

        open("/desk/look-ups");
        isForEverybody("look-ups");
        onTheCase(search);
        isForEverybody("case-look-up");
    }

    @Test
    void showWhatIsAskedElsewhere() {
        var removal = stage.withdraw(FRED);
        stage.work();
        stage.decideThatNothingHolds(removal);
        stage.passThePause();

        onTheCase(removal);
        isForEverybody("case-removal");
    }

    @Test
    void findARecordToDeIdentify() {
        open("/desk/de-identify");
        page.getByLabel("Email, mobile or customer number").fill(PIETER.value());
        button("Find the record").click();

        isForEverybody("de-identify");
    }

    @Test
    void showTheRegisterAndTheHolidays() {
        open("/desk/systems");
        isForEverybody("systems");
        page.getByText("Cape Newsletters").click();
        isForEverybody("system");
        open("/desk/holidays");
        isForEverybody("holidays of who may only read them");
        signInAnew(ADA);
        open("/desk/holidays");
        page.locator("#day").fill(WorkingDay.nextYear(LocalDate.now(clock)).toString());
        page.getByLabel("What it is called").fill("Election day");
        page.getByLabel("Number of the Government Gazette").fill("51234");
        button("Enter the day").click();
        assertThat(page.getByRole(AriaRole.STATUS).textContent()).contains("The day is entered.");
        assertThat(page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName("Election day"))
                        .textContent())
                .contains("Government Gazette 51234");
        isForEverybody("holidays");
    }

    private void signInAnew(String username) {
        rehearsing.hire(username);
        page.context().clearCookies();
        KnownBrowser.signIn(page, "http://localhost:" + port, username, PASSWORD);
        page.waitForURL("**/camunda/app/**");
    }

    private String wordOf(EmailAddress address) {
        var challenge = identity.ask(ABC_MOTORS, address, NETWORK);
        sender.sendDue();
        var proof = identity.answer(challenge, Received.by(application).code(address.value()), NETWORK);
        return words.offer(proof).orElseThrow().text();
    }

    private void onTheCase(ProcessInstance process) {
        open("/desk/requests/" + process.getBusinessKey());
    }

    private void open(String path) {
        page.navigate("http://localhost:" + port + path);
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private void isForEverybody(String name) {
        assertThat(new AxeBuilder(page).analyze().getViolations()).as(name).isEmpty();
        page.setViewportSize(320, 800);
        page.locator("details").evaluateAll("all => all.forEach(one => one.open = true)");
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as(name)
                .isEqualTo(320);
        assertThat(new AxeBuilder(page).analyze().getViolations()).as(name).isEmpty();
        page.setViewportSize(1280, 900);
    }
}

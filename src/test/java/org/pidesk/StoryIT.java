package org.pidesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.FREDS_MOBILE;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.activity.ActivityLog;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Reference;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.pidesk.suppression.Suppressions;
import org.pidesk.vault.Vault;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * One withdrawal of consent, from the /pi page to the shredded key, through the pages that people really use. It takes
 * the pictures of the tour on its way: {@code mvn verify -Dpidesk.tour=docs/tour} renews them.
 */
@PiDeskTest
@ExtendWith(Browser.class)
class StoryIT {
    private static final String PASSWORD = "a password of the story";
    /** The first load of Camunda's scripts takes long. */
    private static final int PATIENCE = 60_000;

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext application;

    @Autowired
    Stage stage;

    @Autowired
    StaffMembers staff;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService engine;

    @Autowired
    Contacts contacts;

    @Autowired
    Suppressions suppressions;

    @Autowired
    Vault vault;

    @Autowired
    ActivityLog activity;

    private Tour tour;

    @BeforeEach
    void everybodyIsHere() {
        stage.proofOf(FRED);
        staff.register(new StaffMember("naledi", "Naledi Khumalo", Role.DEALERSHIP_STAFF, ABC_MOTORS), PASSWORD);
        staff.register(new StaffMember("johan", "Johan Steyn", Role.COMPLIANCE_MANAGER, ABC_MOTORS), PASSWORD);
        tour = new Tour();
    }

    @Test
    void fredWithdrawsHisConsent(Browser browser) {
        var fred = browser.page(options -> options);
        var reference = withdraws(fred);
        stage.work();
        var link = linkInTheReceipt();
        decides(signIn(browser, "naledi"), reference);
        releases(signIn(browser, "johan"), reference);
        seesTheCaseInCockpit(signIn(browser, "johan"), reference);
        stage.passThePause();
        answersForEachSystem(signIn(browser, "naledi"), reference);
        stage.work();

        assertThat(engine.createProcessInstanceQuery().list()).isEmpty();
        follows(fred, link);
        nothingIsLeftWhereItShouldNotBe(reference);
    }

    private Reference withdraws(Page page) {
        page.navigate(url("/abc-motors/pi"));
        tour.picture(page, "pi-start");
        page.getByLabel("Your email address or mobile number").fill("Fred@Sea.example.com");
        button(page, "Send me a code").click();
        stage.work();
        page.getByLabel("6-digit code").fill(Received.by(application).code(FRED.value()));
        button(page, "Continue").click();
        assertThat(page.content()).contains("F***").doesNotContain("Basset", "656 7788");
        tour.picture(page, "pi-held");
        page.locator("a[href$='/withdraw']").first().click();
        tour.picture(page, "pi-withdraw");
        button(page, "Yes, withdraw my consent").click();
        tour.picture(page, "pi-done");
        var reference =
                new Reference(page.locator(".pi-reference").textContent().strip());
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Follow the request"))
                .click();
        tour.picture(page, "pi-status");
        return reference;
    }

    private void decides(Page page, Reference reference) {
        openTask(page, reference, "userTask_decideWhatMustStay", 0);
        page.locator("input[value=NOTHING_HOLDS]").check();
        page.locator("textarea#reason").fill("No open deal, no dispute, no record that a law makes us keep.");
        tour.picture(page, "tasklist-decide");
        complete(page, reference, "userTask_decideWhatMustStay", 0);
    }

    private void releases(Page page, Reference reference) {
        openTask(page, reference, "userTask_releaseDeIdentification", 0);
        page.locator("input[value=RELEASE]").check();
        page.locator("textarea#reason").fill("Looked at the deals and the invoices; I agree.");
        tour.picture(page, "tasklist-release");
        complete(page, reference, "userTask_releaseDeIdentification", 0);
    }

    private void answersForEachSystem(Page page, Reference reference) {
        for (int left = 3; left > 0; left--) {
            openTask(page, reference, "userTask_deIdentifyAtSystem", 0);
            page.locator("input[value=DONE]").check();
            page.locator("textarea#evidence").fill("Anonymised by me today, ticket 4711 of the system.");
            tour.picture(page, "tasklist-system");
            complete(page, reference, "userTask_deIdentifyAtSystem", left - 1);
        }
    }

    private void seesTheCaseInCockpit(Page page, Reference reference) {
        var caller = stage.processOf(reference);
        drawn(page, reference, caller.getId());
        ProcessPicture.of(page).keepAs("withdrawConsent");
        var called = engine.createProcessInstanceQuery()
                .superProcessInstanceId(caller.getId())
                .singleResult();
        drawn(page, reference, called.getId());
        tour.picture(page, "cockpit-case");
        ProcessPicture.of(page).keepAs("deIdentify");
    }

    private void drawn(Page page, Reference reference, String instance) {
        page.navigate("about:blank");
        page.navigate(url("/camunda/app/cockpit/default/#/process-instance/" + instance + "/runtime"));
        page.getByText(reference.value()).first().waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE));
        page.locator(".djs-container svg .viewport tspan")
                .first()
                .waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE));
        page.getByText("Loading diagram")
                .waitFor(new Locator.WaitForOptions()
                        .setState(WaitForSelectorState.HIDDEN)
                        .setTimeout(PATIENCE));
    }

    /** The link of the mail, as it leads here: where the product is reached, only the configuration says. */
    private String linkInTheReceipt() {
        var receipt = Received.by(application).newest(FRED.value()).orElseThrow();
        var link = Pattern.compile("/abc-motors/pi/requests/[\\w-]{43}").matcher(receipt);
        assertThat(link.find()).isTrue();
        return url(link.group());
    }

    private void follows(Page page, String link) {
        page.navigate(link);
        assertThat(page.content()).contains("Withdrawal of consent").doesNotContain("ancel this request");
        tour.picture(page, "pi-finished");
    }

    private void nothingIsLeftWhereItShouldNotBe(Reference reference) {
        assertThat(contacts.heldAt(ABC_MOTORS, FRED)).isEmpty();
        assertThat(contacts.heldAt(ABC_MOTORS, FREDS_MOBILE)).isEmpty();
        assertThat(suppressions.covers(ABC_MOTORS, FRED)).isTrue();
        assertThat(vault.open(reference, "working-copy")).isEmpty();
        assertThat(vault.open(reference, "needles")).isEmpty();
        assertThat(vault.open(reference, "evidence")).isPresent();
        assertThat(activity.of(reference))
                .extracting(entry -> entry.fact().kind())
                .endsWith("WITHDRAWAL_CARRIED_OUT");
        assertThat(activity.verify().faults()).isEmpty();
        assertThat(Received.by(application).newest(FRED.value()))
                .hasValueSatisfying(text -> assertThat(text).contains(reference.value(), "ABC Motors"));
    }

    private Page signIn(Browser browser, String user) {
        var page = browser.page(options -> options);
        page.setDefaultTimeout(PATIENCE);
        page.navigate(url("/login"));
        page.getByLabel("User name").fill(user);
        page.getByLabel("Password").fill(PASSWORD);
        button(page, "Sign in").click();
        return page;
    }

    private void openTask(Page page, Reference reference, String activity, int which) {
        var task = open(reference, activity).get(which);
        page.navigate(url("/camunda/app/tasklist/default/#/?task=" + task));
        var claim = page.getByText("Claim", new Page.GetByTextOptions().setExact(true));
        claim.waitFor();
        claim.click();
        page.locator(".desk-body textarea").first().waitFor();
    }

    private void complete(Page page, Reference reference, String activity, int left) {
        button(page, "Complete").click();
        page.waitForCondition(
                () -> open(reference, activity).size() == left,
                new Page.WaitForConditionOptions().setTimeout(PATIENCE));
    }

    private List<String> open(Reference reference, String activity) {
        return tasks
                .createTaskQuery()
                .processInstanceBusinessKey(reference.value())
                .taskDefinitionKey(activity)
                .orderByTaskName()
                .asc()
                .list()
                .stream()
                .map(task -> task.getId())
                .toList();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private String url(String path) {
        return "http://localhost:" + port + path;
    }
}

package org.pidesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.activity.ActivityLog;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Reference;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.pidesk.signin.KnownBrowser;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.pidesk.vault.Vault;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * What every story needs: the person at /pi, Naledi of the staff and Johan the compliance manager in a browser each,
 * through the pages that people really use. Stories take the pictures of the tour on their way:
 * {@code mvn verify -Dpidesk.tour=docs/tour} renews them.
 */
@PiDeskTest
@ExtendWith(Browser.class)
abstract class Story {
    static final EmailAddress KEY_CONTACT = EmailAddress.parse("lerato@abcmotors.example.com");
    static final String NALEDI = "naledi";
    static final String JOHAN = "johan";

    static final String PASSWORD = "a password of the story";
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
    Vault vault;

    @Autowired
    ActivityLog activity;

    Tour tour;

    @BeforeEach
    void everybodyIsHere() {
        stage.proofOf(FRED);
        staff.register(Hires.member(NALEDI, "Naledi Khumalo", Role.DEALERSHIP_STAFF, ABC_MOTORS), PASSWORD);
        staff.register(Hires.member(JOHAN, "Johan Botha", Role.COMPLIANCE_MANAGER, ABC_MOTORS), PASSWORD);
        tour = new Tour();
    }

    Page person(Browser browser) {
        return browser.page(options -> options);
    }

    void proves(Page page, Address address) {
        asksForACode(page, address.value());
        typesTheCode(page, address);
    }

    void asksForACode(Page page, String typed) {
        page.navigate(url("/abc-motors/pi"));
        page.getByLabel("Your email address or mobile number").fill(typed);
        button(page, "Send me a code").click();
    }

    /** Then the record is surely the person's, and shown in full. */
    void provesTheOther(Page page, Address address) {
        button(page, "Prove your other address").click();
        typesTheCode(page, address);
    }

    /** The newest that was sent there, by mail or as a text message. */
    void typesTheCode(Page page, Address address) {
        stage.work();
        page.getByLabel("6-digit code").fill(received().code(address.value()));
        button(page, "Continue").click();
    }

    Reference reference(Page page) {
        return new Reference(page.locator(".pi-reference").first().textContent().strip());
    }

    void follows(Page page) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Follow the request"))
                .click();
    }

    /** The link of the newest mail, as it leads here: where the product is reached, only the configuration says. */
    String linkMailedTo(Address address) {
        var link = Pattern.compile("/abc-motors/pi/requests/[\\w-]{43}").matcher(mailedTo(address));
        assertThat(link.find()).isTrue();
        return url(link.group());
    }

    String mailedTo(Address address) {
        return received().newest(address.value()).orElseThrow();
    }

    Received received() {
        return Received.by(application);
    }

    /** On a screen that is high enough to see a whole form. */
    Page signIn(Browser browser, String user) {
        var page = browser.page(options -> options.setViewportSize(1280, 1250));
        page.setDefaultTimeout(PATIENCE);
        KnownBrowser.signIn(page, url(""), user, PASSWORD);
        return page;
    }

    /** Opens the first of the open tasks of a kind, by name, reads it and claims it. */
    void claims(Page page, Reference reference, String activity) {
        forgetsTheForm(page);
        page.navigate(url("/camunda/app/tasklist/default/#/?task="
                + open(reference, activity).get(0).getId()));
        page.locator(".desk-ready").waitFor();
        if (page.getByText("CREATION_DATE").isVisible()) {
            // Tasklist was faster than its own words
            page.reload();
            page.locator(".desk-ready").waitFor();
        }
        page.getByText("Claim", new Page.GetByTextOptions().setExact(true)).click();
        page.locator(".disabled-form")
                .first()
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        page.locator(".desk-ready").waitFor();
        page.locator(".desk-body input:enabled, .desk-body textarea:enabled")
                .first()
                .waitFor();
    }

    /** Tasklist keeps the form of the task before until the next one is there: it is not to be taken for that. */
    private static void forgetsTheForm(Page page) {
        page.evaluate("document.querySelectorAll('.desk-ready').forEach(form => form.classList.remove('desk-ready'))");
    }

    /** Tasklist closes whatever task is open when it hears that one is complete: the next is opened after that. */
    void completes(Page page, Reference reference, String activity) {
        var before = open(reference, activity).size();
        button(page, "Complete").click();
        page.waitForCondition(
                () -> open(reference, activity).size() < before && !page.url().contains("task="),
                new Page.WaitForConditionOptions().setTimeout(PATIENCE));
    }

    List<Task> open(Reference reference, String activity) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(reference.value())
                .taskDefinitionKey(activity)
                .orderByTaskName()
                .asc()
                .list();
    }

    /** The way of the case, as Cockpit draws it, goes into the documentation. */
    void seesTheCaseInCockpit(Page page, Reference reference, String process) {
        var instance = engine.createProcessInstanceQuery()
                .processInstanceBusinessKey(reference.value())
                .processDefinitionKey(process)
                .singleResult();
        page.navigate(url("/camunda/app/cockpit/default/#/process-instance/" + instance.getId() + "/runtime"));
        var patiently = new Locator.WaitForOptions().setTimeout(PATIENCE);
        page.getByText(reference.value()).first().waitFor(patiently);
        page.locator(".djs-container svg .viewport tspan").first().waitFor(patiently);
        page.getByText("Loading diagram").waitFor(patiently.setState(WaitForSelectorState.HIDDEN));
        ProcessPicture.of(page).keepAs(process);
    }

    void isOver(Reference reference, String lastFact) {
        assertThat(engine.createProcessInstanceQuery().list()).isEmpty();
        assertThat(activity.of(reference))
                .extracting(entry -> entry.fact().kind())
                .endsWith(lastFact);
        assertThat(activity.verify().faults()).isEmpty();
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    String url(String path) {
        return "http://localhost:" + port + path;
    }
}

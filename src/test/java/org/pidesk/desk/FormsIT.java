package org.pidesk.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pidesk.desk.Rehearsing.BERTHA;
import static org.pidesk.desk.Rehearsing.CARA;
import static org.pidesk.desk.Rehearsing.PASSWORD;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.ArrayList;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.Browser;
import org.pidesk.PiDeskTest;
import org.pidesk.signin.KnownBrowser;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Each form in the real Tasklist, worked by hand. */
@PiDeskTest
@ExtendWith(Browser.class)
class FormsIT {
    private static final String WORDS = "Looked there and asked.";

    @LocalServerPort
    int port;

    @Autowired
    Rehearsing stage;

    @Autowired
    Rehearsal rehearsal;

    @Autowired
    TaskService tasks;

    @BeforeEach
    void begin() {
        stage.begin();
        stage.hire(BERTHA, CARA);
    }

    @AfterEach
    void end() {
        rehearsal.call(Rehearsal.PERSON);
        stage.end();
    }

    @Test
    void saysWhoseRecordItIs(Page page) {
        var task = open("userTask_sayWhoseRecordItIs", BERTHA, page);

        page.getByText(Rehearsal.PERSON).click();
        page.getByLabel("How do you know?").fill(WORDS);
        complete(page);

        assertAnswered(task, BERTHA);
    }

    @Test
    void saysWhyTheLastDayIsThatOne(Page page) {
        open("userTask_decideWhatMustStay", CARA, page);

        page.getByText("Why this day?").click();

        page.getByText("that day is not counted.").waitFor();
    }

    @Test
    void decidesThatNothingHolds(Page page) {
        var task = open("userTask_decideWhatMustStay", BERTHA, page);

        page.getByText("Nothing must stay").click();
        page.getByLabel("Why?").fill(WORDS);
        complete(page);

        assertAnswered(task, BERTHA);
    }

    @Test
    void decidesThatAPartHolds(Page page) {
        var task = open("userTask_decideWhatMustStay", BERTHA, page);

        page.getByText("A part must stay").click();
        page.getByText("Enquiry 6226950").click();
        page.getByLabel("Because of").selectOption(new SelectOption().setIndex(1));
        page.getByLabel("Until, if known").fill("2027-06-30");
        page.getByLabel("Why?").fill(WORDS);
        complete(page);

        assertAnswered(task, BERTHA);
        assertThat(rehearsal.lastAnswer().toString())
                .contains("item=lead:6226950", "ground=OPEN_DEAL", "until=2027-06-30");
    }

    @Test
    void decidesThatEverythingStaysUntilADay(Page page) {
        var task = open("userTask_decideWhatMustStay", BERTHA, page);

        page.getByText("Everything must stay: refuse").click();
        page.getByLabel("Because of").selectOption(new SelectOption().setIndex(1));
        page.getByLabel("Until, if known").fill("2027-06-30");
        page.getByLabel("Why?").fill(WORDS);
        complete(page);

        assertAnswered(task, BERTHA);
        assertThat(rehearsal.lastAnswer().toString())
                .contains("decision=ALL_HOLDS", "holds=[]", "ground=OPEN_DEAL", "until=2027-06-30");
    }

    @Test
    void releasesWhatSomebodyElseDecided(Page page) {
        var task = open("userTask_releaseDeIdentification", CARA, page);

        assertThat(page.locator(".desk-goes")).containsText("thandi@example.com");
        assertThat(page.locator(".desk-body table")).containsText("31 March 2027");
        page.locator("input[value=RELEASE]").check();
        page.getByLabel("What did you look at?").fill(WORDS);
        complete(page);

        assertAnswered(task, CARA);
    }

    @Test
    void showsWhatThePersonWillBeWritten(Page page) {
        open("userTask_releaseDeIdentification", CARA, page);
        var show = page.getByText("Show what will be written to the person");

        show.click();
        assertThat(page.locator("[data-field=verdict] .desk-error")).hasText("Choose one of these.");
        page.locator("input[value=RELEASE]").check();
        page.getByLabel("What did you look at?").fill("Looked at it all: <b>every part</b>.");
        show.click();

        page.locator(".desk-letter").waitFor();
        assertThat(page.locator(".desk-error")).hasCount(0);
        assertThat(page.locator(".desk-letter")).containsText("thandi@example.com");
        assertThat(page.locator(".desk-letter .desk-lines")).hasText("Looked at it all: <b>every part</b>.");
        page.getByLabel("What did you look at?").fill("Looked at something else.");
        assertThat(page.locator(".desk-letter")).hasCount(0);
    }

    @Test
    void deIdentifiesAtASystem(Page page) {
        var task = open("userTask_deIdentifyAtSystem", BERTHA, page);

        page.getByText("Not found").click();
        page.getByLabel("How can that be shown?").fill(WORDS);
        complete(page);

        assertAnswered(task, BERTHA);
    }

    @Test
    void stopsMarketingAtASystem(Page page) {
        var task = open("userTask_stopMarketingAtSystem", BERTHA, page);
        assertThat(page.locator(".desk-body"))
                .containsText("This system is asked again. Their supervisor has the list of the campaign.");
        assertThat(page.locator(".desk-body")).containsText("Remove nothing.");

        page.getByText("Marketing stopped").click();
        page.getByLabel("How can that be shown?").fill(WORDS);
        complete(page);

        assertAnswered(task, BERTHA);
        assertThat(rehearsal.lastAnswer().toString()).contains("outcome=DONE");
    }

    @Test
    void tellsWhomToAskAtASystemAndWhatBecameOfIt(Page page) {
        open("userTask_deIdentifyAtSystem", BERTHA, page);

        assertThat(page.locator(".desk-head").innerText())
                .contains("To ask at Coastal Mailings: Nomvula Radebe, 021 555 0710, privacy@coastal.example.com")
                .contains("Contract: Operator agreement 17 of 14 February 2025")
                .contains("was suspended after this case asked it: It was broken into.");
        assertThat(page.locator(".desk-body")).containsText("De-identify what this system held on 14 March 2026");
    }

    @Test
    void settlesWhatCannotBeDone(Page page) {
        var task = open("userTask_settleWhatCannot", CARA, page);
        assertThat(page.getByText("It goes on, and is no marketing")).isVisible();

        page.getByText("Ask again").click();
        page.getByLabel("What has changed").fill(WORDS);
        complete(page);

        assertAnswered(task, CARA);
    }

    @Test
    void namesTheGroundAndWhatStays(Page page) {
        var task = open("userTask_settleWhatCannot", CARA, page);

        page.getByText("It goes on, and is no marketing").click();
        page.getByLabel("Because of").selectOption(new SelectOption().setIndex(2));
        page.getByLabel("What goes on there?").fill("two reminders of a service");
        page.getByLabel("Why?").fill(WORDS);
        complete(page);

        assertAnswered(task, CARA);
        assertThat(rehearsal.lastAnswer().toString())
                .contains("outcome=KEPT", "ground=FINANCIAL_RECORD", "what=two reminders of a service");
    }

    @Test
    void chasesSilentSystems(Page page) {
        var task = open("userTask_chaseSilentSystems", CARA, page);

        page.getByLabel("Whom did you reach").fill(WORDS);
        complete(page);

        assertAnswered(task, CARA);
    }

    @Test
    void looksInASystem(Page page) {
        var task = open("userTask_lookInSystem", BERTHA, page);

        assertThat(page.locator(".desk-spellings")).containsText("073 555 0404");
        page.getByText("Found", new Page.GetByTextOptions().setExact(true)).click();
        page.getByLabel("What kinds of information").fill("Name and mobile number");
        page.getByLabel("Since when").fill("2024, not known from where");
        page.getByLabel("How can that be shown?").fill(WORDS);
        complete(page);

        assertAnswered(task, BERTHA);
        assertThat(rehearsal.lastAnswer().toString()).contains("outcome=FOUND", "holds=Name and mobile number");
    }

    @Test
    void chasesOneSilentSystem(Page page) {
        var task = open("userTask_chaseSilentSystem", CARA, page);

        page.getByText("Close it unanswered").click();
        page.getByLabel("Why does nobody wait").fill(WORDS);
        complete(page);

        assertAnswered(task, CARA);
        assertThat(rehearsal.lastAnswer().toString()).contains("outcome=CLOSE_UNANSWERED");
    }

    @Test
    void contactsThePerson(Page page) {
        var task = open("userTask_contactPerson", BERTHA, page);

        page.getByText("Reached", new Page.GetByTextOptions().setExact(true)).click();
        page.getByLabel("Why did they look?").selectOption(new SelectOption().setIndex(1));
        page.getByLabel("What did they say?").fill(WORDS);
        page.getByText("Make a record here").click();
        page.getByLabel("First name").fill("Sipho");
        page.getByLabel("Surname").fill("Ndlovu");
        page.setViewportSize(320, 800);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
        page.setViewportSize(1280, 900);
        complete(page);

        assertAnswered(task, BERTHA);
        assertThat(rehearsal.lastAnswer().toString())
                .contains("why=WANTS_TO_KNOW", "record=CREATE", "email=sipho@example.org");
    }

    @Test
    void makesARecordOfACompanyWhichHasNoSurname(Page page) {
        var task = open("userTask_contactPerson", BERTHA, page);

        page.getByText("Could not be reached").click();
        page.getByLabel("When and how did you try?").fill(WORDS);
        page.getByText("Make a record of a company here").click();
        page.getByLabel("Registered name").fill("Adams Transport CC");
        assertThat(page.getByLabel("Surname").count()).isZero();
        complete(page);

        assertAnswered(task, BERTHA);
        assertThat(rehearsal.lastAnswer().toString())
                .contains("record=CREATE_COMPANY", "firstName=Adams Transport CC", "lastName=,");
    }

    @Test
    void settlesWhatIsInTheWay(Page page) {
        var task = open("userTask_settleWhatIsInTheWay", BERTHA, page);
        page.getByText("Both people share it").click();
        page.getByText("Keep it as it is").last().click();
        page.getByLabel("What is the person told?").fill("We could not confirm it.");
        page.getByLabel("How do you know").fill(WORDS);
        complete(page);

        assertAnswered(task, BERTHA);
        assertThat(rehearsal.lastAnswer().toString())
                .contains("field=EMAIL, outcome=BOTH_SHARE", "field=SURNAME, outcome=LEAVE");
    }

    @Test
    void makesTheSameChanges(Page page) {
        var task = open("userTask_makeSameChanges", BERTHA, page);
        assertThat(page.getByText("It was never Mokoena.")).isVisible();
        assertThat(page.getByText("Ask for their supervisor.")).isVisible();

        page.getByText("Done", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        page.getByText("Refused", new Page.GetByTextOptions().setExact(true))
                .last()
                .click();
        page.getByLabel("Refused because").fill("The contract says so.");
        page.getByLabel("How can that be shown?").fill(WORDS);
        complete(page);

        assertAnswered(task, BERTHA);
        assertThat(rehearsal.lastAnswer().toString())
                .contains("field=EMAIL, outcome=DONE", "field=SURNAME, outcome=REFUSED, because=The contract");
    }

    @Test
    void settlesRefusedFields(Page page) {
        var task = open("userTask_settleRefusedFields", CARA, page);
        assertThat(page.getByText("The contract says so.")).isVisible();

        page.getByText("It stays, with a note").click();
        page.getByLabel("What is the person told?").fill(WORDS);
        complete(page);

        await().until(() -> !stage.waits(task));
        assertThat(rehearsal.lastAnswer().toString()).contains("field=SURNAME, outcome=NOTE_ATTACHED, words=" + WORDS);
    }

    @Test
    void fitsAFieldOnANarrowScreen(Page page) {
        open("userTask_makeSameChanges", BERTHA, page);
        page.setViewportSize(320, 1200);
        page.getByText("Refused", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();

        assertThat(page.evaluate("document.querySelector('.desk').scrollWidth"
                        + " <= document.querySelector('.desk').clientWidth"))
                .isEqualTo(true);
    }

    @Test
    void saysBesideTheFieldWhatIsMissingAndLosesNothing(Page page) {
        var task = open("userTask_deIdentifyAtSystem", BERTHA, page);
        var evidence = page.getByLabel("How can that be shown?");

        complete(page);
        assertThat(evidence).hasAttribute("aria-describedby", "desk-error-evidence evidence-hint");
        evidence.fill(WORDS);
        complete(page);

        assertThat(evidence).hasAttribute("aria-describedby", "evidence-hint");
        assertThat(page.locator("[data-field=outcome] .desk-error")).hasText("Choose one of these.");
        assertThat(page.getByLabel("De-identified", new Page.GetByLabelOptions().setExact(false))
                        .first())
                .isFocused();
        assertThat(evidence).hasValue(WORDS);
        assertThat(stage.waits(task)).isTrue();
    }

    @Test
    void keepsWhatWasTypedWhenThePageIsLeft(Page page) {
        var task = open("userTask_chaseSilentSystems", CARA, page);
        page.getByLabel("Whom did you reach").fill("Half a sen");
        page.getByText("Draft saved.").waitFor();

        page.reload();
        show(task, page);

        assertThat(page.getByLabel("Whom did you reach")).hasValue("Half a sen");
        assertThat(page.evaluate("JSON.stringify(localStorage)").toString()).doesNotContain("Half a sen");
    }

    /** Whoever signs in gets another token in all tabs. */
    @Test
    void goesOnWhenItsReaderSignsInAgainAndForNobodyElse(Page page) {
        var task = open("userTask_deIdentifyAtSystem", BERTHA, page);
        var evidence = page.getByLabel("How can that be shown?");

        signInInAnotherTab(page, CARA);
        evidence.fill("Half a sen");
        page.getByText("Draft not saved: Somebody else has signed in").waitFor();
        complete(page);
        assertThat(page.locator(".desk-errors")).containsText("Whoever opened it signs in again");
        assertThat(stage.drafts()).isZero();
        assertThat(stage.waits(task)).isTrue();

        signInInAnotherTab(page, BERTHA);
        evidence.fill(WORDS);
        page.getByText("Draft saved.").waitFor();
        signInInAnotherTab(page, BERTHA);
        page.getByText("Not found").click();
        complete(page);

        assertAnswered(task, BERTHA);
    }

    private void signInInAnotherTab(Page page, String who) {
        var tab = page.context().newPage();
        tab.navigate("http://localhost:" + port + "/logout");
        tab.locator("button[type=submit]").click();
        tab.getByText("You are signed out.").waitFor();
        KnownBrowser.signIn(tab, "http://localhost:" + port, who, PASSWORD);
        tab.waitForURL("**/camunda/app/tasklist/**");
        tab.close();
    }

    @Test
    void showsAHostileNameAsText(Page page) {
        var dialogs = new ArrayList<String>();
        page.onDialog(dialog -> {
            dialogs.add(dialog.message());
            dialog.dismiss();
        });
        var hostile = "{{constructor.constructor('alert(1)')()}} <img src=x onerror=alert(2)> {{7*7}}";
        rehearsal.call(hostile);

        open("userTask_deIdentifyAtSystem", BERTHA, page);

        assertThat(page.locator(".desk-key")).hasText(hostile);
        assertThat(dialogs).isEmpty();
    }

    @Test
    void leadsFromTasklistToTheOtherPages(Page page) {
        open("userTask_chaseSilentSystems", CARA, page);

        page.getByText("Pages", new Page.GetByTextOptions().setExact(true)).click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Customer changes"))
                .click();

        page.waitForURL("**/desk/changes");
    }

    @Test
    void fitsTheReleaseOnANarrowScreen(Page page) {
        open("userTask_releaseDeIdentification", CARA, page);
        page.setViewportSize(320, 800);

        assertThat(page.locator(".desk-body table td").last()).hasCSS("display", "block");
        assertThat(page.evaluate("document.querySelector('.desk').scrollWidth"
                        + " <= document.querySelector('.desk').clientWidth"))
                .isEqualTo(true);
    }

    @Test
    void fitsANarrowScreen(Page page) {
        open("userTask_decideWhatMustStay", BERTHA, page);
        page.setViewportSize(320, 800);
        page.getByText("A part must stay").click();
        page.getByText("Enquiry 6226950").click();

        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
        assertThat(page.evaluate("document.querySelector('.desk').scrollWidth"
                        + " <= document.querySelector('.desk').clientWidth"))
                .isEqualTo(true);
    }

    private String open(String form, String who, Page page) {
        var task = stage.rehearseForm(form);
        tasks.claim(task, who);
        page.setDefaultTimeout(30_000);
        KnownBrowser.signIn(page, "http://localhost:" + port, who, PASSWORD);
        page.waitForURL("**/camunda/app/tasklist/**");
        show(task, page);
        return task;
    }

    private void show(String task, Page page) {
        page.navigate("http://localhost:" + port + "/camunda/app/tasklist/default/#/?task=" + task);
        page.locator(".desk-ready").waitFor();
        page.locator(".desk-body input:enabled, .desk-body textarea:enabled")
                .first()
                .waitFor();
    }

    private static void complete(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Complete"))
                .click();
    }

    private void assertAnswered(String task, String by) {
        await().until(() -> !stage.waits(task));
        assertThat(stage.recorded()).containsExactly(WORDS + " by " + by);
        assertThat(stage.drafts()).isZero();
    }
}

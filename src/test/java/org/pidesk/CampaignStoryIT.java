package org.pidesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.campaign.CampaignStage.THREE_STRANGERS;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.pidesk.campaign.CampaignStage;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Reference;
import org.pidesk.suppression.Suppressions;
import org.springframework.beans.factory.annotation.Autowired;

/** Naledi has people asked whether they may be written to: one says yes, one says no, two complain, and it rests. */
class CampaignStoryIT extends Story {
    private static final String NOMSA = "nomsa@example.org";
    private static final String LINDIWE = "lindiwe@example.org";
    private static final String KAGISO = "kagiso@example.org";
    private static final String SIZWE = "sizwe@example.org";
    private static final String LIST = THREE_STRANGERS + "sizwe@example.org,,Sizwe,Ndlovu,,EVENT\n"
            + "SIZWE@Example.org,,Sizwe,Ndlovu,,ENQUIRY\n" + FRED.value() + ",,Fred,Basset,,CUSTOMER\n";
    private static final String FLAWED = THREE_STRANGERS + "nobody,,,,,EVENT\nx@example.org,,=1+1,,,EVENT\n";
    private static final String STILL_STANDS = "The list before it still stands";
    private static final Pattern COMPLAINT = Pattern.compile("/abc-motors/pi/complaint/[a-z]+");

    @Autowired
    CampaignStage campaigns;

    @Autowired
    Suppressions suppressions;

    @Test
    void asksFourPeopleOnce(Browser browser) {
        campaigns.open();
        suppressions.cover(ABC_MOTORS, FRED);
        var naledi = signIn(browser, NALEDI);
        var reference = begins(naledi);
        campaigns.work();

        var johan = signIn(browser, JOHAN);
        approves(johan, reference);
        campaigns.work();

        readsTheQuestion(person(browser));
        answers(browser, NOMSA, "Yes, you may", "You said yes");
        answers(browser, LINDIWE, "No, thank you", "You said no");
        assertThat(contacts.heldAt(ABC_MOTORS, EmailAddress.parse(NOMSA))).hasSize(1);
        assertThat(contacts.heldAt(ABC_MOTORS, EmailAddress.parse(LINDIWE))).isEmpty();

        complains(browser, KAGISO);
        complains(browser, SIZWE);
        seesThatItRests(naledi, reference);
        seesTheCaseInCockpit(johan, reference, "optInCampaign");
        letsItGoOn(johan, reference);

        pauses(naledi, reference);
        stops(johan, reference);
        naledi.navigate(url("/desk/campaigns/" + reference));
        assertThat(naledi.locator("main").textContent())
                .contains("Agreed", "Declined", "too many people complained", "stopped it");
        assertThat(campaigns.mailsTo(SIZWE)).isOne();
    }

    /** From the button of Tasklist, over a list that is refused, to the running process. */
    private Reference begins(Page page) {
        var workshop = campaigns.workshop();
        page.waitForURL("**/camunda/app/tasklist/**");
        page.getByText("Start process").first().click();
        page.getByText("Opt-in campaign").first().click();
        page.locator(".desk-ready").waitFor();
        page.locator("#title").fill("Spring question");
        page.locator("#interest").selectOption(workshop);
        page.locator("#offers").fill("servicing, parts and new models");
        upload(page, FLAWED);
        page.getByText("not one row of it was kept").waitFor();
        assertThat(page.locator(".desk-body .alert-danger").textContent())
                .contains("Line 5: The email address is none", "Line 6: The first_name begins like a formula");
        assertThat(page.getByText(STILL_STANDS).isVisible()).isFalse();
        upload(page, LIST);
        page.locator(".desk-card strong").getByText("6").waitFor();
        upload(page, FLAWED);
        page.getByText(STILL_STANDS).waitFor();
        assertThat(page.locator(".desk-card strong").getByText("6").isVisible()).isTrue();
        upload(page, LIST);
        var hidden = new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
        page.getByText(STILL_STANDS).waitFor(hidden);
        page.getByText("Reading …").waitFor(hidden);
        tour.picture(page, "tasklist-campaign");
        EveryScreen.has(page);
        button(page, "Start").click();
        page.waitForCondition(() -> engine.createProcessInstanceQuery()
                        .processDefinitionKey("optInCampaign")
                        .count()
                == 1);
        return new Reference(engine.createProcessInstanceQuery()
                .processDefinitionKey("optInCampaign")
                .singleResult()
                .getBusinessKey());
    }

    private static void upload(Page page, String list) {
        page.setInputFiles("#list", new FilePayload("people.csv", "text/csv", list.getBytes(StandardCharsets.UTF_8)));
    }

    private void approves(Page page, Reference reference) {
        claims(page, reference, "userTask_approveCampaign");
        assertThat(page.locator(".desk-body").textContent())
                .contains("servicing, parts and new models", "met us at an event", "Will be asked")
                .contains("on a black list", "twice in the list");
        page.locator("input[value=APPROVE]").check();
        page.getByText("I have read the question to its end").click();
        page.locator("#reason").fill("They gave us their cards at the show.");
        tour.picture(page, "tasklist-approve-campaign");
        EveryScreen.has(page);
        completes(page, reference, "userTask_approveCampaign");
    }

    private void readsTheQuestion(Page page) {
        page.navigate(url(campaigns.answerPageOf(NOMSA)));
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        tour.picture(page, "pi-asked");
    }

    /** On a telephone, without JavaScript. */
    private void answers(Browser browser, String who, String button, String said) {
        var page = browser.page(options -> options.setJavaScriptEnabled(false).setViewportSize(320, 800));
        page.navigate(url(campaigns.answerPageOf(who)));
        button(page, button).click();
        assertThat(page.getByRole(AriaRole.STATUS).textContent()).contains(said);
    }

    private void complains(Browser browser, String who) {
        var page = person(browser);
        var link = COMPLAINT.matcher(campaigns.mailTo(who));
        assertThat(link.find()).isTrue();
        page.navigate(url(link.group()));
        page.getByLabel("I never asked to be written to").check();
        button(page, "Send the complaint").click();
        page.getByText("We have your complaint").waitFor();
    }

    /** Two of four are far more than a thousandth; nobody had to look. */
    private void seesThatItRests(Page page, Reference reference) {
        page.navigate(url("/desk/campaigns/" + reference));
        page.getByText("It rests: too many people complained").waitFor();
        tour.picture(page, "desk-campaign");
        page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("^Complained")))
                .getByRole(AriaRole.LINK)
                .click();
        assertThat(page.locator("main").textContent()).contains("kagiso@example.org", "Sizwe Ndlovu");
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }

    private void letsItGoOn(Page page, Reference reference) {
        claims(page, reference, "userTask_decideWhetherToGoOn");
        assertThat(page.locator(".desk-body").textContent()).contains("too many people complained");
        tour.picture(page, "tasklist-go-on");
        EveryScreen.has(page);
        page.locator("input[value=GO_ON]").check();
        page.locator("#reason").fill("Both phoned; they had forgotten the show.");
        completes(page, reference, "userTask_decideWhetherToGoOn");
    }

    private void pauses(Page page, Reference reference) {
        page.navigate(url("/desk/campaigns/" + reference));
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        button(page, "Pause it").click();
        page.getByText("somebody paused it").waitFor();
    }

    private void stops(Page page, Reference reference) {
        claims(page, reference, "userTask_decideWhetherToGoOn");
        page.locator("input[value=STOP]").check();
        page.locator("#reason").fill("Two people phoned and did not know us.");
        completes(page, reference, "userTask_decideWhetherToGoOn");
    }
}

package org.pidesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.campaign.CampaignStage.THREE_STRANGERS;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.pidesk.campaign.CampaignStage;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Reference;
import org.springframework.beans.factory.annotation.Autowired;

/** Naledi has people asked whether they may be written to: one says yes, one says no, and somebody stops it. */
class CampaignStoryIT extends Story {
    private static final String NOMSA = "nomsa@example.org";
    private static final String LINDIWE = "lindiwe@example.org";

    @Autowired
    CampaignStage campaigns;

    @Test
    void asksThreePeopleOnce(Browser browser) {
        campaigns.open();
        var naledi = signIn(browser, NALEDI);
        var reference = begins(naledi);
        campaigns.work();

        var johan = signIn(browser, JOHAN);
        approves(johan, reference);
        campaigns.work();

        answers(browser, NOMSA, "Yes, you may", "You said yes");
        answers(browser, LINDIWE, "No, thank you", "You said no");
        assertThat(contacts.heldAt(ABC_MOTORS, EmailAddress.parse(NOMSA))).hasSize(1);
        assertThat(contacts.heldAt(ABC_MOTORS, EmailAddress.parse(LINDIWE))).isEmpty();

        pauses(naledi, reference);
        stops(johan, reference);
        naledi.navigate(url("/desk/campaigns/" + reference));
        assertThat(naledi.locator("main").textContent()).contains("Agreed", "Declined", "stopped it");
    }

    /** From the button of Tasklist, over a list that is refused, to the running process. */
    private Reference begins(Page page) {
        page.waitForURL("**/camunda/app/tasklist/**");
        page.getByText("Start process").first().click();
        page.getByText("Opt-in campaign").first().click();
        page.locator(".desk-ready").waitFor();
        page.locator("#title").fill("Spring question");
        page.locator("#offers").fill("servicing, parts and new models");
        upload(page, "nobody,,,,,EVENT\n");
        page.getByText("not one row of it was kept").waitFor();
        upload(page, THREE_STRANGERS);
        page.locator(".desk-card strong").getByText("3").waitFor();
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
                .contains("servicing, parts and new models", "met us at an event", "Will be asked");
        page.locator("input[value=APPROVE]").check();
        page.getByText("I have read the question to its end").click();
        page.locator("#reason").fill("They gave us their cards at the show.");
        completes(page, reference, "userTask_approveCampaign");
    }

    private void answers(Browser browser, String who, String button, String said) {
        var page = browser.page(options -> options.setJavaScriptEnabled(false).setViewportSize(320, 800));
        page.navigate(url(campaigns.answerPageOf(who)));
        button(page, button).click();
        assertThat(page.getByRole(AriaRole.STATUS).textContent()).contains(said);
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

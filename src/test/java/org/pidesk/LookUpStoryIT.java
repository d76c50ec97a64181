package org.pidesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.pidesk.sandbox.SamplePeople.THANDIS_ID_NUMBER;
import static org.pidesk.sandbox.SamplePeople.THANDIS_MOBILE;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Reference;
import org.pidesk.request.LookUpAudit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two look-ups: of Thandi, whom we hold, and of Sipho, whom another system holds. */
class LookUpStoryIT extends Story {
    private static final EmailAddress SIPHO = EmailAddress.parse("sipho@example.org");
    private static final String LOOK = "userTask_lookInSystem";
    private static final String CONTACT = "userTask_contactPerson";

    @Autowired
    LookUpAudit audit;

    @Autowired
    JdbcClient database;

    @Test
    void thandiSeesWhatIsHeldAndTakesItWithHer(Browser browser) throws IOException {
        var thandi = person(browser);
        seesItMasked(thandi);
        seesItInClear(thandi);
        var pdf = downloads(thandi, "Download to read (PDF)");
        try (var opened = Loader.loadPDF(Files.readAllBytes(pdf))) {
            assertThat(new PDFTextStripper().getText(opened)).contains("Thandi", "Small hatchback", "Cape Newsletters");
        }
        assertThat(Files.readString(downloads(thandi, "Download for a computer (JSON)")))
                .contains("\"Thandi\"", "Small hatchback", "Cape Newsletters", THANDIS_ID_NUMBER);
        button(thandi, "Mail it to me").click();
        stage.work();

        assertThat(mailedTo(THANDI)).contains("Thandi", "Cape Newsletters").doesNotContain(THANDIS_ID_NUMBER);
        isRecordedAndOpensNoCase();
    }

    private void seesItMasked(Page page) {
        page.navigate(url("/abc-motors/pi"));
        tour.picture(page, "pi-start");
        proves(page, THANDI);
        assertThat(page.content()).contains("T***", "08* *** **01").doesNotContain("Thandi", "Nkosi", "0101");
        tour.picture(page, "pi-held");
    }

    private void seesItInClear(Page page) {
        provesTheOther(page, THANDIS_MOBILE);
        assertThat(page.content())
                .contains(
                        "Thandi",
                        "Nkosi",
                        THANDIS_MOBILE.written(),
                        "Wants a test drive on a Saturday.",
                        THANDIS_ID_NUMBER);
        tour.picture(page, "pi-held-in-clear");
    }

    private static Path downloads(Page page, String link) {
        return page.waitForDownload(() -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link))
                        .click())
                .path();
    }

    private void isRecordedAndOpensNoCase() {
        audit.flush();
        assertThat(database.sql("select distinct how from look_up_audit where in_clear")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("PAGE", "PDF", "JSON", "MAIL");
        assertThat(engine.createProcessInstanceQuery().list()).isEmpty();
    }

    @Test
    void siphoIsFoundInAnotherSystem(Browser browser) {
        var sipho = person(browser);
        var reference = asks(sipho);
        stage.work();
        assertThat(mailedTo(KEY_CONTACT)).contains(reference.value()).doesNotContain(SIPHO.value());
        looksEverywhere(signIn(browser, NALEDI), reference);
        seesTheCaseInCockpit(signIn(browser, JOHAN), reference, "lookupNotFound");
        contacts(signIn(browser, NALEDI), reference);
        stage.work();

        isAnswered(reference);
        asksAgain(browser);
    }

    private Reference asks(Page page) {
        proves(page, SIPHO);
        assertThat(page.content()).contains("We are looking for you elsewhere");
        tour.picture(page, "look-up-elsewhere");
        return reference(page);
    }

    private void looksEverywhere(Page page, Reference reference) {
        page.locator(".pidesk-case").first().waitFor();
        page.locator(".task-filters a[data-count]").first().waitFor();
        page.setViewportSize(1280, 640);
        tour.picture(page, "tasklist");
        page.setViewportSize(1280, 1250);
        looks(page, reference, "NOT_FOUND");
        looks(page, reference, "FOUND");
        looks(page, reference, "NOT_FOUND");
    }

    private void looks(Page page, Reference reference, String outcome) {
        claims(page, reference, LOOK);
        assertThat(page.locator(".desk-spellings").innerText()).contains(SIPHO.value());
        page.locator("input[value=" + outcome + "]").check();
        if (outcome.equals("FOUND")) {
            page.locator("#holds").fill("Name and email address");
            page.locator("#origin").fill("Since 2024, from a competition");
        }
        page.locator("textarea#evidence").fill("Searched by me today; list 12 of the system shows it.");
        if (outcome.equals("FOUND")) {
            tour.picture(page, "tasklist-look-in-system");
        }
        completes(page, reference, LOOK);
    }

    private void contacts(Page page, Reference reference) {
        claims(page, reference, CONTACT);
        page.locator("input[value=REACHED]").check();
        page.locator("#why").selectOption(new SelectOption().setLabel("Gets marketing that they do not want"));
        page.locator("textarea#evidence").fill("By phone: he took part in a competition and wants no more news.");
        page.locator("input[value=LEAVE]").check();
        page.locator("#whyNot").fill("It is removed there, so there is nothing for us to hold.");
        tour.picture(page, "tasklist-contact-person");
        completes(page, reference, CONTACT);
    }

    private void isAnswered(Reference reference) {
        isOver(reference, "LOOK_UP_CLOSED");
        assertThat(mailedTo(SIPHO))
                .contains(reference.value(), "Something about you is held for us", "Cape Newsletters")
                .contains("Name and email address", "Since 2024, from a competition");
        assertThat(vault.open(reference, "working-copy")).isEmpty();
        assertThat(vault.open(reference, "evidence")).isPresent();
    }

    private void asksAgain(Browser browser) {
        var sipho = person(browser);
        proves(sipho, SIPHO);

        assertThat(sipho.content())
                .contains("What you asked before", "Something was found in another system", "Search again")
                .doesNotContain("We are looking for you elsewhere");
        tour.picture(sipho, "look-up-earlier");
        assertThat(engine.createProcessInstanceQuery().list()).isEmpty();
    }
}

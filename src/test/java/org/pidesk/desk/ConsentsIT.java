package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.Browser;
import org.pidesk.OnePage;
import org.pidesk.PiDeskTest;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Interests;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Channel;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.signin.KnownBrowser;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Staff enter what a person said or signed, in a browser. */
@PiDeskTest
@ExtendWith(Browser.class)
class ConsentsIT {
    private static final String NALEDI = "naledi";
    private static final String PASSWORD = "correct horse battery";
    private static final byte[] SIGNED = OnePage.pdf();

    @LocalServerPort
    int port;

    @Autowired
    SamplePeople people;

    @Autowired
    StaffMembers staff;

    @Autowired
    Contacts contacts;

    @Autowired
    Consents consents;

    @Autowired
    Interests interests;

    private Page page;

    @BeforeEach
    void naledisDealershipHasAnInterest() {
        people.moveIn();
        staff.register(Hires.member(NALEDI, "Naledi", Role.DEALERSHIP_STAFF, ABC_MOTORS), PASSWORD);
        interests.add(ABC_MOTORS, "New cars", "New models and test drives.", NALEDI);
    }

    @Test
    void takesAPaperHandsItBackAndTakesANo(Page mouse) throws IOException {
        openThandi(mouse);
        enterAYesOnPaper(SIGNED);
        assertThat(page.innerText("main")).contains("Noted.", "New cars, by email", "on paper, signed", "May be sent");
        assertThat(mayMarket()).isTrue();

        var paper = page.waitForDownload(
                () -> page.getByText("the signed paper").first().click());
        assertThat(Files.readAllBytes(paper.path())).isEqualTo(SIGNED);
        assertThat(paper.suggestedFilename()).endsWith(".pdf");

        page.selectOption("#no-channel", "ALL");
        page.fill("#no-note", "Phoned this morning.");
        click("Enter the no");
        assertThat(page.innerText("main")).contains("Not allowed", "told to staff", "Unsubscribed");
        assertThat(mayMarket()).isFalse();
        isForEverybody();
    }

    @Test
    void saysThatAPaperIsTooLarge(Page mouse) {
        openThandi(mouse);
        enterAYesOnPaper(Arrays.copyOf(SIGNED, 5_500_000));
        assertThat(page.innerText("main")).contains("five megabytes at most");
        isForEverybody();

        openThandi(page.url());
        enterAYesOnPaper(Arrays.copyOf(SIGNED, 12_000_000));
        assertThat(page.innerText("main")).contains("This file is too large");
        assertThat(mayMarket()).isFalse();
    }

    private void openThandi(Page mouse) {
        page = mouse;
        KnownBrowser.signIn(page, "http://localhost:" + port, NALEDI, PASSWORD);
        page.waitForURL("**/camunda/app/tasklist/**");
        openThandi("http://localhost:" + port + "/desk/consents");
    }

    private void openThandi(String from) {
        page.navigate(from.replaceAll("/desk/.*", "/desk/consents"));
        page.fill("#what", THANDI.value());
        click("Find the record");
        page.getByText("Thandi Nkosi").click();
    }

    private void enterAYesOnPaper(byte[] paper) {
        page.selectOption("#yes-channel", "EMAIL");
        page.selectOption("#yes-interest", "new-cars");
        page.selectOption("#yes-evidence", "PAPER");
        page.selectOption("#yes-wording", "OTHER");
        page.setInputFiles("#paper", new FilePayload("signed.pdf", "application/pdf", paper));
        click("Enter the yes");
    }

    private void click(String button) {
        page.click("button:text-is('%s')".formatted(button));
    }

    private boolean mayMarket() {
        var thandi = contacts.heldAt(ABC_MOTORS, THANDI).get(0).id();
        return consents.mayMarket(thandi, Channel.EMAIL, "new-cars");
    }

    private void isForEverybody() {
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        page.setViewportSize(320, 800);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
        page.setViewportSize(1280, 900);
    }
}

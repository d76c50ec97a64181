package org.pidesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.FRED;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.pidesk.kernel.Reference;

/** One withdrawal of consent, from the /pi page to the shredded key. */
class WithdrawStoryIT extends RemovalStory {
    @Test
    void fredWithdrawsHisConsent(Browser browser) {
        var fred = person(browser);
        var reference = withdraws(fred);
        stage.work();
        var link = linkMailedTo(FRED);
        decides(signIn(browser, NALEDI), reference);
        var johan = signIn(browser, JOHAN);
        johan.setViewportSize(1700, 1000);
        seesTheCaseInCockpit(johan, reference, "withdrawConsent");
        // the number on the step that runs comes after the drawing
        johan.locator(".djs-overlay")
                .getByText("1", new Locator.GetByTextOptions().setExact(true))
                .first()
                .waitFor();
        tour.picture(johan, "cockpit-case");
        johan.setViewportSize(1280, 1250);
        releases(johan, reference);
        stage.passThePause();
        answersForEachSystem(signIn(browser, NALEDI), reference);
        stage.work();

        fred.navigate(link);
        assertThat(fred.content()).contains("Withdrawal of consent").doesNotContain("ancel this request");
        tour.picture(fred, "pi-finished");
        nothingIsLeftWhereItShouldNotBe(reference, "WITHDRAWAL_CARRIED_OUT");

        var again = person(browser);
        again.setViewportSize(1280, 1250);
        proves(again, FRED);
        assertThat(again.content()).contains("on our black list", "Sealed proof of the earlier request");
        tour.picture(again, "pi-remains");
    }

    private Reference withdraws(Page page) {
        asksForACode(page, "Fred@Sea.example.com");
        typesTheCode(page, FRED);
        page.locator("a[href$='/withdraw']").first().click();
        tour.picture(page, "pi-withdraw");
        button(page, "Yes, withdraw my consent").click();
        tour.picture(page, "pi-done");
        var reference = reference(page);
        follows(page);
        tour.picture(page, "pi-status");
        return reference;
    }
}

package org.pidesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.FREDS_MOBILE;

import com.microsoft.playwright.Page;
import org.pidesk.kernel.Reference;
import org.pidesk.suppression.Suppressions;
import org.springframework.beans.factory.annotation.Autowired;

/** What is the same however Fred comes to be removed. */
abstract class RemovalStory extends Story {
    static final String DECIDE = "userTask_decideWhatMustStay";
    static final String RELEASE = "userTask_releaseDeIdentification";
    static final String ASK = "userTask_deIdentifyAtSystem";

    @Autowired
    Suppressions suppressions;

    void decides(Page page, Reference reference) {
        claims(page, reference, DECIDE);
        page.locator("input[value=NOTHING_HOLDS]").check();
        page.locator("textarea#reason").fill("No open deal, no dispute, no record that a law makes us keep.");
        tour.picture(page, "tasklist-decide");
        completes(page, reference, DECIDE);
    }

    void releases(Page page, Reference reference) {
        claims(page, reference, RELEASE);
        assertThat(page.locator(".desk-goes").innerText()).contains("fred@sea.example.com", "Fred Basset");
        page.locator("input[value=RELEASE]").check();
        page.locator("textarea#reason").fill("The sales and service books, and the calendar of the tax office.");
        page.locator(".desk-goes").scrollIntoViewIfNeeded();
        tour.picture(page, "tasklist-release");
        button(page, "Show what will be written to the person").click();
        page.locator(".desk-letter").first().scrollIntoViewIfNeeded();
        tour.picture(page, "tasklist-letter");
        completes(page, reference, RELEASE);
    }

    void answersForEachSystem(Page page, Reference reference) {
        while (!open(reference, ASK).isEmpty()) {
            claims(page, reference, ASK);
            page.locator("input[value=DONE]").check();
            page.locator("textarea#evidence").fill("Anonymised by me today, ticket 4711 of the system.");
            tour.picture(page, "tasklist-system");
            completes(page, reference, ASK);
        }
    }

    void nothingIsLeftWhereItShouldNotBe(Reference reference, String lastFact) {
        isOver(reference, lastFact);
        assertThat(contacts.heldAt(ABC_MOTORS, FRED)).isEmpty();
        assertThat(contacts.heldAt(ABC_MOTORS, FREDS_MOBILE)).isEmpty();
        assertThat(suppressions.covers(ABC_MOTORS, FRED)).isTrue();
        assertThat(vault.open(reference, "working-copy")).isEmpty();
        assertThat(vault.open(reference, "needles")).isEmpty();
        assertThat(vault.open(reference, "evidence")).isPresent();
        assertThat(mailedTo(FRED)).contains(reference.value(), "has been carried out", "ABC Motors");
    }
}

package org.pidesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.FRED;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.pidesk.kernel.Reference;

/** One de-identification: decided by one, released by another, carried out everywhere. */
class DeIdentifyStoryIT extends RemovalStory {
    @Test
    void fredAsksToBeDeIdentified(Browser browser) {
        var reference = asks(person(browser));
        stage.work();
        decides(signIn(browser, NALEDI), reference);
        var johan = signIn(browser, JOHAN);
        seesTheCaseInCockpit(johan, reference, "deIdentify");
        releases(johan, reference);
        stage.passThePause();
        assertThat(mailedTo(KEY_CONTACT)).contains(reference.value()).doesNotContain("Basset");
        answersForEachSystem(signIn(browser, NALEDI), reference);
        stage.work();

        nothingIsLeftWhereItShouldNotBe(reference, "DE_IDENTIFICATION_CARRIED_OUT");
        nobodyKnowsHimAnyMore(browser);
    }

    private Reference asks(Page page) {
        proves(page, FRED);
        page.locator("a[href$='/de-identify']").click();
        tour.picture(page, "pi-de-identify");
        button(page, "Yes, de-identify me").click();
        return reference(page);
    }

    private void nobodyKnowsHimAnyMore(Browser browser) {
        var fred = person(browser);
        proves(fred, FRED);

        assertThat(fred.content())
                .contains("on our black list", "Sealed proof of the earlier request")
                .doesNotContain("Basset", "F***", "looking for you elsewhere");
    }
}

package org.pidesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.pidesk.kernel.Reference;
import org.pidesk.suppression.Suppressions;
import org.springframework.beans.factory.annotation.Autowired;

/** Thandi complains of a mail; Naledi looks into it and answers her. */
class ComplaintStoryIT extends Story {
    private static final String TASK = "userTask_lookIntoComplaint";
    private static final Pattern LINK = Pattern.compile("/abc-motors/pi/complaint/[a-z]+");
    private static final String ANSWER = "Somebody typed your address for theirs. It is out of our records now.";

    @Autowired
    Suppressions suppressions;

    @Test
    void thandiIsHeardAndAnswered(Browser browser) {
        var thandi = person(browser);
        var reference = complains(thandi);
        assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isTrue();

        var naledi = signIn(browser, NALEDI);
        claims(naledi, reference, TASK);
        assertThat(naledi.locator(".desk").textContent()).contains(THANDI.value(), "Five this week", "Never asked");
        EveryScreen.has(naledi);
        naledi.locator("input[value=UPHELD]").check();
        naledi.locator("#note").fill("A visitor of the web site had mistyped an address.");
        naledi.locator("#answer").fill(ANSWER);
        tour.picture(naledi, "tasklist-complaint");
        completes(naledi, reference, TASK);

        stage.work();
        assertThat(mailedTo(THANDI)).contains(ANSWER, reference.value());
        isOver(reference, "COMPLAINT_LOOKED_INTO");
    }

    private Reference complains(Page page) {
        asksForACode(page, THANDI.value());
        stage.work();
        var link = LINK.matcher(mailedTo(THANDI));
        assertThat(link.find()).isTrue();
        page.navigate(url(link.group()));
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        button(page, "Send the complaint").click();
        page.getByText("Choose what went wrong.").waitFor();
        page.navigate(url(link.group()));
        page.getByLabel("I never asked to be written to").check();
        page.getByLabel("What should we know?").fill("Five this week, and I am no customer.");
        page.getByLabel("I want to hear what came of it").check();
        tour.picture(page, "pi-complaint");
        button(page, "Send the complaint").click();
        page.getByText("We have your complaint").waitFor();
        return reference(page);
    }
}

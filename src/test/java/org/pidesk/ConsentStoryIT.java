package org.pidesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.consent.Interests;
import org.pidesk.consent.Unsubscribes;
import org.springframework.beans.factory.annotation.Autowired;

/** A yes to marketing, from the form to the proof that staff can show, and the no that ends it. */
class ConsentStoryIT extends Story {
    private static final Pattern LINK = Pattern.compile("/abc-motors/pi/consent/[\\w-]+");

    @Autowired
    Interests interests;

    @Autowired
    Unsubscribes unsubscribes;

    @BeforeEach
    void thereIsSomethingToHearOf() {
        interests.add(ABC_MOTORS, "New cars", "New models, and test drives of them.", JOHAN);
        interests.add(ABC_MOTORS, "Workshop and service", "When a service is due, and its price.", JOHAN);
    }

    @Test
    void subscribesIsShownAndLeaves(Browser browser) {
        var fred = person(browser);
        asksFor(fred, "New cars");

        fred.navigate(url(mailedLink()));
        tour.picture(fred, "pi-consent");
        button(fred, "Yes, I want this").click();
        assertThat(fred.innerText("main")).contains("You have subscribed");
        var naledi = signIn(browser, NALEDI);
        findsFred(naledi);
        tour.picture(naledi, "desk-consents");
        assertThat(naledi.innerText("main")).contains("New cars, by email", "marketing/ready-2026-12", "May be sent");

        fred.navigate(url(unsubscribes.link(ABC_MOTORS, FRED, "new-cars")));
        tour.picture(fred, "pi-unsubscribe");
        button(fred, "Unsubscribe").click();
        assertThat(fred.innerText("main")).contains("You have unsubscribed", "New cars");
        findsFred(naledi);
        assertThat(naledi.innerText("main")).contains("Not allowed", "by the link of a message");
        proves(fred, FRED);
        assertThat(fred.innerText("main")).contains("What you said to marketing", "no by email");
    }

    private void asksFor(Page fred, String interest) {
        fred.navigate(url("/abc-motors/pi/subscribe"));
        fred.getByLabel("Your email address or mobile number").fill(FRED.value());
        fred.getByText(interest).click();
        tour.picture(fred, "pi-subscribe");
        button(fred, "Subscribe").click();
        stage.work();
    }

    private String mailedLink() {
        var link = LINK.matcher(mailedTo(FRED));
        assertThat(link.find()).isTrue();
        return link.group();
    }

    private void findsFred(Page naledi) {
        naledi.navigate(url("/desk/consents"));
        naledi.getByLabel("Email, mobile or customer number").fill(FRED.value());
        button(naledi, "Find the record").click();
        naledi.getByText("Fred Basset").click();
    }
}

package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.Browser;
import org.pidesk.PiDeskTest;
import org.pidesk.consent.Consents;
import org.pidesk.consent.DetailLinks;
import org.pidesk.consent.Interests;
import org.pidesk.consent.Unsubscribes;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MovableClock;
import org.pidesk.notice.Sender;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** To subscribe and to unsubscribe as people do it: in a browser without JavaScript, on a small screen. */
@PiDeskTest
@ExtendWith(Browser.class)
class MarketingIT {
    private static final Pattern LINK = Pattern.compile("http://localhost(:\\d+)?(/abc-motors/pi/consent/[\\w-]+)");

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext application;

    @Autowired
    Consents consents;

    @Autowired
    Unsubscribes unsubscribes;

    @Autowired
    DetailLinks details;

    @Autowired
    Interests interests;

    @Autowired
    Contacts contacts;

    @Autowired
    SamplePeople people;

    @Autowired
    Sender sender;

    @Autowired
    MovableClock clock;

    private String cars;
    private Page page;

    @BeforeEach
    void everybodyHasMovedIn() {
        people.moveIn();
        cars = interests.add(ABC_MOTORS, "New cars", "New models and test drives.", "naledi");
    }

    @Test
    void subscribesByASecondYesAndLeavesByAButton(Browser browser) {
        page = browser.page(options -> options.setJavaScriptEnabled(false).setViewportSize(320, 640));
        open("/abc-motors/pi/subscribe");
        page.fill("#address", MALLORY.value());
        page.getByText("New cars").click();
        click("Subscribe");
        assertThat(text()).contains("One step is left", "say yes on the page behind the link");

        page.navigate(mailedLink(MALLORY));
        assertThat(text()).contains("New cars", "m***@e***.net");
        click("Yes, I want this");
        assertThat(text()).contains("You have subscribed");
        var record = contacts.heldAt(ABC_MOTORS, MALLORY).get(0).id();
        assertThat(consents.mayMarket(record, Channel.EMAIL, cars)).isTrue();

        open(unsubscribes.link(ABC_MOTORS, MALLORY, cars, UUID.randomUUID(), null));
        click("Unsubscribe");
        assertThat(text()).contains("You have unsubscribed", "Was it a mistake?");
        assertThat(consents.mayMarket(record, Channel.EMAIL, cars)).isFalse();
        click("Subscribe again");
        assertThat(text()).contains("Hear from ABC Motors");
    }

    @Test
    void leadsFromALinkInAMailToTheProof(Page mouse) {
        page = mouse;
        open(details.remove(ABC_MOTORS, THANDI));
        click("Send me a code");
        sender.sendDue();
        page.fill("#code", "12");
        click("Continue");
        page.fill("#code", Received.by(application).code(THANDI.value()));
        click("Continue");

        page.waitForURL("**/de-identify");
        assertThat(text()).contains("ABC Motors");
    }

    @Test
    void canBeReadByEverybodyOnASmallPhone(Browser browser) {
        page = browser.page(options -> options.setViewportSize(320, 640));
        var general = unsubscribes.link(ABC_MOTORS, THANDI, null);
        var targeted = unsubscribes.link(ABC_MOTORS, THANDI, cars);
        open("/abc-motors/pi/subscribe");
        isForEverybody("subscribe");
        click("Subscribe");
        isForEverybody("subscribe, with a mistake");
        page.fill("#address", THANDI.value());
        page.getByText("New cars").click();
        click("Subscribe");
        isForEverybody("asked");
        page.navigate(mailedLink(THANDI));
        isForEverybody("consent");
        click("Yes, I want this");
        isForEverybody("subscribed");
        open(targeted);
        isForEverybody("unsubscribe");
        click("Unsubscribe");
        isForEverybody("unsubscribed");
        open(details.view(ABC_MOTORS, THANDI));
        isForEverybody("details");
        clock.advance(Duration.ofDays(181));
        open(general);
        isForEverybody("too old");
    }

    private void isForEverybody(String name) {
        assertThat(new AxeBuilder(page).analyze().getViolations()).as(name).isEmpty();
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                .as(name)
                .isLessThanOrEqualTo(320);
    }

    private String mailedLink(EmailAddress to) {
        sender.sendDue();
        var mail = Received.by(application).newest(to.value()).orElseThrow();
        var path = LINK.matcher(mail);
        assertThat(path.find()).isTrue();
        return "http://localhost:" + port + path.group(2);
    }

    private void open(String path) {
        page.navigate("http://localhost:" + port + path);
    }

    private void click(String text) {
        page.click("button:text-is('%1$s'), a:text-is('%1$s')".formatted(text));
    }

    private String text() {
        return page.innerText("main");
    }
}

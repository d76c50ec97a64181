package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.campaign.CampaignStage.THREE_STRANGERS;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Entry;
import org.pidesk.campaign.CampaignStage;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Evidence;
import org.pidesk.consent.MarketingConsent;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Reference;
import org.pidesk.suppression.Suppressions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The one question, answered over HTTP by whoever holds its link; and by programs that only open it. */
@PiDeskTest
class AskedTest {
    private static final EmailAddress NOMSA = EmailAddress.parse("nomsa@example.org");
    private static final EmailAddress KAGISO = EmailAddress.parse("kagiso@example.org");

    @LocalServerPort
    int port;

    @Autowired
    CampaignStage stage;

    @Autowired
    Contacts contacts;

    @Autowired
    Consents consents;

    @Autowired
    Suppressions suppressions;

    @Autowired
    ActivityLog activity;

    private ProcessInstance campaign;
    private Visitor browser;
    private String page;

    @BeforeEach
    void nomsaIsAsked() {
        stage.open();
        campaign = stage.ask(THREE_STRANGERS);
        browser = new Visitor(port);
        page = stage.answerPageOf(NOMSA.value());
    }

    @Test
    void asksWithoutOfferingAnything() {
        var shown = browser.get(page + "?yes");

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body())
                .contains("May we write to you?", "servicing, parts and new models", "ABC Motors", "n***@e***.org")
                .doesNotContain("nomsa@example.org");
    }

    @Test
    void takesNothingForAnAnswerThatIsOnlyOpened() {
        for (int i = 0; i < 5; i++) {
            browser.get(page + "?yes");
            browser.get(page + "?no");
        }

        assertThat(stage.count("answered_at is not null")).isZero();
        assertThat(contacts.heldAt(ABC_MOTORS, NOMSA)).isEmpty();
    }

    @Test
    void notesAYesWithWhatShowsIt() {
        answer("yes");

        assertThat(browser.get(page).body()).contains("You said yes");
        var record = contacts.heldAt(ABC_MOTORS, NOMSA).get(0);
        assertThat(record.name()).isEqualTo("Nomsa Mahlangu");
        assertThat(record.consentToProcess()).isFalse();
        var consent = consents.of(record.id()).get(0);
        assertThat(consent.isGiven()).isTrue();
        assertThat(consent.interest()).isEqualTo(stage.workshop());
        assertThat(consent.evidence().note()).isEqualTo("asked about Workshop (servicing, parts and new models)");
        assertThat(consents.mayMarket(record.id(), Channel.EMAIL, stage.workshop()))
                .isTrue();
        assertThat(consents.mayMarket(record.id(), Channel.EMAIL, null)).isFalse();
        assertThat(consent.evidence().kind()).isEqualTo(Evidence.Kind.OPT_IN_ANSWER);
        assertThat(consent.evidence().wording()).startsWith("opt-in-question/");
        assertThat(consent.evidence().reference().value()).isEqualTo(campaign.getBusinessKey());
        assertThat(facts("CONSENT_GIVEN")).hasSize(1);
    }

    @Test
    void notesAYesOnEachRecordOfTheAddress() {
        contacts.add(new Contact(ABC_MOTORS, "Nomsa", "Mahlangu", "Walked in").reachedAt(NOMSA));
        contacts.add(new Contact(ABC_MOTORS, "Sizwe", "Mahlangu", "Walked in").reachedAt(NOMSA));

        answer("yes");

        assertThat(contacts.heldAt(ABC_MOTORS, NOMSA))
                .hasSize(2)
                .allSatisfy(record ->
                        assertThat(consents.of(record.id()).get(0).isGiven()).isTrue());
    }

    @Test
    void notesAHundredYesesOnce() {
        for (int i = 0; i < 100; i++) {
            answer("yes");
        }

        assertThat(contacts.heldAt(ABC_MOTORS, NOMSA)).hasSize(1);
        assertThat(facts("CONSENT_GIVEN")).hasSize(1);
    }

    @Test
    void writesToNobodyAgainWhoSaidNo() {
        answer("no");
        answer("yes");

        assertThat(browser.get(page).body()).contains("You said no").doesNotContain("Yes, you may");
        assertThat(contacts.heldAt(ABC_MOTORS, NOMSA)).isEmpty();
        assertThat(facts("CONSENT_DECLINED")).hasSize(1);
    }

    @Test
    void takesAYesBack() {
        answer("yes");
        answer("no");

        var record = contacts.heldAt(ABC_MOTORS, NOMSA).get(0);
        assertThat(consents.of(record.id()))
                .extracting(MarketingConsent::state)
                .containsOnly(MarketingConsent.State.WITHDRAWN);
    }

    @Test
    void liftsNoBlackListByAYes() {
        suppressions.cover(ABC_MOTORS, NOMSA);

        answer("yes");

        assertThat(browser.get(page).body()).contains("All marketing to this address is stopped");
        assertThat(contacts.heldAt(ABC_MOTORS, NOMSA)).isEmpty();
    }

    @Test
    void knowsNoForgedLinkAndNoneOfAnotherOrganisation() {
        var forged = page.substring(0, page.length() - 1) + (page.endsWith("A") ? "B" : "A");

        assertThat(browser.get(forged).statusCode()).isEqualTo(404);
        assertThat(browser.get(page.replace("abc-motors", "sea-point-cars")).statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/abc-motors/pi/asked/short").statusCode()).isEqualTo(404);
    }

    @Test
    void knowsNobodyAnyMoreOnceTheCampaignIsReported() {
        var opened = browser.get(page);
        stage.passUntilTheNextTimer(campaign);
        stage.passUntilTheNextTimer(campaign);

        for (var answer : List.of(browser.get(page + "?yes"), browser.submit(opened, page, Map.of("answer", "yes")))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("It is too late to answer", "href=\"/abc-motors/pi/subscribe\"");
        }
        assertThat(contacts.heldAt(ABC_MOTORS, NOMSA)).isEmpty();
    }

    @Test
    void takesOnlyAYesOrANo() {
        assertThat(browser.submit(page, Map.of("answer", "perhaps")).statusCode())
                .isEqualTo(404);
        assertThat(stage.count("answered_at is not null")).isZero();
    }

    @Test
    void answersForOnePersonOnly() {
        answer("yes");

        assertThat(contacts.heldAt(ABC_MOTORS, KAGISO)).isEmpty();
        assertThat(stage.count("status = 'SENT'")).isEqualTo(2);
    }

    private void answer(String answer) {
        assertThat(browser.submit(page, Map.of("answer", answer)).statusCode()).isBetween(300, 404);
    }

    private List<Entry> facts(String kind) {
        return activity.of(new Reference(campaign.getBusinessKey())).stream()
                .filter(entry -> entry.toString().contains(kind))
                .toList();
    }
}

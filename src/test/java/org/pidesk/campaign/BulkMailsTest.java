package org.pidesk.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.campaign.CampaignStage.JOHAN;
import static org.pidesk.campaign.CampaignStage.NALEDI;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.campaign.Campaign.Outcome;
import org.pidesk.campaign.Campaign.State;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Evidence;
import org.pidesk.consent.Interests;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Reference;
import org.pidesk.suppression.Suppressions;
import org.springframework.beans.factory.annotation.Autowired;

/** Mails to many: to those who agreed to what they are about, through the same gates as a question. */
@PiDeskTest
class BulkMailsTest {
    private static final String REASON = "Read it, it is what they agreed to.";

    @Autowired
    CampaignStage stage;

    @Autowired
    BulkMails mails;

    @Autowired
    Campaigns campaigns;

    @Autowired
    CampaignStore store;

    @Autowired
    WaveSender sender;

    @Autowired
    Consents consents;

    @Autowired
    Interests interests;

    @Autowired
    Contacts contacts;

    @Autowired
    Suppressions suppressions;

    @Autowired
    MovableClock clock;

    private String service;

    @BeforeEach
    void open() {
        stage.open();
        service = interests.add(ABC_MOTORS, "Service and parts", "News of our workshop, four times a year.", JOHAN);
        agree(THANDI, service);
        agree(FRED, null);
    }

    @Test
    void goesToThoseWhoAgreedToWhatItIsAbout() {
        var mail = approved(service, false);

        sender.sendDue();

        assertThat(stage.mailsTo(THANDI.value())).isOne();
        assertThat(stage.mailTo(THANDI.value())).contains("about Service and parts", "Kloof Street");
        // who agreed to all marketing has agreed to this
        assertThat(stage.mailsTo(FRED.value())).isOne();
        assertThat(stage.mailsTo(AISHA.value())).isZero();
        assertThat(campaigns.figures(mail)).containsEntry(Figure.SENT, 2);
        assertThat(store.get(mail.reference()).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void leavesOutWhoSaidNoAfterItWasApproved() {
        approved(service, false);
        consents.withdraw(idOf(THANDI), Channel.EMAIL, service, Evidence.of(Evidence.Kind.UNSUBSCRIBE_LINK));

        sender.sendDue();

        assertThat(stage.mailsTo(THANDI.value())).isZero();
        assertThat(stage.count("reason = 'WITHHELD'")).isOne();
    }

    @Test
    void goesToNobodyOnABlackList() {
        suppressions.cover(ABC_MOTORS, THANDI);

        approved(service, false);
        sender.sendDue();

        assertThat(stage.mailsTo(THANDI.value())).isZero();
    }

    @Test
    void goesToCustomersWhoNeverAgreedOnlyIfItTellsOfSimilarThings() {
        consents.give(
                idOf(AISHA),
                Channel.EMAIL,
                null,
                Ground.CUSTOMER,
                Evidence.of(Evidence.Kind.SALE).takenBy(NALEDI, null));
        var mail = proposed("", true);

        assertThatThrownBy(() -> mails.approve(mail, REASON, false, JOHAN)).isInstanceOf(CampaignRefused.class);
        mails.approve(mail, REASON, true, JOHAN);
        sender.sendDue();

        assertThat(stage.mailsTo(AISHA.value())).isOne();
    }

    @Test
    void isNotApprovedByWhoWroteIt() {
        var mail = proposed(service, false);

        assertThatThrownBy(() -> mails.approve(mail, REASON, false, NALEDI)).isInstanceOf(CampaignRefused.class);
        sender.sendDue();

        assertThat(stage.mailsTo(THANDI.value())).isZero();
    }

    @Test
    void restsGoesOnAndIsStopped() {
        var mail = approved(service, false);
        campaigns.pause(mail, NALEDI);
        sender.sendDue();
        assertThat(stage.mailsTo(THANDI.value())).isZero();

        mails.resume(mail, REASON, JOHAN);
        assertThat(store.get(mail.reference()).state()).isEqualTo(State.RUNNING);
        mails.stop(mail, REASON, JOHAN);
        sender.sendDue();

        assertThat(stage.mailsTo(THANDI.value())).isZero();
        assertThat(store.get(mail.reference()).outcome()).isEqualTo(Outcome.STOPPED);
    }

    @Test
    void showsThePeopleBehindEachFigureAndNotesThatSomebodyLooked() {
        var mail = approved(service, false);
        sender.sendDue();

        var people = campaigns.people(mail, Figure.SENT, null, 0, 10, NALEDI);

        assertThat(people).extracting(member -> member.address().value()).contains(THANDI.value(), FRED.value());
    }

    @Test
    void forgetsToWhomItWentAndKeepsTheFigures() {
        var mail = approved(service, false);
        sender.sendDue();
        clock.advance(Duration.ofDays(91));

        mails.forgetOld();

        assertThat(stage.count("true")).isZero();
        assertThat(campaigns.figures(mail)).containsEntry(Figure.SENT, 2);
    }

    @Test
    void isRefusedWhereNobodyHasAgreed() {
        var events = interests.add(ABC_MOTORS, "Track days", "Invitations to the race track.", JOHAN);
        consents.withdrawAll(idOf(FRED), Evidence.of(Evidence.Kind.STOP_MESSAGE));

        assertThatThrownBy(() -> proposed(events, false))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("Nobody");
    }

    private Campaign proposed(String interest, boolean similar) {
        Reference reference = mails.propose(
                ABC_MOTORS,
                Map.of(
                        "title", "Winter check",
                        "subject", "Our workshop in winter",
                        "words", "Our workshop opens on Saturdays.\n\nBook by telephone.",
                        "interest", interest,
                        "similar", similar),
                NALEDI);
        return store.get(reference);
    }

    private Campaign approved(String interest, boolean similar) {
        var mail = proposed(interest, similar);
        mails.approve(mail, REASON, true, JOHAN);
        return store.get(mail.reference());
    }

    private void agree(EmailAddress address, String interest) {
        consents.give(
                idOf(address),
                Channel.EMAIL,
                interest,
                Ground.CONSENT,
                Evidence.of(Evidence.Kind.WEB_FORM).worded("marketing/1"));
    }

    private UUID idOf(Address address) {
        return contacts.idsHeldAt(ABC_MOTORS, address).get(0);
    }
}

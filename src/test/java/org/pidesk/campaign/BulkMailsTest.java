package org.pidesk.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.campaign.CampaignStage.JOHAN;
import static org.pidesk.campaign.CampaignStage.NALEDI;
import static org.pidesk.campaign.CampaignStage.csv;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.PIETER;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.campaign.Campaign.Outcome;
import org.pidesk.campaign.Campaign.State;
import org.pidesk.complaint.MarketingComplaints;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Evidence;
import org.pidesk.consent.Interests;
import org.pidesk.consent.MarketingConsent;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.consent.Unsubscribe;
import org.pidesk.consent.Unsubscribes;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.ComplaintLinks;
import org.pidesk.notice.ComplaintReceived;
import org.pidesk.notice.RecordsWrittenTo;
import org.pidesk.notice.TextSize;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.pidesk.suppression.Suppressions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mails to many: to those who agreed to what they are about, through the same gates as a question. */
@PiDeskTest
class BulkMailsTest {
    private static final Pattern PICTURE = Pattern.compile("/abc-motors/pi/seen/([0-9a-f-]{36})\"");
    private static final Pattern UNSUBSCRIBE = Pattern.compile("/abc-motors/pi/unsubscribe/([\\w-]+)");
    private static final Pattern COMPLAINT = Pattern.compile("/abc-motors/pi/complaint/(\\w+)");
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
    Waves waves;

    @Autowired
    Consents consents;

    @Autowired
    Interests interests;

    @Autowired
    Contacts contacts;

    @Autowired
    Suppressions suppressions;

    @Autowired
    OptOutList optOuts;

    @Autowired
    MovableClock clock;

    @Autowired
    Readings readings;

    @Autowired
    Unsubscribes unsubscribes;

    @Autowired
    ComplaintLinks complaints;

    @Autowired
    MarketingComplaints received;

    @Autowired
    RecordsWrittenTo written;

    @Autowired
    StaffMembers staff;

    @Autowired
    JdbcClient database;

    private String service;

    @BeforeEach
    void open() {
        stage.open();
        service = interests.add(ABC_MOTORS, "Service and parts", "News of our workshop, four times a year.", JOHAN);
        agree(THANDI, service);
        agree(FRED, null);
    }

    @Test
    void goesToNobodyMoreOnceItIsStoppedAndItsCarrierHadNoTime() {
        var mail = approved(service, false).reference();
        waves.release(mail);
        var taken = waves.take(mail, 10);

        mails.stop(store.get(mail), REASON, JOHAN);
        waves.settle(
                taken,
                taken.letters().stream()
                        .map(letter -> Settled.again(letter.line(), "421", clock.instant()))
                        .toList());

        isStoppedWithoutAMail(mail);
    }

    @Test
    void goesToNobodyMoreOnceItIsStoppedAndItsSenderDied() {
        var mail = approved(service, false).reference();
        waves.release(mail);
        waves.take(mail, 10);

        mails.stop(store.get(mail), REASON, JOHAN);
        clock.advance(Duration.ofMinutes(11));

        isStoppedWithoutAMail(mail);
    }

    private void isStoppedWithoutAMail(Reference mail) {
        for (int i = 0; i < 3; i++) {
            sender.sendDue();
            clock.advance(Duration.ofHours(1));
        }
        assertThat(stage.mailsTo(THANDI.value())).isZero();
        assertThat(stage.mailsTo(FRED.value())).isZero();
        assertThat(stage.count("reason = 'STOPPED'")).isEqualTo(2);
        assertThat(store.get(mail).outcome()).isEqualTo(Campaign.Outcome.STOPPED);
    }

    @Test
    void goesToThoseWhoAgreedToWhatItIsAbout() {
        var mail = approved(service, false);

        sender.sendDue();

        assertThat(stage.mailsTo(THANDI.value())).isOne();
        assertThat(stage.mailTo(THANDI.value()).replaceAll("\\s+", " "))
                .contains(
                        "you agreed that we write to you about Service and parts, or about everything that we offer.",
                        "Kloof Street");
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
    void goesToNobodyOnTheNationalOptOutList() {
        optOuts.load(ABC_MOTORS, csv("email\n" + THANDI.value() + "\n"), JOHAN);
        approved(service, false);
        assertThat(stage.count("reason = 'OPTED_OUT'")).isOne();
        optOuts.load(ABC_MOTORS, csv("email\n" + FRED.value() + "\n"), JOHAN);

        sender.sendDue();

        assertThat(stage.mailsTo(THANDI.value()) + stage.mailsTo(FRED.value())).isZero();
        assertThat(stage.count("reason = 'OPTED_OUT'")).isEqualTo(2);
    }

    @Test
    void goesToNobodyUnderAge() {
        database.sql("update contact set id_number = ? where email = ?")
                .params("1501010000087", THANDI.value())
                .update();

        approved(service, false);
        sender.sendDue();

        assertThat(stage.count("reason = 'MINOR'")).isOne();
        assertThat(stage.mailsTo(THANDI.value())).isZero();
        assertThat(stage.mailsTo(FRED.value())).isOne();
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

    /** A yes to something else does not make a yes of it. */
    @Test
    void goesToNoCustomerWhoNeverAgreedToItIfItTellsOfOtherThings() {
        var events = interests.add(ABC_MOTORS, "Track days", "Invitations to the race track.", JOHAN);
        agree(AISHA, events);
        consents.give(
                idOf(AISHA),
                Channel.EMAIL,
                service,
                Ground.CUSTOMER,
                Evidence.of(Evidence.Kind.SALE).takenBy(NALEDI, null));

        approved(service, false);
        sender.sendDue();
        assertThat(stage.mailsTo(AISHA.value())).isZero();

        approved(service, true);
        sender.sendDue();
        assertThat(stage.mailsTo(AISHA.value())).isOne();
        assertThat(stage.mailTo(AISHA.value())).contains("you bought something of the kind from us");
    }

    @Test
    void tellsWhoMayApproveItAndNotWhoWroteIt() {
        staff.register(
                Hires.member(JOHAN, "Johan Botha", Role.COMPLIANCE_MANAGER, ABC_MOTORS), "correct horse battery");
        proposed(service, false, NALEDI);
        assertThat(toldOfProposals()).isOne();

        proposed(service, false, JOHAN);
        assertThat(toldOfProposals()).isOne();
    }

    /** The second click of two does not know what became of the first. */
    @Test
    void doesNotWaitForApprovalTwice() {
        var mail = proposed(service, false, NALEDI);

        assertThatThrownBy(() -> proposed(service, false, NALEDI))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("waits for approval already");
        assertThat(stage.campaigns()).isOne();

        proposed("", false, NALEDI);
        proposed(service, true, NALEDI);
        proposed(service, false, JOHAN);
        mails.approve(mail, REASON, true, JOHAN);
        proposed(service, false, NALEDI);
        assertThat(stage.campaigns()).isEqualTo(5);
    }

    private int toldOfProposals() {
        return database.sql("select count(*) from notice where kind = 'BULK_MAIL_PROPOSED'")
                .query(Integer.class)
                .single();
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

    /** From a page that was opened before. */
    @Test
    void isNotStoppedWhereItDoesNotRun() {
        var proposed = proposed(service, false);
        assertThatThrownBy(() -> mails.stop(proposed, REASON, JOHAN))
                .isInstanceOf(CampaignRefused.class)
                .hasMessage("It does not run any more.");
        assertThat(stage.count("reason = 'STOPPED'")).isZero();
        mails.approve(proposed, REASON, true, JOHAN);
        sender.sendDue();

        assertThatThrownBy(() -> mails.stop(proposed, REASON, JOHAN)).isInstanceOf(CampaignRefused.class);
        assertThat(decisionsOf(proposed)).containsExactly(Decision.APPROVED);
        assertThat(store.get(proposed.reference()).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void isStoppedOnceWhetherItRunsOrRests() {
        var runs = approved(service, false);
        mails.stop(runs, REASON, JOHAN);
        assertThatThrownBy(() -> mails.stop(runs, REASON, JOHAN)).isInstanceOf(CampaignRefused.class);
        assertThat(decisionsOf(runs)).containsOnlyOnce(Decision.STOPPED);

        var rests = approved(service, false);
        campaigns.pause(rests, NALEDI);
        mails.stop(rests, REASON, JOHAN);
        assertThat(decisionsOf(rests)).containsOnlyOnce(Decision.STOPPED);
    }

    private List<Decision> decisionsOf(Campaign mail) {
        return campaigns.notes(mail).stream().map(Note::decision).toList();
    }

    @Test
    void showsThePeopleBehindEachFigureAndNotesThatSomebodyLooked() {
        var mail = approved(service, false);
        sender.sendDue();

        var people = campaigns.people(mail, Figure.SENT, null, 0, 10, NALEDI);

        assertThat(people).extracting(member -> member.address().value()).contains(THANDI.value(), FRED.value());
        assertThat(database.sql("select actor from fact where reference = ? and kind = 'CAMPAIGN_PEOPLE_READ'")
                        .param(mail.reference().value())
                        .query(String.class)
                        .list())
                .containsExactly(NALEDI);
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

    @Test
    void goesByTextMessageToThoseWhoAgreedToThat() {
        agreeToTexts();
        var text = store.get(text("Our workshop opens on Saturdays."));
        mails.approve(text, REASON, false, JOHAN);

        sender.sendDue();

        assertThat(stage.textTo(PIETER.value()))
                .contains("ABC Motors", "Saturdays", "about Service and parts", "STOP", "021 555 0100");
        assertThat(campaigns.figures(store.get(text.reference()))).containsEntry(Figure.SENT, 1);
        assertThat(stage.mailsTo(THANDI.value())).isZero();
    }

    /** As it leaves, with who sends it, why and how to stop it: that is what the carrier counts. */
    @Test
    void saysHowManyTextMessagesEachWouldGet() {
        agreeToTexts();

        assertThat(campaigns.textSize(store.get(text("Our workshop opens on Saturdays."))))
                .contains(new TextSize(2, List.of()));
        assertThat(campaigns.textSize(store.get(text("M\u00f4re is ons werkswinkel oop."))))
                .contains(new TextSize(3, List.of("\u00f4")));
        assertThat(campaigns.textSize(proposed(service, false))).isEmpty();
    }

    @Test
    void isRefusedAsATextOfManyMessagesAndNamesTheLettersThatMakeThem() {
        agreeToTexts();
        var afrikaans = "M\u00f4re s\u00ea ons meer oor die oop werkswinkel. ".repeat(6);

        assertThatThrownBy(() -> text(afrikaans))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("as 7 text messages")
                .hasMessageContaining("\u00f4 \u00ea Write");
        assertThat(database.sql("select count(*) from campaign where kind = 'BULK'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(campaigns.textSize(
                        store.get(text(afrikaans.replace('\u00f4', 'o').replace('\u00ea', 'e')))))
                .contains(new TextSize(3, List.of()));
    }

    private void agreeToTexts() {
        consents.give(
                idOf(PIETER),
                Channel.SMS,
                service,
                Ground.CONSENT,
                Evidence.of(Evidence.Kind.VERBAL).worded("marketing/1").takenBy(NALEDI, "At the counter."));
    }

    private Reference text(String words) {
        return mails.propose(
                ABC_MOTORS,
                Map.of("title", "Winter check", "channel", "SMS", "words", words, "interest", service),
                NALEDI);
    }

    @Test
    void notesWhoOpenedItOnAGroundThatTheMailStates() {
        readings.state(ABC_MOTORS, "You agreed to it when you subscribed.", JOHAN);
        var mail = approved(service, false);
        sender.sendDue();
        var picture = PICTURE.matcher(stage.htmlTo(THANDI.value()));
        assertThat(picture.find()).isTrue();
        assertThat(stage.htmlTo(THANDI.value())).contains("You agreed to it when you subscribed.");

        readings.note(SEA_POINT_CARS, UUID.fromString(picture.group(1)));
        assertThat(campaigns.figures(mail)).containsEntry(Figure.READ, 0);
        readings.note(ABC_MOTORS, UUID.fromString(picture.group(1)));
        readings.note(ABC_MOTORS, UUID.fromString(picture.group(1)));

        assertThat(campaigns.figures(mail)).containsEntry(Figure.READ, 1);
        assertThat(campaigns.people(mail, Figure.READ, null, 0, 10, NALEDI))
                .extracting(member -> member.address().value())
                .containsExactly(THANDI.value());
    }

    @Test
    void notesNothingOfTheKindWithoutAGround() {
        var mail = approved(service, false);
        sender.sendDue();
        var message = database.sql("select message from campaign_recipient limit 1")
                .query(UUID.class)
                .single();

        readings.note(ABC_MOTORS, message);
        readings.state(ABC_MOTORS, "You agreed to it when you subscribed.", JOHAN);
        readings.note(ABC_MOTORS, message);

        assertThat(stage.htmlTo(THANDI.value())).doesNotContain("/pi/seen/", "<img");
        assertThat(campaigns.figures(mail)).containsEntry(Figure.READ, 0);
    }

    @Test
    void notesNothingMoreOnceTheGroundHasEnded() {
        readings.state(ABC_MOTORS, "You agreed to it when you subscribed.", JOHAN);
        var mail = approved(service, false);
        sender.sendDue();
        readings.end(ABC_MOTORS, JOHAN);

        readings.note(
                ABC_MOTORS,
                database.sql("select message from campaign_recipient limit 1")
                        .query(UUID.class)
                        .single());

        assertThat(campaigns.figures(mail)).containsEntry(Figure.READ, 0);
    }

    @Test
    void isShortAsATextMessage() {
        assertThatThrownBy(() -> mails.propose(
                        ABC_MOTORS,
                        Map.of(
                                "title",
                                "Winter check",
                                "channel",
                                "SMS",
                                "words",
                                "Our workshop opens on Saturdays. ".repeat(10),
                                "interest",
                                service),
                        NALEDI))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("300");
    }

    /** Whoever unsubscribes by a mail means themselves, not the address that it once went to. */
    @Test
    void endsForTheRecordThatGotAMailThoughItHasAnotherAddressNow() {
        agree(THANDI, null);
        approved(service, false);
        sender.sendDue();
        var contact = idOf(THANDI);
        var targeted = linkIn(stage.mailTo(THANDI.value()));
        contacts.change(contact, Field.EMAIL, "thandi.new@example.com");

        unsubscribes.take(targeted);

        assertThat(consents.mayMarket(contact, Channel.EMAIL, service)).isFalse();
        assertThat(consents.mayMarket(contact, Channel.EMAIL, null)).isTrue();
        assertThat(stage.count("left_at is not null")).isOne();
        assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isFalse();

        clock.advance(Duration.ofDays(1));
        stage.passUntilALawfulHour();
        approved("", false);
        sender.sendDue();
        var general = linkIn(stage.mailTo("thandi.new@example.com"));
        contacts.change(contact, Field.EMAIL, "thandi.newest@example.com");

        unsubscribes.take(general);

        assertThat(consents.of(contact)).noneMatch(MarketingConsent::isGiven);
        assertThat(contacts.get(contact).consentToMarket()).isFalse();
        assertThat(suppressions.covers(ABC_MOTORS, EmailAddress.parse("thandi.new@example.com")))
                .isTrue();
    }

    @Test
    void endsForTheRecordOfWhoComplainsThoughItHasAnotherAddressNow() {
        approved(service, false);
        sender.sendDue();
        var contact = idOf(THANDI);
        var link = COMPLAINT.matcher(stage.mailTo(THANDI.value()));
        assertThat(link.find()).isTrue();
        var who = complaints.read(link.group(1)).orElseThrow();
        contacts.change(contact, Field.EMAIL, "thandi.new@example.com");

        for (int i = 0; i < 3; i++) {
            received.receive(who, ComplaintReceived.About.TOO_MANY, "", false);
        }

        assertThat(consents.mayMarket(contact, Channel.EMAIL, service)).isFalse();
        assertThat(contacts.get(contact).consentToMarket()).isFalse();
        assertThat(contacts.consentEvidenceOf(contact)).hasSize(1);
        assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isTrue();
    }

    @Test
    void endsForTheRecordWhoseMailboxProviderTellsOfAComplaint() {
        approved(service, false);
        sender.sendDue();

        var message = database.sql("select message from campaign_recipient where contact = ?")
                .param(idOf(THANDI))
                .query(UUID.class)
                .single();

        assertThat(written.recordOf(message)).contains(idOf(THANDI));
    }

    @Test
    void hasNothingToEndForARecordInWhichNobodyIsFoundAnyMore() {
        approved(service, false);
        sender.sendDue();
        var contact = idOf(THANDI);
        var link = linkIn(stage.mailTo(THANDI.value()));
        contacts.deIdentify(contact);

        assertThat(unsubscribes.take(link)).isFalse();

        assertThat(consents.history(contact)).isEmpty();
    }

    private Unsubscribe linkIn(String mail) {
        var link = UNSUBSCRIBE.matcher(mail);
        assertThat(link.find()).isTrue();
        return unsubscribes.read(ABC_MOTORS, link.group(1)).orElseThrow();
    }

    private Campaign proposed(String interest, boolean similar) {
        return proposed(interest, similar, NALEDI);
    }

    private Campaign proposed(String interest, boolean similar, String by) {
        Reference reference = mails.propose(
                ABC_MOTORS,
                Map.of(
                        "title", "Winter check",
                        "channel", "EMAIL",
                        "subject", "Our workshop in winter",
                        "words", "Our workshop opens on Saturdays.\n\nBook by telephone.",
                        "interest", interest,
                        "similar", similar),
                by);
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

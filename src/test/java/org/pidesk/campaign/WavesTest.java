package org.pidesk.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.campaign.CampaignStage.THREE_STRANGERS;
import static org.pidesk.campaign.CampaignStage.strangers;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.campaign.Campaign.State;
import org.pidesk.contact.ContactDeIdentified;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.AddressBounced;
import org.pidesk.notice.ComplaintReceived;
import org.pidesk.notice.Kind;
import org.pidesk.notice.ReturnReason;
import org.pidesk.staff.Role;
import org.pidesk.suppression.Suppressions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Who is written to when, and never twice: also by two nodes, and where one of them dies in the middle. */
@PiDeskTest
class WavesTest {
    @Autowired
    CampaignStage stage;

    @Autowired
    Waves waves;

    @Autowired
    WaveSender sender;

    @Autowired
    CampaignStore campaigns;

    @Autowired
    Campaigns all;

    @Autowired
    Answers answers;

    @Autowired
    Post post;

    @Autowired
    Suppressions suppressions;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    @BeforeEach
    void open() {
        stage.open();
    }

    @Test
    void asksNobodyTwiceWhenASenderDiesInTheMiddle() {
        var campaign = released(strangers(30));
        var taken = waves.take(campaign, 10);

        // the other node goes on at once, and takes over what is left behind after the lease
        sender.sendDue();
        clock.advance(Duration.ofMinutes(11));
        sender.sendDue();

        assertThat(taken.letters()).hasSize(10);
        assertThat(taken.letters())
                .allSatisfy(
                        letter -> assertThat(stage.mailsTo(letter.to().value())).isZero());
        assertThat(stage.count("status = 'UNSURE'")).isEqualTo(10);
        assertThat(stage.count("status = 'SENT'")).isEqualTo(20);
    }

    @Test
    void asksNobodyTwiceWhenASenderDiesBeforeItNotesWhatItSent() {
        var campaign = released(THREE_STRANGERS);
        var taken = waves.take(campaign, 2);
        try (var line = post.open(campaigns.get(campaign))) {
            line.send(taken);
        }

        sender.sendDue();
        clock.advance(Duration.ofMinutes(11));
        sender.sendDue();

        assertThat(stage.mailsTo("nomsa@example.org")).isOne();
        assertThat(stage.mailsTo("lindiwe@example.org")).isOne();
        assertThat(stage.count("status = 'UNSURE'")).isEqualTo(2);
    }

    @Test
    void keepsItsHandsOffWhatAnotherHasTakenOver() {
        var campaign = released(strangers(3));
        var taken = waves.take(campaign, 3);
        clock.advance(Duration.ofMinutes(11));
        sender.sendDue();

        waves.settle(
                taken,
                taken.letters().stream()
                        .map(letter -> Settled.sent(letter.line()))
                        .toList());

        assertThat(stage.count("status = 'UNSURE'")).isEqualTo(3);
    }

    @Test
    void takesAnAnswerThatIsFasterThanItsSender() {
        var campaign = released(strangers(3));
        var taken = waves.take(campaign, 3);
        var link = taken.letters().get(0).link();

        assertThat(answers.yes(ABC_MOTORS, link)).isTrue();
        waves.settle(
                taken,
                taken.letters().stream()
                        .map(letter -> Settled.sent(letter.line()))
                        .toList());

        assertThat(stage.count("status = 'YES' and sent_at is not null")).isOne();
        assertThat(stage.count("status = 'SENT'")).isEqualTo(2);
    }

    @Test
    void spendsTheOneQuestionBeforeItIsHandedOver() {
        var campaign = released(THREE_STRANGERS);

        waves.take(campaign, 10);

        // three mailboxes, and one mobile number
        assertThat(database.sql("select count(*) from consent_ask")
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
    }

    @Test
    void goesOnWhereSomebodyIsForgottenWhileOnTheWay() {
        var campaign = released(THREE_STRANGERS);
        var taken = waves.take(campaign, 10);
        var gone =
                database.sql("select id from contact limit 1").query(UUID.class).single();
        database.sql("update campaign_recipient set contact = ? where line = ?")
                .params(gone, taken.letters().get(0).line())
                .update();

        transaction.executeWithoutResult(status -> events.publishEvent(new ContactDeIdentified(gone)));
        waves.settle(taken, allAgain(taken));
        clock.advance(Duration.ofHours(1));
        sender.sendDue();

        assertThat(stage.count("reason = 'GONE'")).isOne();
        assertThat(stage.count("status = 'SENT'")).isEqualTo(taken.letters().size() - 1);
    }

    private List<Settled> allAgain(Waves.Batch taken) {
        return taken.letters().stream()
                .map(letter -> Settled.again(letter.line(), "421", clock.instant()))
                .toList();
    }

    @Test
    void sendsNothingOutsideTheLawfulHours() {
        var campaign = released(THREE_STRANGERS);
        clock.advance(Duration.ofHours(13));

        assertThat(waves.take(campaign, 10).letters()).isEmpty();
        sender.sendDue();

        assertThat(stage.mailsTo("nomsa@example.org")).isZero();
    }

    @Test
    void sendsTheOthersWhereOneCannotBeSent() {
        var one = released(THREE_STRANGERS);
        var other = released(strangers(5), "bertha");
        var first = one.value().compareTo(other.value()) < 0 ? one : other;
        var second = first.equals(one) ? other : one;
        database.sql("update campaign set wording = 'opt-in-question/nonsense' where reference = ?")
                .param(first.value())
                .update();

        assertThatThrownBy(sender::sendDue).hasMessageContaining(first.value());

        assertThat(stage.count("campaign = '" + first + "' and status <> 'READY'"))
                .isZero();
        assertThat(stage.count("campaign = '" + second + "' and status <> 'SENT'"))
                .isZero();
    }

    @Test
    void sendsNoMoreThanItsWave() {
        var campaign = released(strangers(250));

        sender.sendDue();

        assertThat(stage.count("status = 'SENT'")).isEqualTo(200);
        assertThat(campaigns.get(campaign).quota()).isZero();
    }

    @Test
    void asksTheBlackListsOnceMoreWhenItSends() {
        var campaign = released(THREE_STRANGERS);
        suppressions.cover(ABC_MOTORS, EmailAddress.parse("nomsa@example.org"));

        sender.sendDue();

        assertThat(stage.mailsTo("nomsa@example.org")).isZero();
        assertThat(stage.mailsTo("lindiwe@example.org")).isOne();
        assertThat(stage.reasonOf(2)).isEqualTo("SUPPRESSED");
        assertThat(campaign).isNotNull();
    }

    /** The campaign is locked for one batch, and not for as long as all of them take. */
    @Test
    void takesOneBatchAlsoWhereAllOfItAreLeftOut() {
        var campaign = released(strangers(8));
        refuse(6);

        var first = waves.take(campaign, 3);

        assertThat(first.letters()).isEmpty();
        assertThat(first.isLast()).isFalse();
        assertThat(stage.count("reason = 'SUPPRESSED'")).isEqualTo(3);
        assertThat(waves.take(campaign, 3).letters()).isEmpty();
        assertThat(waves.take(campaign, 3).letters()).hasSize(2);
        assertThat(waves.take(campaign, 3).isLast()).isTrue();
    }

    /** One for each of the two who send. */
    @Test
    void sendsToThoseBehindWholeBatchesThatAreLeftOut() {
        released(strangers(430));
        refuse(400);

        sender.sendDue();

        assertThat(stage.count("reason = 'SUPPRESSED'")).isEqualTo(400);
        assertThat(stage.count("status = 'SENT'")).isEqualTo(30);
    }

    /** The first so many of the list. */
    private void refuse(int many) {
        for (int i = 0; i < many; i++) {
            suppressions.cover(ABC_MOTORS, EmailAddress.parse("stranger" + i + "@example.org"));
        }
    }

    @Test
    void asksOnlyOneOfTwoCampaignsThatWantTheSamePerson() {
        released(THREE_STRANGERS);
        var second = stage.begin(stage.draft(THREE_STRANGERS, "bertha"), "bertha", Role.DEALERSHIP_STAFF);
        // it is screened, and then the first is sent
        stage.work();
        assertThat(stage.count("campaign = '" + second.getBusinessKey() + "' and status = 'READY'"))
                .isEqualTo(3);
        stage.approve(second);
        waves.release(new Reference(second.getBusinessKey()));

        sender.sendDue();

        assertThat(stage.count("campaign = '" + second.getBusinessKey() + "' and reason = 'ASKED_BEFORE'"))
                .isEqualTo(3);
        assertThat(stage.mailsTo("nomsa@example.org")).isOne();
    }

    @Test
    void restsBeforeATenthComesBack() {
        var process = asked(strangers(100));

        bounce(7);
        assertThat(stage.campaign(process).state()).isEqualTo(State.RUNNING);
        bounce(1);

        assertThat(stage.campaign(process).paused()).isEqualTo(Pause.BOUNCES);
        assertThat(stage.task(process, "userTask_decideWhetherToGoOn")).isNotNull();
    }

    @Test
    void judgesNothingBeforeThereIsEnoughOfIt() {
        var process = asked(strangers(50));

        bounce(20);

        assertThat(stage.campaign(process).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void restsAtTheSecondComplaint() {
        var process = asked(strangers(100));

        complain("stranger1@example.org");
        assertThat(stage.campaign(process).state()).isEqualTo(State.RUNNING);
        complain("stranger2@example.org");

        assertThat(stage.campaign(process).paused()).isEqualTo(Pause.COMPLAINTS);
        assertThat(stage.task(process, "userTask_decideWhetherToGoOn")).isNotNull();
    }

    @Test
    void doesNotRestWhereItOnlyWaitsForAnswers() {
        var process = asked(strangers(100));
        stage.passUntilTheNextTimer(process);

        // by night too
        for (int i = 1; i < 5; i++) {
            complain("stranger" + i + "@example.org");
            clock.advance(Duration.ofHours(6));
        }

        assertThat(stage.campaign(process).state()).isEqualTo(State.RUNNING);
        assertThatThrownBy(() -> all.pause(stage.campaign(process), CampaignStage.NALEDI))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("nothing left to pause");
    }

    @Test
    void restsWhereItsCarrierSaysNothingTwentyTimesInARow() {
        var campaign = released(strangers(60));
        var taken = waves.take(campaign, 60);

        settle(taken, 0, 19, Status.UNSURE);
        settle(taken, 19, 20, Status.SENT);
        settle(taken, 20, 39, Status.UNSURE);
        assertThat(campaigns.get(campaign).state()).isEqualTo(State.RUNNING);
        settle(taken, 39, 40, Status.UNSURE);

        assertThat(campaigns.get(campaign).paused()).isEqualTo(Pause.SILENCE);
    }

    @Test
    void doesNotRestBecauseASenderDied() {
        var campaign = released(strangers(60));
        var taken = waves.take(campaign, 30);
        clock.advance(Duration.ofMinutes(11));
        waves.takeBackFromTheDead();
        assertThat(stage.count("status = 'UNSURE'")).isEqualTo(taken.letters().size());

        settle(waves.take(campaign, 1), 0, 1, Status.UNSURE);

        assertThat(campaigns.get(campaign).state()).isEqualTo(State.RUNNING);
    }

    /** One after another, as the clock sees it. */
    private void settle(Waves.Batch taken, int from, int to, Status status) {
        clock.advance(Duration.ofSeconds(1));
        waves.settle(
                taken,
                taken.letters().subList(from, to).stream()
                        .map(letter -> new Settled(letter.line(), status, null, "TIMEOUT", null))
                        .toList());
    }

    @Test
    void judgesAnewOnceAPersonLetItGoOn() {
        var process = asked(strangers(100));
        bounce(8);

        stage.decide(process, "GO_ON");
        bounce(1);

        assertThat(stage.campaign(process).state()).isEqualTo(State.RUNNING);
    }

    private ProcessInstance asked(String list) {
        return stage.ask(list);
    }

    /** A campaign of which a wave was let go, and nothing is sent yet. */
    private Reference released(String list) {
        return released(list, CampaignStage.NALEDI);
    }

    private Reference released(String list, String by) {
        var process = stage.begin(stage.draft(list, by), by, Role.DEALERSHIP_STAFF);
        stage.screen();
        stage.approve(process);
        var campaign = new Reference(process.getBusinessKey());
        waves.release(campaign);
        return campaign;
    }

    private void bounce(int many) {
        var messages = database.sql("select message from campaign_recipient where sent_at is not null"
                        + " and bounced_at is null order by line limit ?")
                .param(many)
                .query(UUID.class)
                .list();
        for (var message : messages) {
            transaction.executeWithoutResult(status -> events.publishEvent(new AddressBounced(
                    ABC_MOTORS,
                    EmailAddress.parse("stranger@example.org"),
                    true,
                    ReturnReason.values()[0],
                    Kind.OPT_IN_QUESTION,
                    message)));
        }
    }

    private void complain(String address) {
        transaction.executeWithoutResult(status -> events.publishEvent(new ComplaintReceived(
                ABC_MOTORS,
                EmailAddress.parse(address),
                ComplaintReceived.Means.MAILBOX_PROVIDER,
                null,
                "",
                false,
                null,
                null)));
    }
}

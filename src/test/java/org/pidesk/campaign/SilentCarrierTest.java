package org.pidesk.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.campaign.CampaignStage.HEAD;
import static org.pidesk.campaign.CampaignStage.JOHAN;
import static org.pidesk.campaign.CampaignStage.NALEDI;
import static org.pidesk.campaign.CampaignStage.csv;
import static org.pidesk.campaign.CampaignStage.strangers;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.FREDS_MOBILE;
import static org.pidesk.sandbox.SamplePeople.PIETER;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jsmpp.bean.SubmitSm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pidesk.PiDeskTest;
import org.pidesk.campaign.Campaign.Outcome;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Evidence;
import org.pidesk.consent.Interests;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.MadeBulks;
import org.pidesk.notice.ScriptedMailServer;
import org.pidesk.notice.ScriptedTextServer;
import org.pidesk.staff.Role;
import org.springframework.beans.factory.annotation.Autowired;

/** A line that opens and then says nothing: what is in doubt is the message under way, and none behind it. */
@PiDeskTest
class SilentCarrierTest {
    private static final Duration HASTE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Autowired
    CampaignStage stage;

    @Autowired
    CampaignDrafts drafts;

    @Autowired
    BulkMails bulkMails;

    @Autowired
    Campaigns all;

    @Autowired
    CampaignStore campaigns;

    @Autowired
    Consents consents;

    @Autowired
    Interests interests;

    @Autowired
    Contacts contacts;

    @Autowired
    Waves waves;

    @Autowired
    MadeWaves senders;

    @Autowired
    MadeBulks bulks;

    @Autowired
    MovableClock clock;

    private ScriptedTextServer texts;
    private ScriptedMailServer mails;

    @BeforeEach
    void open() throws IOException {
        stage.open();
        texts = new ScriptedTextServer();
        mails = new ScriptedMailServer();
    }

    @AfterEach
    void close() throws IOException {
        texts.close();
        mails.close();
    }

    @Test
    void spendsTheQuestionThatIsUnderWayAndNoOther() {
        released(textsTo(200), Channel.SMS);
        texts.takesAndIsSilent();

        senders.over(bulks.over(texts, HASTE)).sendDue();

        assertThat(stage.count("status = 'UNSURE'")).isOne();
        assertThat(stage.count("status = 'READY' and code = 'NOT_TRIED'")).isEqualTo(199);

        texts.speaksAgain();
        clock.advance(Duration.ofMinutes(6));
        senders.over(bulks.over(texts, PATIENCE)).sendDue();

        var inDoubt = texts.received().get(0).getDestAddress();
        assertThat(stage.count("status = 'SENT'")).isEqualTo(199);
        assertThat(texts.received()).extracting(SubmitSm::getDestAddress).containsOnlyOnce(inDoubt);
        assertThat(texts.received().stream().map(SubmitSm::getDestAddress).distinct())
                .hasSize(200);
    }

    @Test
    void triesNoFurtherBatchWhereTheFirstOneMeetsSilence() {
        var campaign = released(textsTo(400), Channel.SMS);
        waves.release(campaign);
        texts.takesAndIsSilent();

        senders.over(bulks.over(texts, HASTE)).sendDue();

        // one for each of the two who send
        assertThat(stage.count("status = 'UNSURE'")).isEqualTo(2);
        assertThat(stage.count("status = 'READY'")).isEqualTo(398);
    }

    @Test
    void spendsNoQuestionThatAMailServerCannotHave() {
        released(strangers(20), Channel.EMAIL);
        mails.answersRecipient(ScriptedMailServer.SILENCE);

        senders.over(bulks.over(mails)).sendDue();

        assertThat(stage.count("status = 'READY'")).isEqualTo(20);

        mails.answersRecipient("250 ok");
        clock.advance(Duration.ofMinutes(11));
        senders.over(bulks.over(mails)).sendDue();

        assertThat(stage.count("status = 'SENT'")).isEqualTo(20);
    }

    @Test
    void spendsAQuestionOfEachConnectionWhereTheMailServerMayHaveIt() {
        released(strangers(20), Channel.EMAIL);
        mails.answersMail(ScriptedMailServer.SILENCE);

        senders.over(bulks.over(mails)).sendDue();

        assertThat(stage.count("status = 'UNSURE'")).isEqualTo(2);
        assertThat(stage.count("status = 'READY'")).isEqualTo(18);
    }

    @Test
    void letsNobodyWaitForTheOneAtWhichTheLineFellSilent() {
        released(HEAD + "one@slow.example,,,,,EVENT\n" + strangers(9).replace(HEAD, ""), Channel.EMAIL);
        mails.isSilentAbout("slow.example");
        var sender = senders.over(bulks.over(mails));

        sender.sendDue();
        assertThat(stage.count("status = 'SENT'")).isEqualTo(5);
        clock.advance(Duration.ofMinutes(6));
        sender.sendDue();

        assertThat(stage.count("status = 'SENT'")).isEqualTo(9);
        assertThat(stage.count("status = 'READY' and code = 'NO_ANSWER'")).isOne();
    }

    /** Nobody is owed one, each costs, and nothing hides the second copy. */
    @Test
    void sendsNoTextToManyTwiceThatMayHaveArrived() {
        var text = approved(Channel.SMS);
        texts.takesAndIsSilent();
        senders.over(bulks.over(texts, HASTE)).sendDue();
        assertThat(stage.count("status = 'UNSURE'")).isOne();

        texts.speaksAgain();
        clock.advance(Duration.ofMinutes(11));
        senders.over(bulks.over(texts, PATIENCE)).sendDue();

        var inDoubt = texts.received().get(0).getDestAddress();
        assertThat(texts.received()).extracting(SubmitSm::getDestAddress).containsOnlyOnce(inDoubt);
        assertThat(stage.count("status = 'SENT'")).isOne();
        assertThat(all.figures(campaigns.get(text)))
                .containsEntry(Figure.SENT, 2)
                .containsEntry(Figure.UNSURE, 1);
        assertThat(campaigns.get(text).counts(Figure.UNSURE)).isTrue();
        assertThat(campaigns.get(text).outcome()).isEqualTo(Outcome.DONE);
    }

    /** Its Message-ID is the same, and most mailboxes show it once. */
    @Test
    void repeatsAMailToManyThatMayHaveArrived() {
        var mail = approved(Channel.EMAIL);
        mails.answersMail(ScriptedMailServer.HANG_UP);
        senders.over(bulks.over(mails)).sendDue();
        assertThat(stage.count("status = 'READY' and code = 'CUT_OFF'")).isEqualTo(2);

        mails.answersMail("250 taken");
        clock.advance(Duration.ofMinutes(11));
        senders.over(bulks.over(mails)).sendDue();

        assertThat(mails.messageIds()).hasSize(4);
        assertThat(new HashSet<>(mails.messageIds())).hasSize(2);
        assertThat(all.figures(campaigns.get(mail)))
                .containsEntry(Figure.SENT, 2)
                .containsEntry(Figure.UNSURE, 0);
        assertThat(campaigns.get(mail).counts(Figure.UNSURE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"SMS, UNSURE", "EMAIL, SENT"})
    void takesBackWhatASenderHeldThatDied(Channel channel, Status status) {
        var campaign = approved(channel);
        waves.release(campaign);
        assertThat(waves.take(campaign, 10).letters()).hasSize(2);

        clock.advance(Duration.ofMinutes(11));
        senders.over(channel == Channel.SMS ? bulks.over(texts, PATIENCE) : bulks.over(mails))
                .sendDue();

        assertThat(stage.count("status = '" + status + "'")).isEqualTo(2);
        assertThat(texts.received()).isEmpty();
    }

    /** To two who agreed, by Naledi and approved by Johan. */
    private Reference approved(Channel channel) {
        var service = interests.add(ABC_MOTORS, "Service", "News of our workshop.", JOHAN);
        for (var address : channel == Channel.SMS ? List.of(PIETER, FREDS_MOBILE) : List.of(THANDI, FRED)) {
            consents.give(
                    contacts.idsHeldAt(ABC_MOTORS, address).get(0),
                    channel,
                    service,
                    Ground.CONSENT,
                    Evidence.of(Evidence.Kind.VERBAL).worded("marketing/1").takenBy(NALEDI, "At the counter."));
        }
        var reference = bulkMails.propose(
                ABC_MOTORS,
                Map.of(
                        "title",
                        "Winter check",
                        "channel",
                        channel.name(),
                        "subject",
                        "Our workshop in winter",
                        "words",
                        "Our workshop opens on Saturdays.",
                        "interest",
                        service),
                NALEDI);
        bulkMails.approve(campaigns.get(reference), "Read it to the end.", false, JOHAN);
        return reference;
    }

    /** A question of which a wave was let go, and nothing is sent yet. */
    private Reference released(String list, Channel channel) {
        var draft = drafts.of(ABC_MOTORS, NALEDI).reference();
        drafts.load(draft, channel, csv(list));
        drafts.describe(
                draft,
                Map.of("title", "Spring question", "channel", channel.name(), "interest", CampaignDrafts.EVERYTHING));
        var process = stage.begin(draft, NALEDI, Role.DEALERSHIP_STAFF);
        stage.screen();
        stage.approve(process);
        waves.release(draft);
        return draft;
    }

    private static String textsTo(int many) {
        var list = new StringBuilder(HEAD);
        for (int i = 0; i < many; i++) {
            list.append(",073 555 %04d,,,,EVENT\n".formatted(i));
        }
        return list.toString();
    }
}

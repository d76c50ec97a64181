package org.pidesk.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.pidesk.campaign.CampaignStage.HEAD;
import static org.pidesk.campaign.CampaignStage.JOHAN;
import static org.pidesk.campaign.CampaignStage.NALEDI;
import static org.pidesk.campaign.CampaignStage.THREE_STRANGERS;
import static org.pidesk.campaign.CampaignStage.csv;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pidesk.OnePage;
import org.pidesk.PiDeskTest;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Entry;
import org.pidesk.campaign.Campaign.Outcome;
import org.pidesk.engine.AnswerRefused;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.StopReceived;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.pidesk.suppression.Suppressions;
import org.pidesk.task.AskedTask;
import org.pidesk.vault.Vault;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Each way through the campaign, to each of its ends. */
@Tag("cut-short")
@PiDeskTest
class OptInCampaignTest {
    private static final byte[] PROOF = OnePage.pdf();

    @Autowired
    CampaignStage stage;

    @Autowired
    CampaignDrafts drafts;

    @Autowired
    Vault vault;

    @Autowired
    Campaigns campaigns;

    @Autowired
    CampaignTasks questions;

    @Autowired
    Figures figures;

    @Autowired
    Recipients recipients;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Suppressions suppressions;

    @Autowired
    StaffMembers staff;

    @Autowired
    ActivityLog activity;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ProcessEngine engine;

    @BeforeEach
    void open() {
        AbstractAssertions.init(engine);
        stage.open();
    }

    @Test
    void waitsForASecondPersonBeforeAnybodyIsAsked() {
        var process = stage.begin(THREE_STRANGERS);

        assertThat(process).isWaitingAt("userTask_approveCampaign").hasPassed("serviceTask_screenList");
        Assertions.assertThat(stage.task(process, "userTask_approveCampaign").getTenantId())
                .isEqualTo("abc-motors");
        Assertions.assertThat(stage.count("status = 'READY'")).isEqualTo(3);
        Assertions.assertThat(stage.mailsTo("nomsa@example.org")).isZero();
    }

    @Test
    void endsWithTheBoughtListRefused() {
        staff.register(
                Hires.member(JOHAN, "Johan Botha", Role.COMPLIANCE_MANAGER, ABC_MOTORS), "correct horse battery");

        var process = stage.begin(HEAD + "nomsa@example.org,,,,,BOUGHT\nx@example.org,,,,,EVENT\n");

        assertThat(process)
                .isEnded()
                .hasPassed("serviceTask_tellComplianceManager", "endEvent_boughtListRefused")
                .hasNotPassed("serviceTask_screenList", "userTask_approveCampaign");
        Assertions.assertThat(stage.campaign(process).outcome()).isEqualTo(Outcome.BOUGHT_LIST);
        Assertions.assertThat(stage.count("true")).isZero();
        Assertions.assertThat(figures.of(stage.campaign(process)))
                .containsEntry(Figure.ALL, 2)
                .containsEntry(Figure.WAITING, 0);
        Assertions.assertThat(stage.mailTo("johan@pi-desk.example")).contains("nothing showed that their people");
    }

    @Test
    void isNotThrownAwayWhileItBegins() {
        var draft = stage.draft(THREE_STRANGERS);
        drafts.showPermission(draft, PROOF);

        var late = transaction.execute(beginning -> {
            drafts.begin(draft, NALEDI);
            var discarding = CompletableFuture.runAsync(() -> drafts.discard(draft));
            Awaitility.await().until(this::somebodyWaits);
            return discarding;
        });

        Assertions.assertThatThrownBy(late::join).hasCauseInstanceOf(CampaignRefused.class);
        Assertions.assertThat(vault.open(draft, CampaignDrafts.PERMISSION)).isPresent();
    }

    private boolean somebodyWaits() {
        return database.sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }

    @Test
    void goesOnWithABoughtListWhosePermissionIsShown() {
        var draft = stage.draft(HEAD + "nomsa@example.org,,,,,BOUGHT\n");
        drafts.showPermission(draft, PROOF);

        var process = stage.begin(draft, NALEDI, Role.DEALERSHIP_STAFF);
        stage.work();

        assertThat(process).isWaitingAt("userTask_approveCampaign").hasNotPassed("serviceTask_tellComplianceManager");
    }

    @Test
    void takesNothingForAPermissionThatNobodyCouldRead() {
        var draft = stage.draft(HEAD + "nomsa@example.org,,,,,BOUGHT\n");

        Assertions.assertThatThrownBy(() -> drafts.showPermission(draft, "%PDF-1.4 <script>".getBytes(UTF_8)))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("cannot be opened");
        Assertions.assertThatThrownBy(() -> drafts.showPermission(draft, OnePage.picture("png")))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("as a PDF");

        Assertions.assertThat(drafts.hasPermission(draft)).isFalse();
    }

    @Test
    void endsWithNobodyToAsk() {
        suppressions.cover(ABC_MOTORS, EmailAddress.parse("nomsa@example.org"));

        var process = stage.begin(HEAD + "nomsa@example.org,,,,,EVENT\n");

        assertThat(process)
                .isEnded()
                .hasPassed("gateway_isAnybodyLeftToAsk", "endEvent_nobodyToAsk")
                .hasNotPassed("userTask_approveCampaign");
        Assertions.assertThat(stage.campaign(process).outcome()).isEqualTo(Outcome.NOBODY_LEFT);
        Assertions.assertThat(stage.count("true")).isZero();
    }

    @Test
    void endsWithTheCampaignRefused() {
        var process = stage.begin(THREE_STRANGERS);

        stage.refuse(process);

        assertThat(process)
                .isEnded()
                .hasPassed("gateway_isItApproved", "endEvent_campaignRefused")
                .hasNotPassed("serviceTask_releaseWave");
        Assertions.assertThat(stage.count("true")).isZero();
        Assertions.assertThat(stage.mailsTo("nomsa@example.org")).isZero();
    }

    @Test
    void endsWithTheCampaignReported() {
        var process = stage.ask(THREE_STRANGERS);
        Assertions.assertThat(stage.mailsTo("nomsa@example.org")).isOne();
        Assertions.assertThat(stage.mailTo("nomsa@example.org"))
                .contains(
                        "about Workshop (servicing, parts and new models)",
                        "an event at which you gave it to us",
                        "12 Kloof Street");
        stage.passUntilTheNextTimer(process);
        assertThat(process).isWaitingAt("event_thirtyDaysOfSilence");

        stage.pass(Duration.ofDays(29));
        assertThat(process).isWaitingAt("event_thirtyDaysOfSilence");
        stage.pass(Duration.ofDays(1));

        assertThat(process)
                .isEnded()
                .hasPassedInOrder(
                        "serviceTask_releaseWave",
                        "event_thirtyDaysOfSilence",
                        "serviceTask_takeSilenceForNo",
                        "serviceTask_reportCampaign",
                        "endEvent_campaignReported")
                .hasNotPassed("userTask_decideWhetherToGoOn");
        var campaign = stage.campaign(process);
        Assertions.assertThat(campaign.outcome()).isEqualTo(Outcome.DONE);
        Assertions.assertThat(figures.of(campaign))
                .containsEntry(Figure.SENT, 3)
                .containsEntry(Figure.SILENT, 3);
        Assertions.assertThat(stage.count("true")).isZero();
        Assertions.assertThat(stage.mailsTo("nomsa@example.org")).isOne();
    }

    @Test
    void countsForSilentOnlyThoseOfWhomNothingWasHeard() {
        var process = stage.ask(THREE_STRANGERS);
        stage.passUntilTheNextTimer(process);
        recipients.unsubscribed(messageOf(2));
        recipients.bounced(messageOf(3), false);

        stage.passUntilTheNextTimer(process);

        Assertions.assertThat(figures.of(stage.campaign(process)))
                .containsEntry(Figure.SILENT, 1)
                .containsEntry(Figure.LEFT, 1)
                .containsEntry(Figure.UNDELIVERED, 1);
    }

    private UUID messageOf(int line) {
        return database.sql("select message from campaign_recipient where line = ?")
                .param(line)
                .query(UUID.class)
                .single();
    }

    @Test
    void asksByTextMessageToo() {
        var draft = drafts.of(ABC_MOTORS, NALEDI).reference();
        drafts.load(draft, Channel.SMS, csv(HEAD + ",072 555 0401,Kagiso,Molefe,,ENQUIRY\nx@example.org,,,,,EVENT\n"));
        drafts.describe(
                draft, Map.of("title", "Spring question", "channel", "SMS", "interest", CampaignDrafts.EVERYTHING));
        var process = stage.begin(draft, NALEDI, Role.DEALERSHIP_STAFF);
        stage.work();
        Assertions.assertThat(stage.reasonOf(3)).isEqualTo("NO_ADDRESS");

        stage.approve(process);
        stage.work();

        Assertions.assertThat(stage.textTo("+27725550401"))
                .contains(
                        "ABC Motors",
                        "about everything that ABC Motors offers",
                        "/pi/asked/",
                        "no answer is a no",
                        "STOP");
        Assertions.assertThat(figures.of(stage.campaign(process)))
                .containsEntry(Figure.SENT, 1)
                .containsEntry(Figure.LEFT, 0);

        events.publishEvent(new StopReceived(ABC_MOTORS, MobileNumber.parse("072 555 0401")));

        Assertions.assertThat(figures.of(stage.campaign(process))).containsEntry(Figure.LEFT, 1);
    }

    @Test
    void hasNoGroupUnlessOneIsChosen() {
        var draft = drafts.of(ABC_MOTORS, NALEDI).reference();
        drafts.load(draft, Channel.EMAIL, csv(THREE_STRANGERS));

        Assertions.assertThatThrownBy(() -> drafts.describe(
                        draft, Map.of("title", "Spring question", "offers", "servicing and parts", "channel", "EMAIL")))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("Choose the group");
        Assertions.assertThatThrownBy(() -> drafts.describe(
                        draft, Map.of("title", "Spring question", "channel", "EMAIL", "interest", stage.workshop())))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("Name the kinds of goods");
    }

    /** It says what it would be about, and its yes would be filed as a yes to everything. */
    @Test
    void approvesNoneOfBeforeThatNamesNoGroup() {
        var process = stage.begin(THREE_STRANGERS);
        database.sql("update campaign set interest = null").update();

        Assertions.assertThatThrownBy(() -> stage.approve(process)).hasMessageContaining("which group");

        Assertions.assertThat(campaigns.question(stage.campaign(process)))
                .contains("It would be about servicing, parts and new models, by email, to this address.");
    }

    @Test
    void neverAsksAgainWhomItAskedBefore() {
        var first = stage.ask(THREE_STRANGERS);
        stage.passUntilTheNextTimer(first);
        stage.passUntilTheNextTimer(first);
        stage.passUntilALawfulHour();

        var second = stage.begin(
                THREE_STRANGERS + "sizwe@example.org,+27 72 555 0401,,,,EVENT\nnew@example.org,,,,,EVENT\n");

        Assertions.assertThat(stage.reasonOf(2)).isEqualTo("ASKED_BEFORE");
        // the mobile number of one who was asked by mail
        Assertions.assertThat(stage.reasonOf(5)).isEqualTo("ASKED_BEFORE");
        Assertions.assertThat(stage.reasonOf(6)).isEqualTo("READY");
        stage.approve(second);
        stage.work();
        Assertions.assertThat(stage.mailsTo("nomsa@example.org")).isOne();
        Assertions.assertThat(stage.mailsTo("new@example.org")).isOne();
    }

    @Test
    void restsWhenSomebodyPausesItAndGoesOnWhenSomebodySaysSo() {
        var process = stage.ask(THREE_STRANGERS);

        campaigns.pause(stage.campaign(process), NALEDI);
        assertThat(process).isWaitingAt("userTask_decideWhetherToGoOn").hasPassed("event_campaignCameToRest");
        stage.decide(process, "GO_ON");

        assertThat(process).isWaitingAt("eventBasedGateway_untilTheNextWave").hasNotPassed("event_thirtyDaysOfSilence");
        Assertions.assertThat(stage.campaign(process).isRunning()).isTrue();
    }

    @Test
    void saysWhoDecidedAlsoWhereTheyHaveLeft() {
        var process = stage.ask(THREE_STRANGERS);
        campaigns.pause(stage.campaign(process), NALEDI);
        Assertions.assertThat(whoDecided(process)).containsExactly(JOHAN, NALEDI);

        staff.register(
                Hires.member(JOHAN, "Johan Botha", Role.COMPLIANCE_MANAGER, ABC_MOTORS), "correct horse battery");
        stage.decide(process, "GO_ON");
        transaction.execute(status -> campaigns.pauseAfterRestore());

        Assertions.assertThat(whoDecided(process)).containsExactly("Johan Botha", NALEDI, "Johan Botha", "pi-desk");
    }

    private List<Object> whoDecided(ProcessInstance process) {
        var task = new AskedTask("userTask_decideWhetherToGoOn", new Reference(process.getBusinessKey()), null);
        var campaign = (Map<?, ?>) questions.sheet(task, JOHAN).get("campaign");
        return ((List<?>) campaign.get("notes"))
                .stream().<Object>map(note -> ((Map<?, ?>) note).get("who")).toList();
    }

    @Test
    void restsWhenABackupWasRestored() {
        var process = stage.ask(THREE_STRANGERS);

        var rested = transaction.execute(status -> campaigns.pauseAfterRestore());

        Assertions.assertThat(rested).isEqualTo(1);
        assertThat(process).isWaitingAt("userTask_decideWhetherToGoOn");
        Assertions.assertThat(stage.campaign(process).paused()).isEqualTo(Pause.RESTORED);
    }

    @Test
    void tellsTheProcessOfAPauseOnlyOnceItStands() {
        var process = stage.ask(THREE_STRANGERS);

        transaction.executeWithoutResult(status -> {
            campaigns.pause(stage.campaign(process), NALEDI);
            assertThat(process).isWaitingAt("eventBasedGateway_untilTheNextWave");
        });
        assertThat(process).isWaitingAt("userTask_decideWhetherToGoOn");
    }

    @Test
    void doesNotRestForAPauseThatWasTakenBack() {
        var process = stage.ask(THREE_STRANGERS);

        transaction.executeWithoutResult(status -> {
            campaigns.pause(stage.campaign(process), NALEDI);
            status.setRollbackOnly();
        });

        assertThat(process).isWaitingAt("eventBasedGateway_untilTheNextWave");
        Assertions.assertThat(stage.campaign(process).isRunning()).isTrue();
    }

    @Test
    void letsThoseAnswerWhoWereAskedBeforeItWasStopped() {
        var process = stage.ask(THREE_STRANGERS);
        campaigns.pause(stage.campaign(process), NALEDI);

        stage.decide(process, "STOP");

        assertThat(process).isWaitingAt("event_thirtyDaysOfSilence").hasPassed("gateway_doesItGoOn");
        stage.passUntilTheNextTimer(process);
        Assertions.assertThat(stage.campaign(process).outcome()).isEqualTo(Outcome.STOPPED);
    }

    @Test
    void isNotApprovedByWhoBeganIt() {
        var process = stage.begin(stage.draft(THREE_STRANGERS, JOHAN), JOHAN, Role.COMPLIANCE_MANAGER);
        stage.work();

        Assertions.assertThatThrownBy(() -> stage.approve(process))
                .isInstanceOf(AnswerRefused.class)
                .hasMessageContaining("Somebody else");
        assertThat(process).isWaitingAt("userTask_approveCampaign");
    }

    @Test
    void isApprovedByStaffWhereAComplianceManagerBeganIt() {
        staff.register(
                Hires.member(JOHAN, "Johan Botha", Role.COMPLIANCE_MANAGER, ABC_MOTORS), "correct horse battery");
        var process = stage.begin(stage.draft(THREE_STRANGERS, JOHAN), JOHAN, Role.COMPLIANCE_MANAGER);
        stage.work();

        assertThat(stage.task(process, "userTask_approveCampaign")).hasCandidateGroup("abc-motors-staff");
    }

    @Test
    void beginsWithItsReferenceAndNothingElse() {
        var draft = stage.draft(THREE_STRANGERS);

        Assertions.assertThatThrownBy(() -> stage.begin(
                        draft, NALEDI, Role.DEALERSHIP_STAFF, Map.of("reference", draft.value(), "isPaused", false)))
                .isInstanceOf(AnswerRefused.class);
        Assertions.assertThat(drafts.of(ABC_MOTORS, NALEDI).isDraft()).isTrue();
    }

    @Test
    void isBegunByNobodyElseThanItsAuthor() {
        var draft = stage.draft(THREE_STRANGERS);

        Assertions.assertThatThrownBy(() -> stage.begin(draft, "bertha", Role.DEALERSHIP_STAFF))
                .isInstanceOf(AnswerRefused.class)
                .hasMessageContaining("no such campaign of yours");
        Assertions.assertThatThrownBy(() -> stage.begin(Reference.random(), NALEDI, Role.DEALERSHIP_STAFF))
                .isInstanceOf(AnswerRefused.class);
    }

    @Test
    void isBegunByNobodyWithoutTheRight() {
        var draft = stage.draft(THREE_STRANGERS);

        Assertions.assertThatThrownBy(() -> stage.begin(draft, NALEDI, Role.ADMINISTRATOR))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    void keepsNothingPersonalInTheEngineOrTheLog() {
        var process = stage.ask(THREE_STRANGERS);

        var texts = database.sql("select coalesce(text_, '') || coalesce(name_, '') from act_hi_varinst")
                .query(String.class)
                .list();
        var facts = activity.of(new Reference(process.getBusinessKey())).stream()
                .map(Entry::toString)
                .toList();
        Assertions.assertThat(String.join(" ", texts) + String.join(" ", facts))
                .doesNotContain("nomsa", "Nomsa", "kagiso", "example.org", "5550401");
        Assertions.assertThat(database.sql("select encode(sealed, 'escape') from campaign_recipient")
                        .query(String.class)
                        .list())
                .noneMatch(row -> row.contains("nomsa"));
    }
}

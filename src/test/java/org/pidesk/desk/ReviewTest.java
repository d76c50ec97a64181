package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.pidesk.desk.Rehearsing.BERTHA;
import static org.pidesk.desk.Rehearsing.CARA;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.OnePage;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Field;
import org.pidesk.identity.TooManyRequests;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Reference;
import org.pidesk.organisation.Organisations;
import org.pidesk.request.EvidenceFiles;
import org.pidesk.request.Requests;
import org.pidesk.request.Reviews;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.pidesk.sla.Deadlines;
import org.pidesk.task.AskedTask;
import org.pidesk.vault.Paper;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** A closed case that somebody else looks at again: who may, by when, and what comes of it. */
@PiDeskTest
class ReviewTest {
    private static final String REASON = "Nobody has looked in the workshop.";
    private static final String WORDS = "We have looked there, too, and the deal is still open.";

    @Autowired
    Stage stage;

    @Autowired
    Rehearsing rehearsing;

    @Autowired
    Requests requests;

    @Autowired
    Reviews reviews;

    @Autowired
    EvidenceFiles evidence;

    @Autowired
    Organisations organisations;

    @Autowired
    Deadlines deadlines;

    @Autowired
    Clock clock;

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcClient database;

    private final MockMvc web;
    private String page;

    ReviewTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void somebodyHasDecided() {
        stage.proofOf(THANDI);
        rehearsing.hire(BERTHA, CARA);
    }

    @Test
    void isDueThirtyDaysAfterItWasAskedAndToldToTheKeyContacts() throws Exception {
        refuse();

        ask(REASON).andExpect(redirectedUrl(page));
        stage.work();

        var due = deadlines.answerTo(Deadlines.dayOf(clock.instant())).date();
        assertThat(database.sql("select due from case_review")
                        .query(LocalDate.class)
                        .single())
                .isEqualTo(due);
        web.perform(get("/desk/reviews").principal(() -> BERTHA))
                .andExpect(content().string(containsString(page)));
        web.perform(get(page).principal(() -> BERTHA))
                .andExpect(content().string(containsString(REASON)))
                .andExpect(content().string(containsString("that day is not counted")))
                .andExpect(content().string(not(containsString("What do you decide?"))));
        assertThat(Received.by(application).newestSubject("lerato@abcmotors.example.com"))
                .hasValueSatisfying(subject -> assertThat(subject).contains("looked at again"));
    }

    @Test
    void isListedAPageAtATime() throws Exception {
        refuse();
        ask(REASON);
        refuse(stage.withdraw(FRED));
        ask(REASON);

        var first = reviews.open(ABC_MOTORS, 0, 1);
        var second = reviews.open(ABC_MOTORS, 1, 10);

        assertThat(first).hasSize(1);
        assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
        web.perform(get("/desk/reviews").principal(() -> BERTHA))
                .andExpect(content().string(containsString(first.get(0).reference() + "#review")))
                .andExpect(content().string(containsString(second.get(0).reference() + "#review")))
                .andExpect(content().string(not(containsString("Those before"))));
        web.perform(get("/desk/reviews?from=1").principal(() -> BERTHA))
                .andExpect(content().string(not(containsString(first.get(0).reference() + "#review"))))
                .andExpect(content().string(containsString(second.get(0).reference() + "#review")))
                .andExpect(content().string(containsString("/desk/reviews?from=0")))
                .andExpect(content().string(not(containsString("There are no more."))));
        web.perform(get("/desk/reviews?from=50").principal(() -> BERTHA))
                .andExpect(content().string(containsString("There are no more.")))
                .andExpect(content().string(not(containsString("There is none."))));
    }

    @Test
    void isAskedForAClosedCaseAloneAndOnce() throws Exception {
        page = "/desk/requests/" + Stage.reference(stage.withdraw(THANDI));
        ask(REASON).andExpect(status().isConflict()).andExpect(content().string(containsString("it is open")));
        refuse();
        ask("hm").andExpect(status().isBadRequest());
        ask(REASON).andExpect(redirectedUrl(page));

        ask(REASON).andExpect(status().isConflict());

        assertThat(facts("REVIEW_ASKED")).isOne();
    }

    @Test
    void upholdsTheAnswerWithAReasonThatThePersonReads() throws Exception {
        refuse();
        ask(REASON);

        decide("UPHOLD", WORDS).andExpect(redirectedUrl(page));
        stage.work();

        assertThat(Received.by(application).newest(THANDI.value()))
                .hasValueSatisfying(mail -> assertThat(mail)
                        .contains("Our answer stands.", WORDS, "complain to the")
                        .doesNotContain("it is done again"));
        assertThat(openCases()).isZero();
        web.perform(get(page).principal(() -> BERTHA)).andExpect(content().string(containsString("Our answer stands")));
        web.perform(get("/desk/reviews").principal(() -> BERTHA))
                .andExpect(content().string(containsString("There is none")));
        decide("REOPEN", WORDS).andExpect(status().isConflict());
        assertThat(facts("REVIEW_DECIDED")).isOne();
    }

    @Test
    void opensAWithdrawalAgainAsANewCaseThatNamesTheEarlierOne() throws Exception {
        refuse();
        ask(REASON);

        decide("REOPEN", "The deal was closed in March; we remove it now.");
        stage.work();

        var again = database.sql("select reopened_as from case_review")
                .query(String.class)
                .single();
        assertThat(openCases()).isOne();
        assertThat(facts("WITHDRAWAL_RECEIVED")).isEqualTo(2);
        web.perform(get("/desk/requests/" + again).principal(() -> BERTHA))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("opened again after a review")))
                .andExpect(content().string(containsString(page)));
        web.perform(get(page).principal(() -> BERTHA)).andExpect(content().string(containsString(again)));
    }

    @Test
    void opensAgainHoweverManyThePersonHasCancelled() throws Exception {
        for (int i = 0; i < 5; i++) {
            cancelled(stage.withdraw(THANDI), THANDI);
        }
        assertThatThrownBy(() -> stage.withdraw(THANDI)).isInstanceOf(TooManyRequests.class);
        ask(REASON);

        decide("REOPEN", "We do it again for you now.").andExpect(redirectedUrl(page));

        assertThat(openCases()).isOne();
    }

    @Test
    void opensALookUpAgain() throws Exception {
        cancelled(stage.lookUp(MALLORY), MALLORY);
        ask(REASON);

        decide("REOPEN", "We have not searched well enough.");
        stage.work();

        assertThat(openCases()).isOne();
        assertThat(facts("LOOK_UP_RECEIVED")).isEqualTo(2);
    }

    @Test
    void tellsWhoeverHadSomethingAlteredHowToAskAgain() throws Exception {
        var process = stage.alter(THANDI, Map.of(Field.SURNAME, "Khumalo"));
        stage.work();
        stage.answerEverywhere(process, Map.of("SURNAME", "DONE"));
        page = "/desk/requests/" + Stage.reference(process);
        ask(REASON);

        decide("REOPEN", "You may have it corrected after all.");
        stage.work();

        assertThat(openCases()).isZero();
        assertThat(Received.by(application).newest(THANDI.value()))
                .hasValueSatisfying(mail -> assertThat(mail).contains("Please ask once more"));
    }

    @Test
    void isDecidedByNobodyWhoHadAHandInTheCase() throws Exception {
        refuse();
        ask(REASON);
        var reference = new Reference(page.substring(page.lastIndexOf('/') + 1));

        assertThat(reviews.mayDecide(reference, Stage.JOHAN)).isFalse();
        assertThat(reviews.mayDecide(reference, CARA)).isTrue();
        web.perform(post(page + "/notes").param("note", "I have read it all.").principal(() -> CARA));
        assertThat(reviews.mayDecide(reference, CARA)).isTrue();

        database.sql("update staff_member set username = 'johan' where username = 'cara'")
                .update();
        web.perform(decision("UPHOLD", WORDS).principal(() -> Stage.JOHAN))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("You had a hand in this case")));
        assertThat(facts("REVIEW_DECIDED")).isZero();
    }

    @Test
    void isDecidedByWhoOpensTheEvidenceAndNotByWhoPutItThere() throws Exception {
        var process = stage.withdraw(THANDI);
        stage.work();
        var reference = Stage.reference(process);
        var task = stage.tasks(process, "userTask_decideWhatMustStay").get(0);
        var asked = new AskedTask(task.getTaskDefinitionKey(), reference, null);
        evidence.add(asked, task.getId(), "Deal.pdf", Paper.of(OnePage.pdf()), BERTHA);
        stage.endThatAllHolds(process);
        page = "/desk/requests/" + reference;
        ask(REASON);

        var file = evidence.of(reference).get(0).id();
        web.perform(get(page + "/evidence/" + file).principal(() -> CARA)).andExpect(status().isOk());

        assertThat(facts("EVIDENCE_FILE_OPENED")).isOne();
        web.perform(get(page).principal(() -> CARA)).andExpect(content().string(containsString("What do you decide?")));
        assertThat(reviews.mayDecide(reference, BERTHA)).isFalse();
        decide("UPHOLD", WORDS).andExpect(redirectedUrl(page));
        assertThat(facts("REVIEW_DECIDED")).isOne();
    }

    @Test
    void isDecidedByComplianceManagersAlone() throws Exception {
        refuse();
        ask(REASON);

        web.perform(decision("UPHOLD", WORDS).principal(() -> BERTHA)).andExpect(status().isForbidden());
        decide("", WORDS)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Say whether our answer stands")))
                .andExpect(content().string(containsString(WORDS)));

        assertThat(facts("REVIEW_DECIDED")).isZero();
    }

    @Test
    void notesAComplaintToTheRegulatorOnce() throws Exception {
        refuse();
        var today = Deadlines.dayOf(clock.instant());

        complain("IR/1742/2026", today.toString()).andExpect(redirectedUrl(page));

        web.perform(get(page).principal(() -> BERTHA)).andExpect(content().string(containsString("IR/1742/2026")));
        complain("IR/1742/2026", today.toString()).andExpect(status().isConflict());
        complain("", "").andExpect(status().isBadRequest());
        complain("thandi@example.com", today.toString()).andExpect(status().isBadRequest());
        complain("IR/1743/2026", today.plusDays(1).toString())
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("cannot be in the future")));
        assertThat(facts("COMPLAINT_NOTED")).isOne();
    }

    @Test
    void opensADeIdentificationAgainAsWhatItWas() throws Exception {
        refuse(stage.deIdentify(THANDI));
        ask(REASON);

        decide("REOPEN", "The deal was closed in March; we remove it now.");
        stage.work();

        assertThat(openCases()).isOne();
        assertThat(facts("DE_IDENTIFICATION_RECEIVED")).isEqualTo(2);
        assertThat(facts("WITHDRAWAL_RECEIVED")).isZero();
        var again = stage.processOf(new Reference(database.sql("select reopened_as from case_review")
                .query(String.class)
                .single()));
        stage.decideThatNothingHolds(again);
        stage.passThePause();
        assertThat(database.sql("select state from contact where organisation = 'abc-motors' and first_name = 'Thandi'")
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    @Test
    void isRemindedOfOnceWhenItsDayComes() throws Exception {
        refuse();
        ask(REASON);
        stage.pass(Duration.ofDays(20));
        stage.remindOfDueReviews();
        assertThat(facts("REVIEW_REMINDED")).isZero();
        assertThat(reminders()).isZero();

        stage.pass(Duration.ofDays(20));
        stage.remindOfDueReviews();
        stage.remindOfDueReviews();
        stage.pass(Duration.ofDays(1));
        stage.remindOfDueReviews();

        assertThat(facts("REVIEW_REMINDED")).isOne();
        assertThat(reminders()).isEqualTo(keyContacts());
        stage.work();
        assertThat(Received.by(application).newest("lerato@abcmotors.example.com"))
                .hasValueSatisfying(mail -> assertThat(mail).contains("Decide the review", page));
    }

    @Test
    void isRemindedOfHoweverManyOtherRemindersCameInThatHour() throws Exception {
        refuse();
        ask(REASON);
        stage.pass(Duration.ofDays(40));
        organisations
                .get(ABC_MOTORS)
                .keyContacts()
                .forEach(contact -> stage.floodWithReminders(EmailAddress.parse(contact.email())));

        stage.remindOfDueReviews();

        assertThat(reminders()).isEqualTo(keyContacts());
    }

    @Test
    void isRemindedOfOnTheLastDayItself() throws Exception {
        refuse();
        ask(REASON);
        var last = database.sql("select due from case_review")
                .query(LocalDate.class)
                .single();
        var days = Deadlines.dayOf(clock.instant()).until(last, ChronoUnit.DAYS);

        stage.pass(Duration.ofDays(days - 1));
        stage.remindOfDueReviews();
        assertThat(reminders()).isZero();

        stage.pass(Duration.ofDays(1));
        stage.remindOfDueReviews();
        assertThat(reminders()).isEqualTo(keyContacts());
    }

    @Test
    void isNotRemindedOfOnceItIsDecided() throws Exception {
        refuse();
        ask(REASON);
        decide("UPHOLD", WORDS);
        stage.pass(Duration.ofDays(40));

        stage.remindOfDueReviews();

        assertThat(facts("REVIEW_REMINDED")).isZero();
        assertThat(reminders()).isZero();
    }

    private int reminders() {
        return database.sql("select count(*) from notice where kind = 'TASK_IS_LATE' and reference = ?")
                .param(page.substring(page.lastIndexOf('/') + 1))
                .query(Integer.class)
                .single();
    }

    private int keyContacts() {
        return organisations.get(ABC_MOTORS).keyContacts().size();
    }

    private void refuse() {
        refuse(stage.withdraw(THANDI));
    }

    private void refuse(ProcessInstance process) {
        stage.work();
        stage.endThatAllHolds(process);
        page = "/desk/requests/" + Stage.reference(process);
    }

    private void cancelled(ProcessInstance process, Address address) {
        page = "/desk/requests/" + Stage.reference(process);
        requests.cancel(stage.proofOf(address), Stage.reference(process));
        stage.work();
    }

    private ResultActions ask(String reason) throws Exception {
        return web.perform(post(page + "/review").param("reason", reason).principal(() -> BERTHA));
    }

    private ResultActions decide(String decision, String words) throws Exception {
        return web.perform(decision(decision, words).principal(() -> CARA));
    }

    private MockHttpServletRequestBuilder decision(String decision, String words) {
        return post(page + "/review/decision").param("decision", decision).param("words", words);
    }

    private ResultActions complain(String number, String lodged) throws Exception {
        return web.perform(post(page + "/complaints")
                .param("number", number)
                .param("lodged", lodged)
                .principal(() -> BERTHA));
    }

    private int openCases() {
        return database.sql("select count(*) from request where closed_at is null")
                .query(Integer.class)
                .single();
    }

    private int facts(String kind) {
        return database.sql("select count(*) from fact where kind = ?")
                .param(kind)
                .query(Integer.class)
                .single();
    }
}

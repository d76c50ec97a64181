package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.pidesk.desk.Rehearsing.ADA;
import static org.pidesk.desk.Rehearsing.BERTHA;
import static org.pidesk.desk.Rehearsing.BONGANI;
import static org.pidesk.desk.Rehearsing.CARA;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffAccounts;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The mail of the morning: to whom, when, how often, and what stands in it. */
@PiDeskTest
class DigestTest {
    private static final String DECIDE = "userTask_decideWhatMustStay";

    /** A Thursday; what is begun then is to be decided by Friday. */
    private static final Instant RECEIVED = Instant.parse("2027-02-18T07:00:00Z");

    @Autowired
    Stage stage;

    @Autowired
    Rehearsing rehearsing;

    @Autowired
    Clock clock;

    @Autowired
    Digest digest;

    @Autowired
    StaffMembers staff;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcClient database;

    @Autowired
    ApplicationContext application;

    private final MockMvc web;
    private ProcessInstance process;
    private long before;

    DigestTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void aTaskWaitsForStaff() {
        stage.pass(Duration.between(clock.instant(), RECEIVED));
        process = stage.withdraw(THANDI);
        stage.work();
        rehearsing.hire(BERTHA, BONGANI, CARA, ADA);
        before = Received.by(application).latest();
    }

    @Test
    void saysWhatIsOpenToWhomAndToNobodyElse() {
        send();

        assertThat(mail(BERTHA))
                .contains(
                        "Open to you and your colleagues", "Decide what must stay", reference(), "due 19 February 2027")
                .contains("#/?task=" + task())
                .doesNotContain("late", "Yours");
        assertThat(mails(CARA)).isZero();
        assertThat(mails(ADA)).isZero();
        assertThat(digests()).isEqualTo(2);
    }

    @Test
    void saysWhatIsMineAndHowLateItIs() {
        tasks.claim(task(), BERTHA);
        stage.pass(Duration.ofDays(4));
        before = Received.by(application).latest();

        send();

        assertThat(mail(BERTHA))
                .contains("One task is late.", "Yours", "due 19 February 2027, 3 days late")
                .doesNotContain("Open to you");
        assertThat(Received.by(application).newestSubject(addressOf(BERTHA)))
                .hasValueSatisfying(subject -> assertThat(subject).contains("your tasks today"));
    }

    @Test
    void holdsNothingOfThePerson() {
        send();

        var names = database.sql("select first_name from contact where email = ?")
                .param(THANDI.value())
                .query(String.class)
                .list();
        assertThat(names)
                .contains("Thandi")
                .allSatisfy(name -> assertThat(mail(BERTHA)).doesNotContain(name));
        assertThat(mail(BERTHA)).doesNotContain(THANDI.value());
    }

    @Test
    void isNotSentWhereNothingWaits() {
        tasks.createTaskQuery().list().forEach(task -> tasks.deleteCandidateGroup(task.getId(), "abc-motors-staff"));

        send();

        assertThat(digests()).isZero();
    }

    @Test
    void isNotSentToWhoWasOnlyInvited() {
        accounts.invite(
                Hires.ADMIN, Hires.member("neo-invited", "Neo", Role.DEALERSHIP_STAFF, SamplePeople.ABC_MOTORS));

        send();

        assertThat(mails(BERTHA)).isOne();
        assertThat(database.sql("select count(*) from staff_digest where username = 'neo-invited'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void isSentOncePerDayAndAgainOnTheNext() {
        send();
        send();
        assertThat(mails(BERTHA)).isOne();

        stage.pass(Duration.ofDays(1));
        send();

        assertThat(mails(BERTHA)).isEqualTo(2);
    }

    @Test
    void isSentOnceByTwoNodesAtTheSameMoment() throws Exception {
        var nodes = Executors.newFixedThreadPool(2);
        for (var run : nodes.invokeAll(List.of(Executors.callable(digest), Executors.callable(digest)))) {
            run.get();
        }
        nodes.shutdown();
        stage.work();

        assertThat(mails(BERTHA)).isOne();
    }

    @Test
    void restsOnWeekendsAndPublicHolidays() {
        stage.pass(Duration.ofDays(2));
        send();
        // Human Rights Day falls on a Sunday in 2027, so the Monday is one
        stage.pass(Duration.between(clock.instant(), Instant.parse("2027-03-22T07:00:00Z")));
        send();
        assertThat(mails(BERTHA)).isZero();

        stage.pass(Duration.ofDays(1));
        send();
        assertThat(mails(BERTHA)).isOne();
    }

    @Test
    void isSwitchedOffAndOnByWhoGetsIt() throws Exception {
        want(false);
        account().andExpect(content().string(containsString("You do not get it.")));
        send();
        assertThat(mails(BERTHA)).isZero();

        want(true);
        account().andExpect(content().string(containsString("You get it.")));
        send();
        assertThat(mails(BERTHA)).isOne();
    }

    private void want(boolean wanted) throws Exception {
        web.perform(post("/desk/account/digest")
                        .param("wanted", String.valueOf(wanted))
                        .principal(() -> BERTHA))
                .andExpect(redirectedUrl("/desk/account"));
    }

    private ResultActions account() throws Exception {
        return web.perform(get("/desk/account").principal(() -> BERTHA));
    }

    private void send() {
        digest.run();
        stage.work();
    }

    private String task() {
        return stage.tasks(process, DECIDE).get(0).getId();
    }

    private String reference() {
        return Stage.reference(process).value();
    }

    private String mail(String username) {
        return Received.by(application).newest(addressOf(username)).orElseThrow();
    }

    private long mails(String username) {
        return Received.by(application).countSince(before, addressOf(username));
    }

    private String addressOf(String username) {
        return staff.find(username).orElseThrow().email().value();
    }

    private long digests() {
        return database.sql("select count(*) from notice where kind = 'WORK_DIGEST'")
                .query(Long.class)
                .single();
    }
}

package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.pidesk.desk.Rehearsing.ADA;
import static org.pidesk.desk.Rehearsing.BERTHA;
import static org.pidesk.desk.Rehearsing.BONGANI;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.notice.Kind;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** A notice that does not arrive is something to do, until staff say how the person was told. */
@PiDeskTest
class UndeliveredTest {
    private static final String LIST = "/desk/undelivered";
    private static final String WORDS = "Told her on the telephone this morning.";

    @Autowired
    Stage stage;

    @Autowired
    Rehearsing rehearsing;

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcClient database;

    private final MockMvc web;
    private ProcessInstance process;

    UndeliveredTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void theReceiptDoesNotArrive() {
        process = stage.withdraw(THANDI);
        stage.work();
        rehearsing.hire(BERTHA, BONGANI, ADA);
        stage.doesNotArrive(process, "RECEIPT");
    }

    @Test
    void isListedAndStandsOnTheCase() throws Exception {
        web.perform(get(LIST).principal(() -> BERTHA))
                .andExpect(content().string(containsString(reference())))
                .andExpect(content().string(containsString("That we have the request")))
                .andExpect(content().string(not(containsString(THANDI.value()))));
        web.perform(get("/desk/requests/" + reference()).principal(() -> BERTHA))
                .andExpect(content().string(containsString("nobody has told the person")));
    }

    @Test
    void isListedAPageAtATime() throws Exception {
        Stream.of(Kind.values()).filter(kind -> kind != Kind.RECEIPT).forEach(this::doesNotArrive);
        assertThat(rows()).isGreaterThan(50).isLessThan(100);

        var first = list("");
        assertThat(occurrences(first, "Reach the person")).isEqualTo(50);
        assertThat(first).contains("/desk/undelivered?from=50", "Those after").doesNotContain("Those before");
        var last = list("?from=50");
        assertThat(occurrences(last, "Reach the person")).isEqualTo(rows() - 50);
        assertThat(last)
                .contains("/desk/undelivered?from=0", "Those before")
                .doesNotContain("Those after", "There are no more.");
        assertThat(list("?from=100"))
                .contains("There are no more.", "Those before")
                .doesNotContain("There is none.");
    }

    @Test
    void saysHowManyOtherCopiesArrived() throws Exception {
        assertThat(list("")).doesNotContain("arrived", "Those before", "Those after");
        doesNotArrive(Kind.NOT_DELIVERED);

        var copies = database.sql("select count(*) from notice where kind = 'NOT_DELIVERED' and status = 'SENT'")
                .query(Integer.class)
                .single();
        assertThat(copies).isPositive();
        assertThat(list(""))
                .containsOnlyOnce("arrived")
                .contains(copies + (copies == 1 ? " other copy arrived" : " other copies arrived"));
    }

    private void doesNotArrive(Kind kind) {
        database.sql("insert into undelivered_notice (id, reference, kind, since)"
                        + " select gen_random_uuid(), ?, ?, max(since) + interval '1 second' from undelivered_notice")
                .params(reference(), kind.name())
                .update();
    }

    private String list(String query) throws Exception {
        return web.perform(get(LIST + query).principal(() -> BERTHA))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static int occurrences(String page, String words) {
        return page.split(words, -1).length - 1;
    }

    @Test
    void isToldToTheKeyContactsOnceHoweverOftenItFails() {
        var mails = Received.by(application).count("lerato@abcmotors.example.com");
        assertThat(Received.by(application).newestSubject("lerato@abcmotors.example.com"))
                .hasValue("ABC Motors: a person could not be reached (" + reference() + ")");

        stage.doesNotArrive(process, "RECEIPT");

        assertThat(Received.by(application).count("lerato@abcmotors.example.com"))
                .isEqualTo(mails);
        assertThat(facts("NOTICE_NOT_DELIVERED")).isOne();
        assertThat(rows()).isOne();
    }

    @Test
    void showsWhomToReachAndRecordsThatItWasRead() throws Exception {
        web.perform(get(page()).principal(() -> BERTHA)).andExpect(content().string(containsString(THANDI.value())));

        assertThat(facts("ADDRESSES_READ")).isOne();
    }

    @Test
    void isDoneWhenStaffSayHowThePersonWasReached() throws Exception {
        var page = page();

        settle(page, "TELEPHONE", WORDS).andExpect(redirectedUrl(LIST));

        web.perform(get(LIST).principal(() -> BONGANI))
                .andExpect(content().string(containsString("There is none")))
                .andExpect(content().string(containsString("By telephone")));
        web.perform(get(page).principal(() -> BONGANI))
                .andExpect(content().string(containsString(WORDS)))
                .andExpect(content().string(not(containsString(THANDI.value()))));
        assertThat(facts("PERSON_REACHED")).isOne();
        assertThat(everything()).noneMatch(row -> row.contains("telephone this morning"));
    }

    @Test
    void isDoneWhenNobodyCouldBeReached() throws Exception {
        settle(page(), "NOT_REACHED", "Rang three times on three days.").andExpect(redirectedUrl(LIST));

        assertThat(facts("PERSON_NOT_REACHED")).isOne();
        assertThat(facts("PERSON_REACHED")).isZero();
    }

    @Test
    void isSettledOnce() throws Exception {
        var page = page();
        settle(page, "TELEPHONE", WORDS);

        settle(page, "POST", "Wrote her a letter today.")
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Somebody else has settled this")));

        assertThat(facts("PERSON_REACHED")).isOne();
    }

    @Test
    void losesNothingThatWasTyped() throws Exception {
        settle(page(), "", WORDS)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Say how.")))
                .andExpect(content().string(containsString(WORDS)));
        settle(page(), "PIGEON", "short")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("in a sentence or two")));

        assertThat(facts("PERSON_REACHED")).isZero();
    }

    @Test
    void isThereForTheOwnOrganisationAlone() throws Exception {
        var page = page();
        web.perform(get(LIST).principal(() -> ADA)).andExpect(status().isNotFound());
        database.sql("update staff_member set organisation = 'sea-point-cars' where username = 'bongani'")
                .update();

        web.perform(get(LIST).principal(() -> BONGANI)).andExpect(content().string(not(containsString(reference()))));
        web.perform(get(page).principal(() -> BONGANI)).andExpect(status().isNotFound());
        web.perform(post(page).param("way", "POST").param("words", WORDS).principal(() -> BONGANI))
                .andExpect(status().isNotFound());
        assertThat(facts("ADDRESSES_READ")).isZero();
    }

    @Test
    void takesNoMailToStaffAndNothingThatArrivedForSomethingOwed() {
        stage.doesNotArrive(process, "NOT_DELIVERED");

        assertThat(rows()).isOne();
    }

    private ResultActions settle(String page, String way, String words) throws Exception {
        return web.perform(post(page).param("way", way).param("words", words).principal(() -> BERTHA));
    }

    private String page() {
        return LIST + "/"
                + database.sql("select id::text from undelivered_notice")
                        .query(String.class)
                        .single();
    }

    private String reference() {
        return process.getBusinessKey();
    }

    private int rows() {
        return database.sql("select count(*) from undelivered_notice")
                .query(Integer.class)
                .single();
    }

    private int facts(String kind) {
        return database.sql("select count(*) from fact where kind = ?")
                .param(kind)
                .query(Integer.class)
                .single();
    }

    private List<String> everything() {
        return database.sql("select f::text from fact f union all select v::text from vault_envelope v"
                        + " union all select u::text from undelivered_notice u")
                .query(String.class)
                .list();
    }
}

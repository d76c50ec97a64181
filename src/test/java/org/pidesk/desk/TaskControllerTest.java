package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.desk.Rehearsing.BERTHA;
import static org.pidesk.desk.Rehearsing.BONGANI;
import static org.pidesk.desk.Rehearsing.OTTO_OF_THE_OTHER;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

@PiDeskTest
class TaskControllerTest {
    private static final String COMPLETE = "{\"note\":\"Looked everywhere.\"}";

    @Autowired
    Rehearsing stage;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcTemplate database;

    @Autowired
    TransactionTemplate transaction;

    private final MockMvc web;
    private String task;

    TaskControllerTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void begin() {
        stage.begin();
        task = stage.rehearse();
    }

    @AfterEach
    void end() {
        stage.end();
    }

    @Test
    void showsTheSheetToWhoMaySeeTheTask() throws Exception {
        web.perform(by(BERTHA, get("/desk/tasks/{id}", task)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("title").value("Rehearse"));
    }

    @Test
    void showsTheOtherDealershipNothing() throws Exception {
        web.perform(by(OTTO_OF_THE_OTHER, get("/desk/tasks/{id}", task))).andExpect(status().isNotFound());
        web.perform(by(OTTO_OF_THE_OTHER, get("/desk/tasks/{id}/answer", task))).andExpect(status().isNotFound());
        web.perform(saving(COMPLETE, OTTO_OF_THE_OTHER)).andExpect(status().isNotFound());

        assertThat(stage.drafts()).isZero();
    }

    @Test
    void answersForATaskOfTheOtherDealershipAsForNoneAtAll() throws Exception {
        var foreign = web.perform(by(OTTO_OF_THE_OTHER, get("/desk/tasks/{id}", task)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        var none = web.perform(by(OTTO_OF_THE_OTHER, get("/desk/tasks/{id}", "none")))
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(foreign.replace(task, "none")).isEqualTo(none);
    }

    @Test
    void keepsWhatWasTypedAndSaysWhatIsMissing() throws Exception {
        web.perform(saving("{\"note\":\" \"}", BERTHA))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("fields.note").value("Write at least ten characters."));

        web.perform(by(BERTHA, get("/desk/tasks/{id}/answer", task)))
                .andExpect(jsonPath("note").value(" "));
    }

    @Test
    void takesAHalfTypedAnswerAsDraft() throws Exception {
        web.perform(saving("{\"note\":\"Loo\"}", BERTHA).param("partial", "true"))
                .andExpect(status().isNoContent());

        assertThat(stage.drafts()).isOne();
    }

    @Test
    void showsADraftToItsAuthorOnly() throws Exception {
        web.perform(saving(COMPLETE, BERTHA)).andExpect(status().isNoContent());

        web.perform(by(BONGANI, get("/desk/tasks/{id}/answer", task)))
                .andExpect(status().isNoContent())
                .andExpect(content().string(""));
    }

    @Test
    void letsNoEarlierEditionOverwriteALaterOne() throws Exception {
        web.perform(
                saving("{\"note\":\"later\"}", BERTHA).param("writer", "page").param("edition", "2"));
        web.perform(
                saving("{\"note\":\"earlier\"}", BERTHA).param("writer", "page").param("edition", "1"));

        web.perform(by(BERTHA, get("/desk/tasks/{id}/answer", task)))
                .andExpect(jsonPath("note").value("later"));
    }

    @Test
    void takesTheNameThatAPageGivesItself() throws Exception {
        web.perform(saving(COMPLETE, BERTHA).param("writer", "4294967295-0-17-" + "9".repeat(48)))
                .andExpect(status().isNoContent());
        web.perform(saving(COMPLETE, BERTHA).param("writer", "")).andExpect(status().isNoContent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999999999999999999999999999999999999999999999999", "pa\u0000ge", "a b"})
    void refusesTheNameOfNoPage(String writer) throws Exception {
        web.perform(saving(COMPLETE, BERTHA).param("writer", writer)).andExpect(status().isBadRequest());

        assertThat(stage.drafts()).isZero();
    }

    @Test
    void saysToWhoComesSecondThatTheTaskIsDone() throws Exception {
        var second = transaction.execute(uncommitted -> {
            runtime.deleteProcessInstance(
                    tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId(), "answered");
            var saved = CompletableFuture.supplyAsync(() -> statusOf(saving(COMPLETE, BERTHA)));
            Awaitility.await()
                    .until(() -> database.queryForObject(
                                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                            + " and query like 'insert into answer_draft%' and datname = current_database()",
                                    Integer.class)
                            == 1);
            return saved;
        });

        assertThat(second.get()).isEqualTo(404);
    }

    private int statusOf(MockHttpServletRequestBuilder question) {
        try {
            return web.perform(question).andReturn().getResponse().getStatus();
        } catch (Exception unanswered) {
            throw new CompletionException(unanswered);
        }
    }

    @Test
    void sealsADraft() throws Exception {
        web.perform(saving(COMPLETE, BERTHA));

        assertThat(new String(database.queryForObject("select payload from answer_draft", byte[].class)))
                .doesNotContain("everywhere");
    }

    @Test
    void takesNoAnswerToWhatAnotherHasClaimed() throws Exception {
        tasks.claim(task, BONGANI);

        web.perform(saving(COMPLETE, BERTHA)).andExpect(status().isNotFound());
    }

    @Test
    void savesNothingThatAnotherSiteSends() throws Exception {
        web.perform(by(BERTHA, put("/desk/tasks/{id}/answer", task))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(COMPLETE))
                .andExpect(status().isForbidden());
        web.perform(saving(COMPLETE, BERTHA).header("Sec-Fetch-Site", "same-site"))
                .andExpect(status().isForbidden());

        assertThat(stage.drafts()).isZero();
    }

    @Test
    void savesNothingEndless() throws Exception {
        var endless = "{\"note\":\"" + "x".repeat(70_000) + "\"}";

        web.perform(saving(endless, BERTHA)).andExpect(status().isPayloadTooLarge());
    }

    private MockHttpServletRequestBuilder saving(String answer, String author) {
        return by(author, put("/desk/tasks/{id}/answer", task))
                .contentType(MediaType.APPLICATION_JSON)
                .header("X-Requested-With", "pidesk")
                .content(answer);
    }

    private static MockHttpServletRequestBuilder by(String user, MockHttpServletRequestBuilder request) {
        return request.principal(() -> user);
    }
}

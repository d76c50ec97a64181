package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pidesk.HostilePaper;
import org.pidesk.OnePage;
import org.pidesk.PiDeskTest;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.contact.Field;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.request.EvidenceFiles;
import org.pidesk.request.Stage;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.pidesk.task.AskedTask;
import org.pidesk.task.TaskQuestions;
import org.pidesk.vault.Vault;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** Files that show what staff answer: who puts them there, who reads them, and what becomes of them. */
@PiDeskTest
class EvidenceFilesTest {
    private static final String NALEDI = Stage.NALEDI;
    private static final String BUSI = "busi";
    private static final String ZODWA = "zodwa";
    private static final Map<String, String> DONE = Map.of("SURNAME", "DONE");

    @Autowired
    Stage stage;

    @Autowired
    StaffMembers staff;

    @Autowired
    TaskService tasks;

    @Autowired
    List<TaskQuestions> questions;

    @Autowired
    EvidenceFiles files;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ActivityLog activity;

    @Autowired
    MovableClock clock;

    @Autowired
    Vault vault;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transactions;

    private final MockMvc web;
    private ProcessInstance process;
    private Reference reference;
    private String task;
    private String page;

    EvidenceFilesTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void aSystemIsAsked() {
        process = stage.alter(FRED, Map.of(Field.SURNAME, "Hound"));
        stage.work();
        hire(NALEDI, ABC_MOTORS);
        hire(BUSI, ABC_MOTORS);
        hire(ZODWA, SEA_POINT_CARS);
        reference = Stage.reference(process);
        page = "/desk/requests/" + reference;
        task = stage.tasks(process, "userTask_makeSameChanges").get(0).getId();
    }

    private void hire(String username, OrganisationId organisation) {
        staff.register(
                Hires.member(username, "Somebody", Role.DEALERSHIP_STAFF, organisation), "correct horse battery");
    }

    @Test
    void lieBesideTheAnswerAndLaterOnTheCase() throws Exception {
        var id = added(NALEDI, "Screen of DealerBook.pdf");

        web.perform(get("/desk/tasks/" + task).principal(() -> NALEDI))
                .andExpect(jsonPath("files[0].name").value("Screen of DealerBook"))
                .andExpect(jsonPath("files[0].kind").value("PDF, 1 kB"));
        casePage().andExpect(content().string(not(containsString("Screen of DealerBook"))));

        stage.answerEverywhere(process, DONE);

        casePage()
                .andExpect(content().string(containsString("Screen of DealerBook")))
                .andExpect(content().string(containsString("Make the same changes at a system")))
                .andExpect(content().string(containsString(page + "/evidence/" + id)));
    }

    @Test
    void areHandedOverAsFilesThatNoPageShows() throws Exception {
        var id = added(NALEDI, "screen.pdf");

        open(BUSI, id)
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/pdf"))
                .andExpect(content().string(startsWith("%PDF-")))
                .andExpect(header().string("Content-Disposition", startsWith("attachment; filename=\"evidence-")))
                .andExpect(header().string("Content-Disposition", endsWith(".pdf\"")))
                .andExpect(header().string("Content-Security-Policy", startsWith("sandbox;")));
        open(BUSI, UUID.randomUUID().toString()).andExpect(status().isNotFound());
    }

    @Test
    void areTheOwnOrganisationsAlone() throws Exception {
        var id = added(NALEDI, "screen.pdf");

        open(ZODWA, id).andExpect(status().isNotFound());
        upload(ZODWA, "theirs.pdf", OnePage.pdf()).andExpect(status().isNotFound());
        remove(ZODWA, id).andExpect(status().isNotFound());

        assertThat(sealed()).isOne();
    }

    @Test
    void arePutThereByWhoMayAnswerAndNobodyElse() throws Exception {
        tasks.claim(task, BUSI);

        upload(NALEDI, "screen.pdf", OnePage.pdf()).andExpect(status().isNotFound());
        var id = added(BUSI, "screen.pdf");
        remove(NALEDI, id).andExpect(status().isNotFound());
        tasks.setAssignee(task, NALEDI);
        remove(NALEDI, id).andExpect(status().isOk());

        assertThat(sealed()).isZero();
    }

    @Test
    void areTakenFromOurFormsOnly() throws Exception {
        web.perform(multipart("/desk/tasks/{id}/evidence", task)
                        .file(new MockMultipartFile("file", "screen.pdf", null, OnePage.pdf()))
                        .principal(() -> NALEDI))
                .andExpect(status().isForbidden());

        assertThat(sealed()).isZero();
    }

    @Test
    void canBeRemovedUntilTheTaskIsAnswered() throws Exception {
        var one = added(NALEDI, "one.pdf");
        var other = added(NALEDI, "other.png");

        remove(NALEDI, one).andExpect(jsonPath("$", hasSize(1)));
        remove(NALEDI, one).andExpect(jsonPath("$", hasSize(1)));
        open(NALEDI, one).andExpect(status().isNotFound());
        stage.answerEverywhere(process, DONE);
        remove(NALEDI, other)
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("detail").value(startsWith("The task is done, or assigned")));

        assertThat(sealed()).isOne();
        open(NALEDI, other).andExpect(status().isOk());
    }

    @Test
    void leaveTheirTracesWithoutTheirNames() throws Exception {
        var id = added(NALEDI, "Fred Bloggs.pdf");
        open(BUSI, id);
        remove(NALEDI, id);

        assertThat(database.sql("select kind || ' ' || actor from fact where kind like 'EVIDENCE_FILE%'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "EVIDENCE_FILE_ADDED naledi", "EVIDENCE_FILE_OPENED busi", "EVIDENCE_FILE_REMOVED naledi");
        assertThat(database.sql("select detail from fact where kind like 'EVIDENCE_FILE%'")
                        .query(String.class)
                        .list())
                .allMatch(detail -> detail.matches("system=[0-9a-f-]{36};task=userTask_makeSameChanges"));
    }

    /** The upload waits for the answer that is under way, and finds the task done. */
    @Test
    void areNotTakenBesideAnAnswerThatIsGivenMeanwhile() {
        var late = new CompletableFuture<ResultActions>();
        transactions.executeWithoutResult(answering -> {
            files.hold(reference);
            new Thread(() -> late.completeAsync(() -> upload(NALEDI, "late.pdf", OnePage.pdf()), Runnable::run))
                    .start();
            await().until(() -> database.sql("select count(*) from pg_locks where not granted")
                            .query(Integer.class)
                            .single()
                    > 0);
            end(task);
        });

        assertThat(late.join().andReturn().getResponse().getStatus()).isEqualTo(404);
        assertThat(sealed()).isZero();
    }

    /** Nobody can remove them any more, and they go with the evidence. */
    @Test
    void standOnTheCaseWhenTheirTaskEndsWithoutAnAnswer() throws Exception {
        added(NALEDI, "Half the way.pdf");

        end(task);

        casePage().andExpect(content().string(containsString("Half the way")));
    }

    private void end(String taskId) {
        runtime.deleteProcessInstance(
                tasks.createTaskQuery().taskId(taskId).singleResult().getProcessInstanceId(), "it ended");
    }

    @ParameterizedTest
    @EnumSource
    void areRefusedWithASentenceWhenTheyAreHostile(HostilePaper paper) throws Exception {
        upload(NALEDI, "screen.pdf", paper.document())
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("detail")
                        .value(containsString(paper == HostilePaper.EMPTY ? "The file is empty" : paper.why())));

        assertThat(sealed()).isZero();
    }

    @Test
    void areRefusedWhenNoneArrived() throws Exception {
        web.perform(ours(post("/desk/tasks/{id}/evidence", task))
                        .content("file")
                        .principal(() -> NALEDI))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("detail").value(containsString("did not arrive whole")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ../../etc/passwd.pdf       | passwd
                    C:\\\\Users\\\\fred\\\\a b.jpeg | a b
                    a\\r\\nSet-Cookie: x=1.pdf | a Set-Cookie: x=1
                    <img src=x>.pdf            | <img src=x>
                    .pdf                       | .pdf
                    ' '                        | File
                    """)
    void areCalledSomethingThatCanBeShown(String name, String shown) throws Exception {
        upload(NALEDI, name.translateEscapes(), OnePage.pdf())
                .andExpect(jsonPath("$[0].name").value(shown));
    }

    @Test
    void areCalledNothingEndless() throws Exception {
        upload(NALEDI, "x".repeat(10_000), OnePage.pdf())
                .andExpect(jsonPath("$[0].name").value("x".repeat(80)));
    }

    @Test
    void areTenBesideOneAnswerAtMost() throws Exception {
        for (int i = 0; i < 10; i++) {
            added(NALEDI, "screen.pdf");
        }

        upload(NALEDI, "screen.pdf", OnePage.pdf())
                .andExpect(status().isConflict())
                .andExpect(jsonPath("detail").value(containsString("ten files")));
        assertThat(sealed()).isEqualTo(10);
    }

    @Test
    void areSixtyWithinAnHourAtMost() throws Exception {
        for (int i = 0; i < 60; i++) {
            activity.record(Fact.of(reference, "EVIDENCE_FILE_ADDED").by(BUSI));
        }

        upload(NALEDI, "screen.pdf", OnePage.pdf())
                .andExpect(status().isConflict())
                .andExpect(jsonPath("detail").value(containsString("within an hour")));
        clock.advance(Duration.ofHours(2));
        upload(NALEDI, "screen.pdf", OnePage.pdf()).andExpect(status().isOk());
    }

    @Test
    void areDestroyedWithTheEvidence() throws Exception {
        var id = added(NALEDI, "screen.pdf");

        assertThat(vault.keptUntil(reference, "evidence-file:" + id))
                .isPresent()
                .isEqualTo(vault.keptUntil(reference, "evidence-files"))
                .isEqualTo(vault.keptUntil(reference, "evidence"));
        vault.destroy(reference, "evidence");

        upload(NALEDI, "late.pdf", OnePage.pdf())
                .andExpect(status().isConflict())
                .andExpect(jsonPath("detail").value(containsString("destroyed")));
        assertThat(sealed()).isOne();
    }

    @Test
    void areDestroyedWhenThePersonIsDeIdentified() throws Exception {
        var id = added(NALEDI, "screen.pdf");
        stage.answerEverywhere(process, DONE);
        stage.work();
        assertThat(vault.open(reference, "evidence-file:" + id)).isPresent();

        stage.carryThrough(FRED);

        assertThat(sealed()).isZero();
        assertThat(vault.open(reference, "evidence-file:" + id)).isEmpty();
        casePage().andExpect(status().isOk()).andExpect(content().string(not(containsString("Files of evidence"))));
    }

    /** A question that takes files has a form with a place for them, and no other form has one. */
    @Test
    void haveAPlaceInTheFormsThatTakeThem() throws IOException {
        try (var forms = Files.list(Path.of("forms"))) {
            for (var form :
                    forms.filter(file -> file.toString().endsWith(".html")).toList()) {
                var key = form.getFileName().toString().replace(".html", "");
                var takes = questions.stream()
                        .filter(module -> module.ask(key))
                        .anyMatch(module -> module.takesFiles(new AskedTask(key, reference, null)));
                assertThat(Files.readString(form).contains("data-files"))
                        .as(key)
                        .isEqualTo(takes);
            }
        }
        assertThat(questions.stream()
                        .filter(module -> module.ask("userTask_lookInSystem"))
                        .allMatch(module -> module.takesFiles(new AskedTask("userTask_lookInSystem", reference, null))))
                .isTrue();
    }

    private String added(String who, String name) throws Exception {
        var document = name.endsWith(".png") ? OnePage.picture("png") : OnePage.pdf();
        var now = upload(who, name, document)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return JsonPath.read(now, "$[-1].id");
    }

    private ResultActions upload(String who, String name, byte[] document) {
        try {
            return web.perform(ours(multipart("/desk/tasks/{id}/evidence", task)
                            .file(new MockMultipartFile("file", name, "application/pdf", document)))
                    .content("as long as it says")
                    .principal(() -> who));
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private ResultActions remove(String who, String id) throws Exception {
        return web.perform(ours(post("/desk/tasks/{id}/evidence/{file}/removal", task, id))
                .content("{}")
                .principal(() -> who));
    }

    private static <B extends MockHttpServletRequestBuilder> B ours(B request) {
        request.header("X-Requested-With", "pidesk");
        return request;
    }

    private ResultActions open(String who, String id) throws Exception {
        return web.perform(get(page + "/evidence/" + id).principal(() -> who));
    }

    private ResultActions casePage() throws Exception {
        return web.perform(get(page).principal(() -> NALEDI));
    }

    private int sealed() {
        return database.sql("select count(*) from vault_envelope where name like 'evidence-file:%'")
                .query(Integer.class)
                .single();
    }
}

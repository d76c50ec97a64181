package org.pidesk.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Field;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** What the person will be written, shown to whoever is about to answer. */
@PiDeskTest
class LettersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DECIDE = "userTask_decideWhatMustStay";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final String RELEASE = "userTask_releaseDeIdentification";
    private static final String REASON = "A deal is still open with them.";

    private static final String ZODWA = "zodwa";

    @Autowired
    Clock clock;

    @Autowired
    Stage stage;

    @Autowired
    StaffMembers staff;

    @Autowired
    JdbcTemplate database;

    @Autowired
    ApplicationContext application;

    private final MockMvc web;

    LettersTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void hire() {
        stage.proofOf(THANDI);
        hire(Stage.NALEDI, Role.DEALERSHIP_STAFF, ABC_MOTORS);
        hire(Stage.JOHAN, Role.COMPLIANCE_MANAGER, ABC_MOTORS);
        hire(ZODWA, Role.COMPLIANCE_MANAGER, SEA_POINT_CARS);
    }

    private void hire(String username, Role role, OrganisationId organisation) {
        staff.register(Hires.member(username, "Somebody", role, organisation), "correct horse battery");
    }

    private void nothingHolds(ProcessInstance process) {
        stage.decide(process, Map.of("decision", "NOTHING_HOLDS", "reason", "No deal, no dispute, no record by law."));
    }

    @Test
    void showARefusalAsItIsThenSent() throws Exception {
        var process = stage.deIdentify(THANDI);
        stage.work();
        stage.decide(process, Map.of("decision", "ALL_HOLDS", "ground", "OPEN_DEAL", "reason", REASON));

        var shown = letters(process, RELEASE, Stage.JOHAN, release("RELEASE"));
        stage.release(process);
        stage.work();

        assertThat(shown).hasSize(1);
        assertThat(shown.get(0)).containsEntry("to", THANDI.value());
        var sent = inOneLine(Received.by(application).newest(THANDI.value()).orElseThrow());
        assertThat(sent).contains("were not told of this request", "/abc-motors/pi/withdraw");
        var told = words(shown).replaceAll("(?s)/pi/complaint/….*", "");
        assertThat(told.lines().filter(line -> !line.isBlank()))
                .hasSizeGreaterThan(5)
                .allSatisfy(line -> assertThat(sent).contains(inOneLine(line)));
    }

    @Test
    void showNoLinkThatIsThePersonsOwn() throws Exception {
        var process = stage.deIdentify(THANDI);
        stage.work();
        nothingHolds(process);

        var shown = words(letters(process, RELEASE, Stage.JOHAN, release("RELEASE")));

        assertThat(shown).contains("/pi/requests/…", "/pi/complaint/…").doesNotContainPattern("/pi/[a-z]+/\\w");
    }

    @Test
    void areNoneWhereItIsSentBack() throws Exception {
        var process = stage.deIdentify(THANDI);
        stage.work();
        nothingHolds(process);

        assertThat(letters(process, RELEASE, Stage.JOHAN, release("SEND_BACK"))).isEmpty();
    }

    @Test
    void areNoneWhereNobodyAsked() throws Exception {
        var process = stage.beginAbout(THANDI);
        stage.work();
        nothingHolds(process);

        assertThat(letters(process, RELEASE, Stage.JOHAN, release("RELEASE"))).isEmpty();
    }

    @Test
    void sayWhatADecisionLeadsTo() throws Exception {
        var process = stage.deIdentify(THANDI);
        stage.work();

        var shown = letters(
                process,
                "userTask_decideWhatMustStay",
                Stage.NALEDI,
                Map.of("decision", "ALL_HOLDS", "ground", "OPEN_DEAL", "reason", REASON));

        assertThat(words(shown)).contains("11(1)(b)").doesNotContain(REASON);
        assertThat(stage.tasks(process, "userTask_decideWhatMustStay")).hasSize(1);
    }

    @Test
    void sayUntilWhenEverythingStays() throws Exception {
        var process = stage.deIdentify(THANDI);
        stage.work();
        var refused =
                new HashMap<String, Object>(Map.of("decision", "ALL_HOLDS", "ground", "OPEN_DEAL", "reason", REASON));

        var open = words(letters(process, DECIDE, Stage.NALEDI, refused));
        refused.put("until", "2031-02-28");
        var ending = words(letters(process, DECIDE, Stage.NALEDI, refused));

        assertThat(ending).contains("It stays until 28 February 2031.").doesNotContain("each year");
        assertThat(open)
                .contains("We look at it again each year, next on "
                        + DAY.format(LocalDate.now(clock).plusYears(1)))
                .doesNotContain("It stays until");
    }

    @Test
    void sayWhatWasFoundAndWhoHasNotAnsweredYet() throws Exception {
        var process = stage.lookUp(MALLORY);
        stage.work();

        var shown = letters(
                process,
                "userTask_lookInSystem",
                Stage.NALEDI,
                Map.of(
                        "outcome", "FOUND",
                        "evidence", "Looked in the customer file myself.",
                        "holds", "A name and a service history",
                        "origin", "Since 2019, from a service booking"));

        assertThat(words(shown)).contains("A name and a service history", "got no answer");
    }

    @Test
    void sayWhatBecameOfAFieldThatWasRefused() throws Exception {
        var process = stage.alter(THANDI, Map.of(Field.SURNAME, "Dlamini"));
        stage.work();
        stage.answerEverywhere(process, Map.of("SURNAME", "REFUSED"));
        stage.work();

        var shown = letters(
                process,
                "userTask_settleRefusedFields",
                Stage.JOHAN,
                Map.of(
                        "fields",
                        List.of(Map.of(
                                "field", "SURNAME",
                                "outcome", "EVIDENCE_PROVIDED",
                                "words", "The licence that you showed says Mokoena."))));

        assertThat(words(shown)).contains("The licence that you showed says Mokoena.");
    }

    @Test
    void changeNothingAndSendNothing() throws Exception {
        var process = stage.deIdentify(THANDI);
        stage.work();
        nothingHolds(process);
        letters(process, RELEASE, Stage.JOHAN, release("RELEASE"));
        var before = everyTable();

        letters(process, RELEASE, Stage.JOHAN, release("RELEASE"));

        assertThat(everyTable()).isEqualTo(before);
    }

    @Test
    void sayBesideEachFieldWhatIsMissing() throws Exception {
        var process = stage.deIdentify(THANDI);
        stage.work();
        nothingHolds(process);

        ask(process, RELEASE, Stage.JOHAN, Map.of("verdict", "RELEASE", "reason", ""))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("fields.reason").isNotEmpty())
                .andExpect(jsonPath("fields.verdict").doesNotExist());
    }

    @Test
    void areForNobodyWhoMayNotReadTheTask() throws Exception {
        var process = stage.deIdentify(THANDI);
        stage.work();
        nothingHolds(process);

        ask(process, RELEASE, Stage.NALEDI, release("RELEASE")).andExpect(status().isNotFound());
        ask(process, RELEASE, ZODWA, release("RELEASE")).andExpect(status().isNotFound());
    }

    @Test
    void areNotAskedForByAPageOfAnotherSiteNorByAnAddress() throws Exception {
        var process = stage.deIdentify(THANDI);
        stage.work();
        var task = stage.tasks(process, "userTask_decideWhatMustStay").get(0).getId();

        web.perform(post("/desk/tasks/{id}/letters", task)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}")
                        .principal(() -> Stage.NALEDI))
                .andExpect(status().isForbidden());
        web.perform(get("/desk/tasks/{id}/letters", task).principal(() -> Stage.NALEDI))
                .andExpect(status().isMethodNotAllowed());
    }

    private static Map<String, Object> release(String verdict) {
        return Map.of("verdict", verdict, "reason", "Looked at every part of it.");
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> letters(
            ProcessInstance process, String task, String who, Map<String, Object> answer) throws Exception {
        var answered = ask(process, task, who, answer).andExpect(status().isOk());
        return JSON.readValue(answered.andReturn().getResponse().getContentAsString(UTF_8), List.class);
    }

    private ResultActions ask(ProcessInstance process, String task, String who, Map<String, Object> answer)
            throws Exception {
        var body = JSON.writeValueAsString(answer);
        return web.perform(post(
                        "/desk/tasks/{id}/letters",
                        stage.tasks(process, task).get(0).getId())
                .header("X-Requested-With", "pidesk")
                .header("Content-Length", body.length())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .principal(() -> who));
    }

    private static String words(List<Map<String, Object>> letters) {
        return letters.stream().map(letter -> letter.get("text").toString()).reduce("", String::concat);
    }

    private static String inOneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** Every row of every table that a chore does not write by itself. */
    private Map<String, String> everyTable() {
        var content = new TreeMap<String, String>();
        database.queryForList(
                        "select table_name from information_schema.tables where table_schema = 'public'"
                                + " and table_type = 'BASE TABLE' and table_name !~* '^act_(ru_meter|ge_|ru_job)'",
                        String.class)
                .forEach(table -> content.put(
                        table,
                        database.queryForObject(
                                "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '')"
                                        + " from \"" + table + "\" t",
                                String.class)));
        return content;
    }
}

package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.contact.Field.EMAIL;
import static org.pidesk.contact.Field.SURNAME;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.FREDS_MOBILE;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.PIETER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.MovableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** After every way through the process: nobody's name, address or number in the engine, the activity log or the logs. */
@PiDeskTest
@ExtendWith(OutputCaptureExtension.class)
class NothingPersonalTest {
    private static final List<String> PERSONAL = List.of(
            "Fred",
            "Basset",
            "Thandi",
            "Nkosi",
            "Pieter",
            "Wyk",
            "Aisha",
            "Khan",
            "mallory",
            "khan.family",
            "sea.example",
            "836567788",
            "656 7788",
            "825550202",
            "555 0202",
            "19713570",
            "6226950",
            "6226978",
            "Double cab");

    @Autowired
    Stage stage;

    @Autowired
    Requests requests;

    @Autowired
    RuntimeService engine;

    @Autowired
    ManagementService management;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void nothingWasLogged(CapturedOutput logs) {
        assertThat(PERSONAL).noneMatch(logs.getAll()::contains);
    }

    @Test
    void staysOfAWithdrawalThatIsCarriedOut() {
        stage.carryThrough(FRED);

        assertThat(placesOfPersonalText()).isEmpty();
    }

    @Test
    void staysOfAnAlteration() {
        var process = stage.alter(FRED, Map.of(EMAIL, "fred.basset@sea.example.com", SURNAME, "Wyk"));
        stage.passThePause();
        stage.answerFields(
                stage.tasks(process, "userTask_makeSameChanges").get(0), Map.of("EMAIL", "REFUSED", "SURNAME", "DONE"));

        assertThat(placesOfPersonalText()).isEmpty();
    }

    @Test
    void staysOfAWithdrawalThatWaitsForStaff() {
        stage.withdraw(FRED);
        stage.withdraw(AISHA);
        stage.withdraw(PIETER);

        assertThat(placesOfPersonalText()).isEmpty();
    }

    @Test
    void staysOfARefusal() {
        var process = stage.withdraw(FRED);
        stage.decide(
                process,
                Map.of("decision", "ALL_HOLDS", "ground", "OPEN_DEAL", "reason", "Fred Basset still owes R 12 000."));
        stage.release(process);
        stage.tasks(process, "userTask_stopMarketingAtSystem").forEach(task -> stage.answer(task, "DONE"));
        assertThat(placesOfPersonalText()).isEmpty();

        stage.work();

        assertThat(placesOfPersonalText()).isEmpty();
    }

    @Test
    void staysOfACancellation() {
        var process = stage.withdraw(FRED);
        requests.cancel(stage.proofOf(FRED), Stage.reference(process));

        assertThat(placesOfPersonalText()).isEmpty();
    }

    @Test
    void staysOfASystemThatCannot() {
        var process = stage.withdraw(MALLORY);
        stage.passThePause();
        stage.answer(stage.tasks(process, "userTask_deIdentifyAtSystem").get(0), "CANNOT");

        assertThat(placesOfPersonalText()).isEmpty();
    }

    @Test
    void staysOfALookUpThatFindsSomething() {
        var process = stage.lookUp(MALLORY);
        stage.lookInAll(process, "FOUND");
        stage.contact(
                process,
                Map.of(
                        "outcome", "REACHED",
                        "why", "WANTS_TO_KNOW",
                        "evidence", "Mallory Khan wanted to know; phone 083 656 7788.",
                        "record", "CREATE",
                        "firstName", "Mallory",
                        "lastName", "Khan",
                        "email", MALLORY.value(),
                        "mobile", "083 656 7788"));
        stage.work();

        assertThat(placesOfPersonalText()).isEmpty();
    }

    @Test
    void staysOfALookUpThatIsChasedAndCancelled() {
        var process = stage.lookUp(MALLORY);
        stage.pass(Duration.ofDays(10));
        stage.chase(stage.tasks(process, "userTask_chaseSilentSystem").get(0), "KEEP_WAITING");
        assertThat(placesOfPersonalText()).isEmpty();

        requests.cancel(stage.proofOf(MALLORY), Stage.reference(process));

        assertThat(placesOfPersonalText()).isEmpty();
    }

    /** A step that fails on personal data says so without it, also when the database complains. */
    @Test
    void staysOfAStepThatFails() {
        var process = stage.withdraw(FRED);
        stage.decideThatNothingHolds(process);
        jdbc.sql("update contact set email = 'not an address of Fred Basset' where mobile = ?")
                .param(FREDS_MOBILE.value())
                .update();
        var job = management.createJobQuery().activityId("event_pauseIsOver").singleResult();
        clock.advance(Duration.ofHours(25));

        assertThatThrownBy(() -> management.executeJob(job.getId())).isNotNull();

        assertThat(placesOfPersonalText()).isEmpty();
    }

    @Test
    void isFoundWhereSomebodyPutItAllTheSame() {
        ProcessInstance process = stage.withdraw(FRED);

        engine.setVariable(process.getId(), "note", "call Fred");

        assertThat(placesOfPersonalText()).contains("act_ru_variable.text_");
    }

    /** A name as a word of its own: sooner or later three letters of it stand in an id of the engine. */
    private static String pattern(String personal) {
        var plain = personal.replace(".", "\\.");
        return Character.isDigit(personal.charAt(0)) ? plain : "(^|[^a-z0-9])" + plain + "($|[^a-z0-9])";
    }

    private List<String> placesOfPersonalText() {
        var places = new ArrayList<String>();
        var columns = jdbc.sql("select table_name, column_name, data_type from information_schema.columns"
                        + " where table_schema = 'public' and data_type in ('text', 'character varying', 'bytea', 'jsonb')"
                        + " and (table_name like 'act\\_%' or table_name like 'fact%')"
                        // the models and forms that were deployed, which know the word Fred as little as we do
                        + " and table_name not in ('act_ge_bytearray')")
                .query()
                .listOfRows();
        for (var column : columns) {
            var name = (String) column.get("column_name");
            var text = "bytea".equals(column.get("data_type")) ? "encode(" + name + ", 'escape')" : name + "::text";
            for (var personal : PERSONAL) {
                var found = jdbc.sql("select count(*) from " + column.get("table_name") + " where " + text + " ~* ?")
                        .param(pattern(personal))
                        .query(Integer.class)
                        .single();
                if (found > 0) {
                    places.add(column.get("table_name") + "." + name);
                }
            }
        }
        return places;
    }
}

package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Field;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.signin.Scene;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Who of the staff opened which task: a sheet shows a person's data in clear. */
@PiDeskTest
class TaskReadingTest {
    private static final String NALEDI = "naledi";
    private static final String BUSI = "busi";
    private static final String ZODWA = "zodwa";

    @Autowired
    Stage stage;

    @Autowired
    StaffMembers staff;

    @Autowired
    Scene scene;

    @Autowired
    Rehearsing rehearsing;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    private final MockMvc web;

    TaskReadingTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void hire() {
        stage.proofOf(FRED);
        hire(NALEDI, ABC_MOTORS);
        hire(BUSI, ABC_MOTORS);
        hire(ZODWA, SamplePeople.SEA_POINT_CARS);
    }

    private void hire(String username, OrganisationId organisation) {
        staff.register(
                Hires.member(username, "Somebody", Role.DEALERSHIP_STAFF, organisation), "correct horse battery");
    }

    @Test
    void notesEachReaderOfATaskOnceADayAndNothingOfWhatTheyRead() throws Exception {
        var process = stage.alter(FRED, Map.of(Field.SURNAME, "Hound"));
        stage.work();
        var tasks = stage.tasks(process, "userTask_makeSameChanges");

        open(tasks.get(0), NALEDI, 200);
        open(tasks.get(0), NALEDI, 200);
        open(tasks.get(0), BUSI, 200);
        open(tasks.get(1), NALEDI, 200);
        open(tasks.get(0), ZODWA, 404);
        assertThat(readers()).containsExactlyInAnyOrder(NALEDI, NALEDI, BUSI);

        clock.advance(Duration.ofDays(1));
        open(tasks.get(0), NALEDI, 200);
        assertThat(readers()).containsExactlyInAnyOrder(NALEDI, NALEDI, NALEDI, BUSI);

        var person = database.sql("select pseudonym from request")
                .query(String.class)
                .single();
        assertThat(database.sql("select about || detail from fact where kind = 'TASK_READ'")
                        .query(String.class)
                        .list())
                .allMatch(said -> said.matches(person + "system=[0-9a-f-]{36};task=userTask_makeSameChanges"));
    }

    @Test
    void notesWhoReadsATaskOfSupport() throws Exception {
        scene.open();
        var task = scene.callSupport().get(0);

        open(task, "admin", 200);
        open(task, "admin", 200);
        open(task, "johan", 404);

        assertThat(readers()).containsExactly("admin");
    }

    /** The engine's rights are not the only lock. */
    @Test
    void showsNoTaskOfSupportToWhoIsNotOfSupportThoughTheEngineWould() throws Exception {
        scene.open();
        rehearsing.empower("johan");

        for (var task : scene.callSupport()) {
            open(task, "johan", 404);
        }
        assertThat(readers()).isEmpty();
    }

    private List<String> readers() {
        return database.sql("select actor from fact where kind = 'TASK_READ'")
                .query(String.class)
                .list();
    }

    private void open(Task task, String who, int answer) throws Exception {
        web.perform(get("/desk/tasks/{id}", task.getId()).principal(() -> who)).andExpect(status().is(answer));
    }
}

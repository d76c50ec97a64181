package org.pidesk.desk;

import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.request.Stage;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** A case at ABC Motors whose first task Naledi has: two of the staff, and two compliance managers. */
abstract class AmongColleagues {
    static final String DECIDE = "userTask_decideWhatMustStay";
    static final String RELEASE = "userTask_releaseDeIdentification";
    static final String NALEDI = Stage.NALEDI;
    static final String JOHAN = Stage.JOHAN;
    static final String SIPHO = "sipho";
    static final String LERATO = "lerato";
    static final String NOTE = "The contract is in the blue folder.";
    static final Map<String, Object> NOTHING_HOLDS =
            Map.of("decision", "NOTHING_HOLDS", "reason", "No deal, no dispute, no record by law.");

    @Autowired
    Stage stage;

    @Autowired
    StaffMembers staff;

    @Autowired
    TaskService tasks;

    @Autowired
    Answering answering;

    @Autowired
    PassedOnTasks passedOn;

    @Autowired
    TasksOfStaff lists;

    @Autowired
    ActivityLog log;

    @Autowired
    Clock clock;

    @Autowired
    ApplicationContext application;

    MockMvc web;
    ProcessInstance process;

    @BeforeEach
    void aTaskThatNalediHas(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
        process = stage.deIdentify(THANDI);
        stage.work();
        hire(NALEDI, Role.DEALERSHIP_STAFF, ABC_MOTORS);
        hire(SIPHO, Role.DEALERSHIP_STAFF, ABC_MOTORS);
        hire(JOHAN, Role.COMPLIANCE_MANAGER, ABC_MOTORS);
        hire(LERATO, Role.COMPLIANCE_MANAGER, ABC_MOTORS);
        tasks.claim(task(DECIDE).getId(), NALEDI);
    }

    void hire(String username, Role role, OrganisationId organisation) {
        staff.register(Hires.member(username, "Somebody", role, organisation), "correct horse battery");
    }

    /** From and until so many days from now. */
    ResultActions away(String absent, String substitute, int from, int until) throws Exception {
        var today = LocalDate.now(clock);
        return plan(
                absent,
                substitute,
                today.plusDays(from).toString(),
                today.plusDays(until).toString());
    }

    ResultActions plan(String absent, String substitute, String from, String until) throws Exception {
        return web.perform(post("/desk/account/substitute")
                .param("substitute", substitute)
                .param("from", from)
                .param("until", until)
                .principal(() -> absent));
    }

    ResultActions handOver(String task, String who, String to, String note) throws Exception {
        return web.perform(post("/desk/hand-over/{id}", task(task).getId())
                .param("to", to)
                .param("note", note)
                .principal(() -> who));
    }

    void release(String who, Role role) {
        answering.answer(
                task(RELEASE), who, role, Map.of("verdict", "RELEASE", "reason", "Looked at every part of it."));
    }

    Task task(String key) {
        return stage.tasks(process, key).get(0);
    }

    Stream<Fact> factsOf(String kind) {
        return log.of(Stage.reference(process)).stream()
                .map(entry -> entry.fact())
                .filter(fact -> fact.kind().equals(kind));
    }
}

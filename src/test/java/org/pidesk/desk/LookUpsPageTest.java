package org.pidesk.desk;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.pidesk.request.Stage.NALEDI;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.request.Stage;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The list where the mail about many look-ups leads. */
@PiDeskTest
class LookUpsPageTest {
    private static final String OF_THE_OTHER = "otto";
    private static final String ADMINISTRATOR = "ada";

    @Autowired
    Stage stage;

    @Autowired
    StaffMembers staff;

    private final MockMvc web;

    LookUpsPageTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void hire() {
        stage.proofOf(MALLORY);
        register(NALEDI, Role.DEALERSHIP_STAFF, ABC_MOTORS);
        register(OF_THE_OTHER, Role.DEALERSHIP_STAFF, SEA_POINT_CARS);
        register(ADMINISTRATOR, Role.ADMINISTRATOR, null);
    }

    @Test
    void saysOfEachWhereItStandsAndNothingOfWhomItIsFor() throws Exception {
        var process = stage.lookUp(MALLORY);
        stage.lookIn(stage.tasks(process, "userTask_lookInSystem").get(0), "NOT_FOUND");

        web.perform(get("/desk/look-ups").principal(() -> NALEDI))
                .andExpect(content().string(containsString(process.getBusinessKey())))
                .andExpect(content().string(containsString("1 of 3 systems answered")))
                .andExpect(content().string(not(containsString("mallory"))));
    }

    @Test
    void showsTheStaffOfAnotherOrganisationTheirOwn() throws Exception {
        var process = stage.lookUp(MALLORY);

        web.perform(get("/desk/look-ups").principal(() -> OF_THE_OTHER))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString(process.getBusinessKey()))));
        web.perform(get("/desk/look-ups").principal(() -> ADMINISTRATOR)).andExpect(status().isNotFound());
    }

    private void register(String name, Role role, OrganisationId organisation) {
        staff.register(Hires.member(name, name, role, organisation), "correct horse battery");
    }
}

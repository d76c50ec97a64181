package org.pidesk.desk;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.pidesk.desk.Rehearsing.ADA;
import static org.pidesk.desk.Rehearsing.BERTHA;
import static org.pidesk.desk.Rehearsing.CARA;
import static org.pidesk.desk.Rehearsing.OTTO_OF_THE_OTHER;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.staff.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@PiDeskTest
class PagesTest {
    private static final String CASE = "/desk/requests/" + Rehearsal.CASE;

    @Autowired
    Rehearsing stage;

    @Autowired
    TaskService tasks;

    private final MockMvc web;

    PagesTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void begin() {
        stage.begin();
        stage.hire(BERTHA, CARA, OTTO_OF_THE_OTHER, ADA);
    }

    @AfterEach
    void end() {
        stage.end();
    }

    @Test
    void showsStaffWhereACaseStands() throws Exception {
        tasks.claim(stage.rehearse(), BERTHA);

        web.perform(get(CASE).principal(() -> BERTHA))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("In progress")))
                .andExpect(content().string(containsString("6226950, 6226951")))
                .andExpect(content().string(containsString("Bertha Nkosi")))
                .andExpect(content().string(containsString("No answer yet")))
                .andExpect(content().string(containsString(">Harbour Prints</strong> never answered")))
                .andExpect(content().string(not(containsString(">Coastal Mailings</strong> never answered"))))
                .andExpect(content().string(not(containsString(Rehearsal.PERSON))));
    }

    @Test
    void leadsToThePagesThatAreThereForTheReader() throws Exception {
        web.perform(get(CASE).principal(() -> BERTHA).with(as(Role.DEALERSHIP_STAFF)))
                .andExpect(content().string(containsString("/desk/look-ups")))
                .andExpect(content().string(containsString("/desk/identity")))
                .andExpect(content().string(not(containsString("/desk/holidays"))))
                .andExpect(content().string(not(containsString("cockpit"))));
        web.perform(get("/desk/holidays").principal(() -> CARA).with(as(Role.COMPLIANCE_MANAGER)))
                .andExpect(content().string(containsString("href=\"/desk/holidays\" aria-current=\"page\"")))
                .andExpect(content().string(containsString("/desk/activity")));
        web.perform(get("/desk/activity").principal(() -> ADA).with(as(Role.ADMINISTRATOR)))
                .andExpect(content().string(containsString("/desk/holidays")))
                .andExpect(content().string(not(containsString("/desk/systems"))));
    }

    @Test
    void tellsTheSamePagesToTasklistAndCockpit() throws Exception {
        web.perform(get("/desk/ways").principal(() -> BERTHA).with(as(Role.DEALERSHIP_STAFF)))
                .andExpect(content().string(containsString("\"address\":\"/desk/changes\"")))
                .andExpect(content().string(containsString("Customer changes")))
                .andExpect(content().string(not(containsString("cockpit"))));
    }

    private static RequestPostProcessor as(Role role) {
        return request -> {
            request.addUserRole(role.name());
            return request;
        };
    }

    @Test
    void showsTheOtherDealershipAndAdministratorsNoCase() throws Exception {
        web.perform(get(CASE).principal(() -> OTTO_OF_THE_OTHER)).andExpect(status().isNotFound());
        web.perform(get(CASE).principal(() -> ADA)).andExpect(status().isNotFound());
        web.perform(get("/desk/requests/PI-0000-0000-0000").principal(() -> BERTHA))
                .andExpect(status().isNotFound());
        web.perform(get("/desk/requests/anything").principal(() -> BERTHA)).andExpect(status().isNotFound());
    }

    @Test
    void provesTheActivityLogToThoseWhoAnswerForIt() throws Exception {
        web.perform(post("/desk/activity").principal(() -> CARA))
                .andExpect(content().string(containsString("nothing was changed")));
        web.perform(get("/desk/activity").principal(() -> ADA)).andExpect(status().isOk());
        web.perform(get("/desk/activity").principal(() -> BERTHA)).andExpect(status().isNotFound());
    }
}

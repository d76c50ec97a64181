package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.pidesk.desk.Rehearsing.BERTHA;
import static org.pidesk.desk.Rehearsing.CARA;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.PIETER;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Field;
import org.pidesk.request.Requests;
import org.pidesk.request.Stage;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.CollectionUtils;
import org.springframework.web.context.WebApplicationContext;

/** The clock of a case on its page: who sets it, and what is said when it cannot be set. */
@PiDeskTest
class CaseClockPageTest {
    @Autowired
    Stage stage;

    @Autowired
    Rehearsing rehearsing;

    @Autowired
    Requests requests;

    @Autowired
    JdbcClient database;

    private final MockMvc web;
    private String page;

    CaseClockPageTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void aCaseIsOpen() {
        page = "/desk/requests/" + Stage.reference(stage.withdraw(THANDI));
        rehearsing.hire(BERTHA, CARA);
    }

    @Test
    void saysTheArithmeticLineByLine() throws Exception {
        web.perform(get(page).principal(() -> BERTHA))
                .andExpect(content().string(containsString("Why this day?")))
                .andExpect(content().string(containsString("that day is not counted.")))
                .andExpect(content().string(containsString("Our own target")));
    }

    @Test
    void saysOfEachKindOfRequestWhatCannotBeUndoneAnyMore() throws Exception {
        var alteration = stage.alter(PIETER, Map.of(Field.SURNAME, "Hound"));
        var lookUp = stage.lookUp(MALLORY);
        stage.lookInAll(lookUp, "NOT_FOUND");
        stage.work();
        var removal = stage.carryThrough(FRED);

        of(alteration)
                .andExpect(content().string(containsString("<dt>Our own record was settled</dt>")))
                .andExpect(content().string(not(containsString("De-identification began"))));
        of(lookUp)
                .andExpect(content().string(containsString("<dt>Answered</dt>")))
                .andExpect(content().string(not(containsString("De-identification began"))));
        of(removal).andExpect(content().string(containsString("<dt>De-identification began</dt>")));
    }

    private ResultActions of(ProcessInstance process) throws Exception {
        return web.perform(get("/desk/requests/" + Stage.reference(process)).principal(() -> CARA));
    }

    @Test
    void offersTheClockToComplianceManagersAlone() throws Exception {
        web.perform(get(page).principal(() -> CARA)).andExpect(content().string(containsString("The clock")));
        web.perform(get(page).principal(() -> BERTHA)).andExpect(content().string(not(containsString("The clock"))));
        for (var change : new String[] {"/extension", "/pause", "/resume"}) {
            web.perform(post(page + change).param("reason", "PROOF").principal(() -> BERTHA))
                    .andExpect(status().isNotFound());
        }
    }

    @Test
    void refusesToExtendAnythingButAnAccessRequestWithASentence() throws Exception {
        web.perform(get(page).principal(() -> CARA))
                .andExpect(content().string(not(containsString("Extend the time"))))
                .andExpect(content().string(containsString("cannot be extended")));

        extend().andExpect(status().isConflict())
                .andExpect(content().string(containsString("Regulation 3 gives thirty days")));
    }

    @Test
    void extendsAnAccessRequest() throws Exception {
        database.sql("update request set type = 'LOOK_UP'").update();
        web.perform(get(page).principal(() -> CARA)).andExpect(content().string(containsString("Extend the time")));

        extend().andExpect(redirectedUrl(page + "?extended"));

        web.perform(get(page).principal(() -> CARA))
                .andExpect(content().string(containsString("extended by 14: 44 days")))
                .andExpect(content().string(containsString("to be consulted")))
                .andExpect(content().string(not(containsString("Extend the time"))));
        extend().andExpect(status().isConflict()).andExpect(content().string(containsString("only once")));
    }

    @Test
    void keepsWhatWasTypedIntoAnExtensionThatIsRefused() throws Exception {
        database.sql("update request set type = 'LOOK_UP'").update();
        web.perform(get(page).principal(() -> CARA)).andExpect(content().string(not(containsString("open=\"open\""))));

        extend("14")
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("id=\"extension-wrong\" role=\"alert\">Say why the time")))
                .andExpect(content().string(containsString("<details class=\"card\" open=\"open\">")))
                .andExpect(content().string(containsString("<fieldset aria-describedby=\"extension-wrong\">")))
                .andExpect(content().string(matchesPattern("(?s).*id=\"days\"[^>]* value=\"14\".*")));

        extend("31", "CONSULTATION")
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("between 1 and 30")))
                .andExpect(content()
                        .string(matchesPattern(
                                "(?s).*id=\"days\"[^>]* value=\"31\"[^>]* aria-describedby=\"extension-wrong\".*")))
                .andExpect(content().string(matchesPattern("(?s).*value=\"CONSULTATION\"\\s+checked.*")));
    }

    @Test
    void saysByWhenARemovalMustBeAnsweredThatWaitsForTheLookUp() throws Exception {
        var lookUp = "/desk/requests/" + Stage.reference(stage.lookUp(MALLORY));
        web.perform(get(lookUp).principal(() -> CARA))
                .andExpect(content().string(containsString("Extend the time")))
                .andExpect(content().string(not(containsString("also asked to be removed"))));

        var removal = stage.withdraw(MALLORY);

        web.perform(get(lookUp).principal(() -> CARA))
                .andExpect(content().string(containsString("also asked to be removed")))
                .andExpect(content().string(containsString("cannot be extended: more time")));
        requests.cancel(stage.proofOf(MALLORY), Stage.reference(removal));
        web.perform(get(lookUp).principal(() -> CARA))
                .andExpect(content().string(not(containsString("also asked to be removed"))));
    }

    @Test
    void pausesAndResumes() throws Exception {
        web.perform(post(page + "/pause").principal(() -> CARA))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Say for what the request waits")));

        web.perform(post(page + "/pause").param("reason", "PROOF").principal(() -> CARA))
                .andExpect(redirectedUrl(page + "?paused"));
        assertThat(database.sql("select count(*) from notice where kind = 'WAITS_FOR_YOU'")
                        .query(Integer.class)
                        .single())
                .isOne();
        web.perform(get(page).principal(() -> CARA))
                .andExpect(content().string(containsString("proof of identity")))
                .andExpect(content().string(containsString("Resume")));
        web.perform(post(page + "/resume").principal(() -> CARA)).andExpect(redirectedUrl(page + "?resumed"));

        web.perform(post(page + "/resume").principal(() -> CARA))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("is not paused")));
    }

    /** What waits for the person may go on whatever the day; nothing else of the clock can be set then. */
    @Test
    void resumesAfterTheLastDayAndDoesNothingElse() throws Exception {
        page = "/desk/requests/" + Stage.reference(stage.lookUp(MALLORY));
        web.perform(post(page + "/pause").param("reason", "PROOF").principal(() -> CARA));
        web.perform(get(page).principal(() -> CARA))
                .andExpect(content().string(containsString(">Resume</button>")))
                .andExpect(content().string(containsString("Extend the time")))
                .andExpect(content().string(not(containsString("Pause: it waits"))));
        database.sql("update request set due = due - 60, told = told - 60").update();

        web.perform(get(page).principal(() -> CARA))
                .andExpect(content().string(containsString(">Resume</button>")))
                .andExpect(content().string(not(containsString("Pause: it waits"))))
                .andExpect(content().string(not(containsString("Extend the time"))));
        web.perform(get(page).principal(() -> BERTHA))
                .andExpect(content().string(not(containsString(">Resume</button>"))));
        web.perform(post(page + "/resume").principal(() -> CARA)).andExpect(redirectedUrl(page + "?resumed"));

        web.perform(get(page).principal(() -> CARA)).andExpect(content().string(not(containsString("The clock"))));
    }

    @Test
    void offersNoPauseOfWhatGoesOnByItselfAndSaysWhy() throws Exception {
        var removal = stage.withdraw(FRED);
        stage.work();
        of(removal)
                .andExpect(content().string(containsString("Pause, and tell the person")))
                .andExpect(content().string(not(containsString("It cannot be paused"))));

        stage.decideThatNothingHolds(removal);

        of(removal)
                .andExpect(content().string(not(containsString("Pause, and tell the person"))))
                .andExpect(content().string(containsString("It cannot be paused. The person has time to undo")));
        web.perform(post("/desk/requests/" + Stage.reference(removal) + "/pause")
                        .param("reason", "PROOF")
                        .principal(() -> CARA))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Staff cannot stop it either")));
    }

    @Test
    void answersNonsenseWithARefusal() throws Exception {
        web.perform(post(page + "/pause").param("reason", "HOLIDAY").principal(() -> CARA))
                .andExpect(status().isBadRequest());
        web.perform(post(page + "/extension").param("days", "many").principal(() -> CARA))
                .andExpect(status().isBadRequest());
        web.perform(post("/desk/requests/PI-0000-0000-0000/pause").principal(() -> CARA))
                .andExpect(status().isNotFound());
    }

    private ResultActions extend() throws Exception {
        return extend("14", "CONSULTATION");
    }

    private ResultActions extend(String days, String... because) throws Exception {
        return web.perform(post(page + "/extension")
                .param("days", days)
                .params(CollectionUtils.toMultiValueMap(Map.of("because", List.of(because))))
                .principal(() -> CARA));
    }
}

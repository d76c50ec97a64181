package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.pidesk.desk.Rehearsing.BERTHA;
import static org.pidesk.desk.Rehearsing.CARA;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.request.LookUp;
import org.pidesk.request.LookUps;
import org.pidesk.request.Requests;
import org.pidesk.request.Reviews;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** A look-up that is an abuse: who ends it, what the address cannot do for some days, and all that it still can. */
@PiDeskTest
class LookUpAbuseTest {
    private static final String BECAUSE = "A program goes through a list of addresses.";

    @Autowired
    Stage stage;

    @Autowired
    Rehearsing rehearsing;

    @Autowired
    LookUps lookUps;

    @Autowired
    Requests requests;

    @Autowired
    Reviews reviews;

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcClient database;

    private final MockMvc web;
    private String page;

    LookUpAbuseTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void aLookUpIsOpen() {
        page = "/desk/requests/" + Stage.reference(stage.lookUp(MALLORY));
        rehearsing.hire(BERTHA, CARA);
    }

    @Test
    void endsAsCancelledAndThePersonIsToldWhy() throws Exception {
        end(CARA, BECAUSE).andExpect(redirectedUrl(page));
        stage.work();
        stage.work();

        assertThat(database.sql("select status || ' ' || abuse from request")
                        .query(String.class)
                        .single())
                .isEqualTo("CANCELLED true");
        assertThat(database.sql("select count(*) from act_ru_execution")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(Received.by(application).newest(MALLORY.value()))
                .hasValueSatisfying(mail -> assertThat(mail)
                        .contains("We have ended your look-up", BECAUSE, "/review", "complain to the")
                        .doesNotContain("Did you not cancel it yourself?"));
        web.perform(get(page).principal(() -> BERTHA))
                .andExpect(content().string(containsString("Ended as an abuse")))
                .andExpect(content().string(containsString(BECAUSE)));
    }

    @Test
    void staysWhatItWasWhereThePersonCancels() {
        var proof = stage.proofOf(MALLORY);
        requests.cancel(proof, lookUps.of(proof).open().reference());
        stage.work();
        stage.work();

        assertThat(Received.by(application).newest(MALLORY.value()))
                .hasValueSatisfying(mail -> assertThat(mail)
                        .contains("was cancelled", "Did you not cancel it yourself?")
                        .doesNotContain("abuse"));
        assertThat(lookUps.searchAgain(proof)).isPresent();
    }

    @Test
    void startsNoLookUpOfThatAddressForThirtyDays() throws Exception {
        end(CARA, BECAUSE);
        stage.work();
        var proof = stage.proofOf(MALLORY);

        lookUps.lookedUp(proof);
        assertThat(lookUps.searchAgain(proof)).isEmpty();
        assertThat(lookUps.of(proof).restsUntil()).isNotNull();
        assertThat(lookUps.of(proof).earlier())
                .extracting(LookUp.Earlier::ending)
                .containsExactly(LookUp.Ending.ENDED_BY_US);

        stage.pass(Duration.ofDays(30));
        assertThat(lookUps.of(proof).restsUntil()).isNull();
        assertThat(lookUps.searchAgain(proof)).isPresent();
    }

    @Test
    void blocksNoOtherRightAndNobodyElse() throws Exception {
        end(CARA, BECAUSE);
        stage.work();

        assertThat(stage.withdraw(MALLORY)).isNotNull();
        assertThat(lookUps.of(stage.proofOf(THANDI)).restsUntil()).isNull();
    }

    @Test
    void isLiftedByAReviewThatOpensItAgain() throws Exception {
        end(CARA, BECAUSE);
        stage.work();
        var reference = lookUps.of(stage.proofOf(MALLORY)).earlier().get(0).reference();
        reviews.ask(reference, "I am a person, and I ask for myself.", Reviews.PERSON);

        reviews.decide(reference, Map.of("decision", "REOPEN", "words", "We were wrong, and search now."), "thabo");

        assertThat(lookUps.of(stage.proofOf(MALLORY)).restsUntil()).isNull();
        assertThat(lookUps.of(stage.proofOf(MALLORY)).open()).isNotNull();
    }

    @Test
    void keepsNoAddressThatAnybodyCouldRead() throws Exception {
        end(CARA, BECAUSE);

        assertThat(database.sql("select p::text from look_up_pause p")
                        .query(String.class)
                        .single())
                .doesNotContain("mallory");
        assertThat(database.sql("select count(*) from look_up_pause p join request_address using (fingerprint)")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void isEndedByComplianceManagersAloneWithAReason() throws Exception {
        end(BERTHA, BECAUSE).andExpect(status().isForbidden());
        end(CARA, "no").andExpect(status().isBadRequest());
        web.perform(get(page).principal(() -> BERTHA))
                .andExpect(content().string(not(containsString("End this look-up as an abuse"))));
        web.perform(get(page).principal(() -> CARA))
                .andExpect(content().string(containsString("End this look-up as an abuse")));
        page = "/desk/requests/" + Stage.reference(stage.withdraw(THANDI));

        end(CARA, BECAUSE)
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Only an open look-up")));

        assertThat(database.sql("select count(*) from look_up_pause")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private ResultActions end(String who, String because) throws Exception {
        return web.perform(post(page + "/abuse").param("because", because).principal(() -> who));
    }
}

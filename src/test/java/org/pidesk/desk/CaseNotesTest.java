package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;
import static org.pidesk.desk.Rehearsing.BERTHA;
import static org.pidesk.desk.Rehearsing.BONGANI;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.Reference;
import org.pidesk.request.Stage;
import org.pidesk.vault.Vault;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** What staff note on a case: who reads it, and what becomes of it. */
@PiDeskTest
class CaseNotesTest {
    @Autowired
    Stage stage;

    @Autowired
    Rehearsing rehearsing;

    @Autowired
    Vault vault;

    @Autowired
    JdbcClient database;

    @Autowired
    Clock clock;

    private final MockMvc web;
    private Reference reference;
    private String page;

    CaseNotesTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void aCaseIsOpen() {
        reference = Stage.reference(stage.withdraw(THANDI));
        page = "/desk/requests/" + reference;
        rehearsing.hire(BERTHA, BONGANI);
    }

    @Test
    void standOnTheCaseInTheirOrder() throws Exception {
        write(BERTHA, "Thandi rang and was friendly.").andExpect(redirectedUrl(page));
        write(BONGANI, "Rang back; <b>she</b> will wait.").andExpect(redirectedUrl(page));

        web.perform(get(page).principal(() -> BONGANI))
                .andExpect(content()
                        .string(stringContainsInOrder(
                                "Thandi rang and was friendly.",
                                "by Bertha Nkosi",
                                "&lt;b&gt;she&lt;/b&gt; will wait.",
                                "by Bongani Zulu")));
    }

    @Test
    void areSealedAndTheLogKnowsOnlyThatTheyWereWritten() throws Exception {
        write(BERTHA, "Thandi rang and was friendly.");

        assertThat(database.sql("select kind || ' ' || actor || ' ' || detail from fact where kind like 'NOTE%'")
                        .query(String.class)
                        .list())
                .containsExactly("NOTE_WRITTEN bertha ");
        assertThat(database.sql("select count(*) from vault_envelope where name = 'notes'")
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(database.sql("select count(*) from act_hi_comment")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void areDestroyedWithTheEvidence() throws Exception {
        write(BERTHA, "Thandi rang and was friendly.");

        assertThat(vault.keptUntil(reference, "notes"))
                .isPresent()
                .isEqualTo(vault.keptUntil(reference, "evidence"))
                .hasValueSatisfying(until -> assertThat(until).isAfter(LocalDate.now(clock)));
        vault.destroy(reference, "evidence");

        write(BERTHA, "Once more, a little too late.")
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("evidence of this case is destroyed")));
    }

    @Test
    void areNotTakenWhenThereIsNothingToRead() throws Exception {
        write(BERTHA, "   hm   ")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("at least ten characters")))
                .andExpect(content().string(containsString("hm")));
        write(BERTHA, "x".repeat(2001)).andExpect(status().isBadRequest());
    }

    @Test
    void areThereForTheOwnOrganisationAlone() throws Exception {
        write(BERTHA, "Thandi rang and was friendly.");
        database.sql("update staff_member set organisation = 'sea-point-cars' where username = 'bongani'")
                .update();

        write(BONGANI, "Somebody else’s customer.").andExpect(status().isNotFound());
        web.perform(get(page).principal(() -> BONGANI))
                .andExpect(status().isNotFound())
                .andExpect(content().string(not(containsString("friendly"))));
    }

    private ResultActions write(String who, String note) throws Exception {
        return web.perform(post(page + "/notes").param("note", note).principal(() -> who));
    }
}

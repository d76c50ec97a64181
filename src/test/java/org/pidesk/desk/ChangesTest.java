package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.FREDS_MOBILE;
import static org.pidesk.sandbox.SamplePeople.FREDS_NUMBER;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.activity.ActivityLog;
import org.pidesk.contact.Field;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.request.Stage;
import org.pidesk.sla.Deadlines;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.pidesk.vault.Vault;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The record of all customer changes, as staff read it. */
@PiDeskTest
class ChangesTest {
    private static final String CHANGES = "/desk/changes";
    private static final String NALEDI = "naledi-of-abc";
    private static final String ZODWA = "zodwa-of-sea-point";
    private static final String ADA = "ada-of-nobody";

    @Autowired
    Stage stage;

    @Autowired
    StaffMembers staff;

    @Autowired
    ActivityLog activity;

    @Autowired
    JdbcClient database;

    @Autowired
    Vault vault;

    @Autowired
    Clock clock;

    private final MockMvc web;

    ChangesTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void hire() {
        stage.proofOf(FRED);
        hire(NALEDI, Role.DEALERSHIP_STAFF, new OrganisationId("abc-motors"));
        hire(ZODWA, Role.DEALERSHIP_STAFF, new OrganisationId("sea-point-cars"));
        hire(ADA, Role.ADMINISTRATOR, null);
    }

    private void hire(String username, Role role, OrganisationId organisation) {
        staff.register(Hires.member(username, "Somebody", role, organisation), "correct horse battery");
    }

    @Test
    void listsWhatCustomersAskedForOfTheOwnOrganisationOnly() throws Exception {
        var reference = altered();

        web.perform(get(CHANGES).principal(() -> NALEDI))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(reference.value())))
                .andExpect(content().string(not(containsString("Hound"))));
        web.perform(get(CHANGES).principal(() -> ZODWA)).andExpect(content().string(containsString("No changes.")));
        web.perform(get(CHANGES).principal(() -> ADA)).andExpect(status().isNotFound());
    }

    @Test
    void filtersByTypeAndDay() throws Exception {
        var reference = altered().value();

        assertFound("?type=ALTERATION&from=&to=", reference, true);
        assertFound("?type=WITHDRAWAL", reference, false);
        assertFound("?from=2020-01-01&to=2020-12-31", reference, false);
        assertFound("?from=2020-01-01", reference, true);
        assertFound("?page=1", reference, false);
    }

    private void assertFound(String query, String reference, boolean found) throws Exception {
        web.perform(get(CHANGES + query).principal(() -> NALEDI))
                .andExpect(status().isOk())
                .andExpect(content().string(found ? containsString(reference) : not(containsString(reference))));
    }

    @Test
    void findsAPersonByAddressAndNumberInAForm() throws Exception {
        var reference = altered().value();
        stage.withdraw(THANDI);

        for (var person : new String[] {FRED.value(), FREDS_MOBILE.value(), "083 656 7788", "" + FREDS_NUMBER}) {
            web.perform(post(CHANGES).param("person", person).principal(() -> NALEDI))
                    .andExpect(content().string(containsString(reference)))
                    .andExpect(content().string(not(containsString("<td>Withdrawal of consent"))));
        }
        for (var stranger : new String[] {"", "nobody@example.com", "1", "no address"}) {
            web.perform(post(CHANGES).param("person", stranger).principal(() -> NALEDI))
                    .andExpect(content().string(containsString("No changes.")));
        }
        web.perform(post(CHANGES).param("person", FRED.value()).principal(() -> ZODWA))
                .andExpect(content().string(containsString("No changes.")));
    }

    @Test
    void recordsWhoSearchedAndHowManyWereFoundAndNeverForWhom() throws Exception {
        altered();
        web.perform(post(CHANGES).param("person", FRED.value()).principal(() -> NALEDI));
        web.perform(post(CHANGES).param("person", "" + FREDS_NUMBER).principal(() -> NALEDI));
        web.perform(post(CHANGES).param("person", "nobody@example.com").principal(() -> NALEDI));
        web.perform(post(CHANGES).param("person", FRED.value()).principal(() -> ZODWA));
        web.perform(post(CHANGES).param("person", FRED.value()).principal(() -> ADA));
        web.perform(get(CHANGES).principal(() -> NALEDI));

        var ours = "naledi-of-abc found=%d;organisation=of-abc-motors;page=CHANGES";
        assertThat(LoggedSearches.in(database))
                .containsExactly(
                        ours.formatted(1),
                        ours.formatted(1),
                        ours.formatted(0),
                        "zodwa-of-sea-point found=0;organisation=of-sea-point-cars;page=CHANGES");
        assertThat(LoggedSearches.found(database))
                .hasSize(2)
                .containsOnly(database.sql("select pseudonym from contact where number = " + FREDS_NUMBER)
                        .query(String.class)
                        .single());
        assertThat(LoggedSearches.say(database, FRED.value(), "nobody@example.com", "" + FREDS_NUMBER))
                .isFalse();
    }

    @Test
    void showsWasAndChangedAndRecordsWhoRead() throws Exception {
        var reference = altered();

        web.perform(get(CHANGES + "/" + reference).principal(() -> NALEDI))
                .andExpect(content().string(containsString("Basset")))
                .andExpect(content().string(containsString("Hound")))
                .andExpect(content().string(containsString("Customer " + FREDS_NUMBER)));

        assertThat(activity.of(reference))
                .anyMatch(entry -> entry.fact().kind().equals("CHANGE_READ")
                        && entry.fact().actor().equals(NALEDI));
    }

    @Test
    void showsTheOtherDealershipNoChangeAndRecordsNothing() throws Exception {
        var reference = altered();

        web.perform(get(CHANGES + "/" + reference).principal(() -> ZODWA)).andExpect(status().isNotFound());
        web.perform(get(CHANGES + "/anything").principal(() -> NALEDI)).andExpect(status().isNotFound());

        assertThat(activity.of(reference))
                .noneMatch(entry -> entry.fact().kind().equals("CHANGE_READ"));
    }

    @Test
    void saysOnlyThatItHappenedAfterADeIdentification() throws Exception {
        var reference = altered();
        stage.carryThrough(FRED);

        web.perform(get(CHANGES + "/" + reference).principal(() -> NALEDI))
                .andExpect(content().string(containsString("It happened.")))
                .andExpect(content().string(not(containsString("Basset"))))
                .andExpect(content().string(not(containsString("Hound"))));
    }

    @Test
    void keepsWhatItWasSealedUntilTheEvidenceEnds() throws Exception {
        var reference = altered();
        var until = vault.keptUntil(reference, "alteration");
        assertThat(until).isPresent().isEqualTo(vault.keptUntil(reference, "evidence"));

        stage.pass(Duration.ofDays(
                until.get().toEpochDay() - Deadlines.dayOf(clock.instant()).toEpochDay() + 1));
        vault.sweep();

        assertThat(vault.keptUntil(reference, "alteration")).isEmpty();
        web.perform(get(CHANGES + "/" + reference).principal(() -> NALEDI))
                .andExpect(content().string(containsString("It happened.")))
                .andExpect(content().string(not(containsString("Hound"))));
    }

    /** Fred's surname, everywhere. */
    private Reference altered() {
        var process = stage.alter(FRED, Map.of(Field.SURNAME, "Hound"));
        stage.work();
        stage.answerEverywhere(process, Map.of("SURNAME", "DONE"));
        stage.pass(Duration.ofHours(25));
        return Stage.reference(process);
    }
}

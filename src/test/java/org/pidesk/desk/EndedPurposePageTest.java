package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Staff say that the purpose of a record has ended. */
@PiDeskTest
class EndedPurposePageTest {
    private static final String PAGE = "/desk/de-identify";
    private static final String NALEDI = "naledi";
    private static final String ADA = "ada";
    private static final String REASON = "Sold the car years ago, and no law asks for it.";

    @Autowired
    SamplePeople people;

    @Autowired
    StaffMembers staff;

    @Autowired
    Contacts contacts;

    @Autowired
    JdbcClient database;

    private final MockMvc web;

    EndedPurposePageTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void everybodyIsHere() {
        people.moveIn();
        staff.register(Hires.member(NALEDI, "Naledi", Role.DEALERSHIP_STAFF, ABC_MOTORS), "a password of a test");
        staff.register(Hires.member(ADA, "Ada", Role.ADMINISTRATOR, null), "a password of a test");
    }

    @Test
    void isThereForThoseOfAnOrganisationAlone() throws Exception {
        web.perform(get(PAGE).principal(() -> NALEDI)).andExpect(status().isOk());
        web.perform(get(PAGE).principal(() -> ADA)).andExpect(status().isNotFound());
    }

    @Test
    void findsARecordByAddressAndByNumber() throws Exception {
        find("fred@SEA.example.com").andExpect(content().string(containsString("19713570")));
        find("083 656 7788").andExpect(content().string(containsString("Fred Basset")));
        find("19713570").andExpect(content().string(containsString("Fred Basset")));
        find("nobody@example.com").andExpect(status().isUnprocessableEntity());
    }

    @Test
    void findsARecordByANumberAsLongAsItIs() throws Exception {
        for (var aisha : contacts.heldAt(ABC_MOTORS, AISHA)) {
            find(String.valueOf(aisha.number())).andExpect(content().string(containsString("Aisha Khan")));
        }
    }

    @Test
    void recordsWhoSearchedAndHowManyWereFoundAndNeverForWhom() throws Exception {
        find(AISHA.value());
        find("19713570");
        find("nobody@example.com");
        find("no address");
        web.perform(get(PAGE).principal(() -> NALEDI));
        web.perform(post(PAGE + "/find").param("what", FRED.value()).principal(() -> ADA));

        var said = "naledi found=%d;organisation=of-abc-motors;page=DE_IDENTIFY";
        assertThat(LoggedSearches.in(database))
                .containsExactly(said.formatted(2), said.formatted(1), said.formatted(0), said.formatted(0));
        assertThat(LoggedSearches.found(database))
                .containsExactlyInAnyOrderElementsOf(Stream.of(AISHA, FRED)
                        .flatMap(address -> contacts.heldAt(ABC_MOTORS, address).stream())
                        .map(record -> record.pseudonym().toString())
                        .toList());
        assertThat(LoggedSearches.say(database, AISHA.value(), "19713570", "nobody@example.com", "no address"))
                .isFalse();
    }

    @Test
    void countsAReasonAsItsAuthorDoes() throws Exception {
        var line = "Sold the car years ago.\r\n";
        var longest = line.repeat(2000 / (line.length() - 1)).strip();
        assertThat(longest).hasSizeGreaterThan(2000);

        begin(fred(), longest + "\r\n" + longest)
                .andExpect(content().string(containsString("Use 2000 characters at most.")));
        begin(fred(), longest).andExpect(status().is3xxRedirection());
    }

    @Test
    void beginsACaseThatNobodyAskedFor() throws Exception {
        begin(fred(), REASON).andExpect(status().is3xxRedirection());

        assertThat(contacts.get(fred()).state()).isEqualTo(Contact.State.RESTRICTED);
        assertThat(database.sql("select started_by from request")
                        .query(String.class)
                        .list())
                .containsExactly(NALEDI);
    }

    @Test
    void asksForAReason() throws Exception {
        begin(fred(), "Old.").andExpect(content().string(containsString("Say in a sentence why")));

        assertThat(contacts.get(fred()).state()).isEqualTo(Contact.State.ACTIVE);
    }

    /** A reason that is too short has the record shown again. */
    @Test
    void recordsWhoseRecordIsShownWithAReasonThatIsNotTaken() throws Exception {
        begin(fred(), "Old.").andExpect(content().string(containsString("Fred Basset")));

        assertThat(LoggedSearches.in(database))
                .containsExactly("naledi found=1;organisation=of-abc-motors;page=DE_IDENTIFY");
        assertThat(LoggedSearches.found(database))
                .containsExactly(contacts.get(fred()).pseudonym().toString());

        begin(fred(), REASON).andExpect(status().is3xxRedirection());
        assertThat(LoggedSearches.in(database)).hasSize(1);
    }

    @Test
    void hidesTheRecordsOfAnotherOrganisation() throws Exception {
        var elsewhere = contacts.heldAt(SEA_POINT_CARS, THANDI).get(0);

        find(String.valueOf(elsewhere.number())).andExpect(content().string(not(containsString("Nkosi"))));
        begin(elsewhere.id(), REASON).andExpect(status().isNotFound());

        assertThat(contacts.get(elsewhere.id()).state()).isEqualTo(Contact.State.ACTIVE);
    }

    private UUID fred() {
        return contacts.heldAt(ABC_MOTORS, FRED).get(0).id();
    }

    private ResultActions find(String what) throws Exception {
        return web.perform(post(PAGE + "/find").param("what", what).principal(() -> NALEDI));
    }

    private ResultActions begin(UUID record, String reason) throws Exception {
        return web.perform(post(PAGE)
                .param("record", record.toString())
                .param("reason", reason)
                .principal(() -> NALEDI));
    }
}

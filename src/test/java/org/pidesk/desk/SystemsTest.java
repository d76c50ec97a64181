package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.pidesk.desk.Rehearsing.ADA;
import static org.pidesk.desk.Rehearsing.BERTHA;
import static org.pidesk.desk.Rehearsing.CARA;
import static org.pidesk.desk.Rehearsing.OTTO_OF_THE_OTHER;
import static org.pidesk.desk.Rehearsing.PASSWORD;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Outcome;
import org.pidesk.operator.ProcessingSystem;
import org.pidesk.operator.Register;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@PiDeskTest
class SystemsTest {
    static final OrganisationId ABC = new OrganisationId("abc-motors");
    static final Map<String, String> COASTAL = Map.ofEntries(
            Map.entry("kind", "OPERATOR"),
            Map.entry("name", "Coastal Mailings"),
            Map.entry("holds", "Names and email addresses of newsletter readers"),
            Map.entry("purpose", "Newsletters"),
            Map.entry("contract", "Operator agreement 17"),
            Map.entry("contractDate", "2025-02-14"),
            Map.entry("contactName", "Support desk"),
            Map.entry("contactEmail", "support@coastal.example.com"),
            Map.entry("contactPhone", "021 555 0710"),
            Map.entry("breachContact", "021 555 0799, day and night"),
            Map.entry("region", "Dublin, Ireland"),
            Map.entry("transferGround", "LIKE_PROTECTION"),
            Map.entry("lookUp", "Search by email."),
            Map.entry("change", "Change the profile."),
            Map.entry("deIdentify", "Choose «Erase»."));

    @LocalServerPort
    int port;

    @Autowired
    Rehearsing stage;

    @Autowired
    Register register;

    @Autowired
    Operators operators;

    private final MockMvc web;
    private String entry;

    SystemsTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void begin() {
        stage.begin();
        stage.hire(BERTHA, CARA, OTTO_OF_THE_OTHER, ADA);
        entry = "/desk/systems/" + register.add(ABC, COASTAL, CARA);
    }

    @AfterEach
    void end() {
        stage.end();
    }

    @Test
    void showsStaffTheRegisterAndNothingToChangeItWith() throws Exception {
        for (var page : List.of("/desk/systems", entry)) {
            read(BERTHA, page)
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("Coastal Mailings")))
                    .andExpect(content().string(containsString("021 555 0710")))
                    .andExpect(content().string(not(containsString("<form"))))
                    .andExpect(content().string(not(containsString("Add a system"))));
        }
    }

    @Test
    void letsNobodyButComplianceManagersChangeAnything() throws Exception {
        for (var form : List.of("/desk/systems/new", entry + "/edit")) {
            read(CARA, form).andExpect(status().isOk());
            read(BERTHA, form).andExpect(status().isForbidden());
            read(ADA, form).andExpect(status().isNotFound());
        }
        for (var address : List.of("/desk/systems", entry, entry + "/step")) {
            send(BERTHA, address, with("step", "SUSPEND")).andExpect(status().isForbidden());
            send(ADA, address, with("step", "SUSPEND")).andExpect(status().isNotFound());
        }
        assertThat(system().edition()).isZero();
        assertThat(register.of(ABC)).hasSize(1);
    }

    @Test
    void showsNobodyTheRegisterOfAnotherOrganisation() throws Exception {
        read(OTTO_OF_THE_OTHER, "/desk/systems")
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("Coastal"))));
        read(OTTO_OF_THE_OTHER, entry).andExpect(status().isNotFound());
        read(CARA, "/desk/systems/" + UUID.randomUUID()).andExpect(status().isNotFound());
        read(CARA, "/desk/systems/anything").andExpect(status().isNotFound());
        for (var page : List.of("/desk/systems", entry)) {
            read(ADA, page).andExpect(status().isNotFound());
        }
    }

    @Test
    void namesTheCasesThatWereClosedWithoutItsAnswer() throws Exception {
        var answered = Reference.random();
        var unanswered = Reference.random();
        operators.answer(answered, system().id(), Outcome.NOT_FOUND, BERTHA);
        read(BERTHA, entry).andExpect(content().string(not(containsString("Closed without its answer"))));

        operators.answer(unanswered, system().id(), Outcome.UNANSWERED, CARA);

        read(BERTHA, entry)
                .andExpect(content().string(containsString("Closed without its answer")))
                .andExpect(content().string(containsString("href=\"/desk/requests/" + unanswered + "\"")))
                .andExpect(content().string(not(containsString(answered.value()))));
        read(OTTO_OF_THE_OTHER, entry).andExpect(status().isNotFound());
    }

    @Test
    void addsASystemAndTellsWhoDidIt() throws Exception {
        var added = send(CARA, "/desk/systems", with("name", "Harbour Prints"))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();

        read(CARA, added)
                .andExpect(content().string(containsString("Harbour Prints")))
                .andExpect(content().string(containsString("by Cara Jacobs")))
                .andExpect(content().string(containsString("14 February 2025")))
                .andExpect(content().string(containsString("section 72(1)(a)")));
    }

    @Test
    void saysBesideTheFieldWhatIsWrongAndLosesNothing() throws Exception {
        send(CARA, entry, with("contactEmail", "no <address>", "holds", "Everything, typed with care"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Email: Enter an email address like name@example.com.")))
                .andExpect(
                        content().string(containsString("aria-describedby=\"contactEmail-wrong contactEmail-hint\"")))
                .andExpect(content().string(containsString("value=\"no &lt;address&gt;\"")))
                .andExpect(content().string(containsString("Everything, typed with care")));

        assertThat(system().edition()).isZero();
    }

    @Test
    void changesAnEntryAndShowsHowItStoodBefore() throws Exception {
        send(CARA, entry, with("contactPhone", "021 555 0711")).andExpect(redirectedUrl(entry));

        read(BERTHA, entry)
                .andExpect(content().string(containsString("<del>021 555 0710</del>")))
                .andExpect(content().string(containsString("021 555 0711</ins>")));
    }

    @Test
    void showsTheSecondOfTwoWhatTheFirstChanged() throws Exception {
        send(CARA, entry, with("contactPhone", "021 555 0711", "region", "Cork"))
                .andExpect(redirectedUrl(entry));

        var late = send(CARA, entry, with("contactPhone", "021 555 0712", "purpose", "Birthday cards"))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Cara Jacobs changed this entry while you were writing.")))
                .andExpect(content().string(containsString("Cara Jacobs wrote here meanwhile: 021 555 0711")))
                .andExpect(content().string(containsString("you had left it alone")));
        late.andExpect(content().string(containsString("value=\"021 555 0712\"")))
                .andExpect(content().string(containsString("value=\"Cork\"")))
                .andExpect(content().string(containsString("Birthday cards")))
                .andExpect(content().string(containsString("name=\"version\" value=\"1\"")));
        assertThat(system().particulars().contactPhone()).isEqualTo("021 555 0711");
    }

    @Test
    void suspendsOnlyForAReason() throws Exception {
        send(CARA, entry + "/step", Map.of("version", "0", "step", "SUSPEND"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Say why, for whoever asks later.")));

        send(CARA, entry + "/step", Map.of("version", "0", "step", "SUSPEND", "because", "It was broken into."))
                .andExpect(redirectedUrl(entry));

        read(BERTHA, "/desk/systems").andExpect(content().string(containsString("No, suspended since")));
        send(CARA, entry + "/step", Map.of("version", "1", "step", "TAKE_UP"))
                .andExpect(redirectedUrl(entry))
                .andExpect(flash().attribute("done", containsString("closed cases that left it out go on")));
        assertThat(system().isSuspended()).isFalse();
    }

    @Test
    void keepsTheReasonWhenAnotherWasQuicker() throws Exception {
        send(CARA, entry, with("region", "Cork"));

        send(CARA, entry + "/step", Map.of("version", "0", "step", "REMOVE", "because", "The contract ended."))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Cara Jacobs changed this entry meanwhile.")))
                .andExpect(content().string(containsString(">The contract ended.</textarea>")));
        assertThat(system().isRemoved()).isFalse();
    }

    @Test
    void keepsWhatHasLeftToBeReadAndNotToBeChanged() throws Exception {
        send(CARA, entry + "/step", Map.of("version", "0", "step", "REMOVE", "because", "The contract ended."))
                .andExpect(redirectedUrl(entry));

        read(CARA, "/desk/systems").andExpect(content().string(containsString("Have left the register")));
        read(CARA, entry)
                .andExpect(content().string(containsString("The contract ended.")))
                .andExpect(content().string(not(containsString("<form"))));
        read(CARA, entry + "/edit").andExpect(status().isNotFound());
        send(CARA, entry, with("version", "1")).andExpect(status().isNotFound());
        send(CARA, entry + "/step", Map.of("version", "1", "step", "TAKE_UP")).andExpect(status().isNotFound());
    }

    @Test
    void takesNothingWithoutASignInOrWithoutTheTokenOfItsPage() {
        assertThat(new Visitor(port).get("/desk/systems").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));
        var cara = new Visitor(port);
        cara.signIn(CARA, PASSWORD);

        var page = cara.get(entry);
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(cara.submit("/desk/systems", entry, with("region", "Cork")).statusCode())
                .as("the list has no form, so no token")
                .isEqualTo(403);
        assertThat(cara.submit(entry, entry, with("region", "Cork")).statusCode())
                .isEqualTo(302);
        assertThat(system().particulars().region()).isEqualTo("Cork");
    }

    private ProcessingSystem system() {
        return register.get(ABC, UUID.fromString(entry.substring(entry.lastIndexOf('/') + 1)));
    }

    private static Map<String, String> with(String... differently) {
        var typed = new HashMap<>(COASTAL);
        typed.put("version", "0");
        for (int i = 0; i < differently.length; i += 2) {
            typed.put(differently[i], differently[i + 1]);
        }
        return typed;
    }

    private ResultActions read(String who, String page) throws Exception {
        return web.perform(get(page).principal(() -> who));
    }

    private ResultActions send(String who, String address, Map<String, String> fields) throws Exception {
        var form = post(address).principal(() -> who);
        fields.forEach(form::param);
        return web.perform(form);
    }
}

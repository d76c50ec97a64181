package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.pidesk.desk.Rehearsing.ADA;
import static org.pidesk.desk.Rehearsing.BERTHA;
import static org.pidesk.desk.Rehearsing.BONGANI;
import static org.pidesk.desk.Rehearsing.CARA;
import static org.pidesk.desk.Rehearsing.OTTO_OF_THE_OTHER;
import static org.pidesk.desk.Rehearsing.PASSWORD;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.signin.Scene;
import org.pidesk.staff.Role;
import org.pidesk.staff.SecondFactors;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The pages of accounts: who sees whose, and what can be done there. */
@PiDeskTest
class UsersTest {
    private static final String PAGE = "/desk/users";
    private static final Pattern EDITION = Pattern.compile("name=\"edition\" value=\"([^\"]+)\"");

    @Autowired
    Rehearsing stage;

    @Autowired
    StaffMembers staff;

    @Autowired
    SecondFactors factors;

    @Autowired
    Scene scene;

    @Autowired
    TaskService tasks;

    private final MockMvc web;

    UsersTest(@Autowired WebApplicationContext context) {
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
    void showAdministratorsAllAccountsAndComplianceManagersTheirStaff() throws Exception {
        open(PAGE, ADA)
                .andExpect(content().string(containsString("Bertha Nkosi")))
                .andExpect(content().string(containsString("Cara Jacobs")))
                .andExpect(content().string(containsString("Otto Vos")));
        open(PAGE, CARA)
                .andExpect(content().string(containsString("Bertha Nkosi")))
                .andExpect(content().string(not(containsString("Cara Jacobs"))))
                .andExpect(content().string(not(containsString("Otto Vos"))));
    }

    @Test
    void areNotThereForStaffNorForAccountsOfOthers() throws Exception {
        for (var page : List.of("", "/new", "/bertha", "/bertha/edit")) {
            open(PAGE + page, BERTHA).andExpect(status().isNotFound());
        }
        for (var other : List.of("otto", "ada", "nobody", "Bertha")) {
            open(PAGE + "/" + other, CARA).andExpect(status().isNotFound());
            for (var action : List.of("edit", "disable", "enable", "invite", "end-sessions", "reset-second-factor")) {
                web.perform(post(PAGE + "/" + other + "/" + action)
                                .param("name", "Otto")
                                .param("email", "otto@pi-desk.example")
                                .param("role", "DEALERSHIP_STAFF")
                                .param("organisation", "abc-motors")
                                .principal(() -> CARA))
                        .andExpect(status().isNotFound());
            }
        }
        assertThat(staff.find("otto")).isPresent();
    }

    @Test
    void takeSomebodyNewIn() throws Exception {
        invite("thabo", "Thabo Maseko", "thabo@abc-motors.example", "DEALERSHIP_STAFF", "abc-motors", CARA)
                .andExpect(redirectedUrl(PAGE + "/thabo"));

        open(PAGE + "/thabo", CARA)
                .andExpect(content().string(containsString("Invited")))
                .andExpect(content().string(containsString("Send the invitation again")))
                .andExpect(content().string(containsString("by Cara Jacobs: Staff")))
                .andExpect(content().string(not(containsString("End all sessions"))));
    }

    @Test
    void askOnceMoreBeforeAMailboxGetsASecondAccount() throws Exception {
        var address = staff.find(BERTHA).orElseThrow().email().value();

        invite("thabo", "Thabo Maseko", address, "DEALERSHIP_STAFF", "abc-motors", CARA)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Nobody was invited yet")))
                .andExpect(content().string(containsString("Bertha Nkosi")))
                .andExpect(content().string(containsString("name=\"shared\" value=\"" + address + "\"")));
        assertThat(staff.find("thabo")).isEmpty();

        // who wants it for one mailbox has not been asked about another
        var another = staff.find(CARA).orElseThrow().email().value();
        web.perform(inviting("thabo", "Thabo Maseko", another, "DEALERSHIP_STAFF", "abc-motors", ADA)
                        .param("shared", address))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Cara Jacobs")));
        assertThat(staff.find("thabo")).isEmpty();

        web.perform(inviting("thabo", "Thabo Maseko", address, "DEALERSHIP_STAFF", "abc-motors", CARA)
                        .param("shared", address))
                .andExpect(redirectedUrl(PAGE + "/thabo"));
    }

    @Test
    void sayOfAFormThatIsSentTwiceThatTheNameIsTaken() throws Exception {
        invite("thabo", "Thabo Maseko", "thabo@abc-motors.example", "DEALERSHIP_STAFF", "abc-motors", CARA)
                .andExpect(redirectedUrl(PAGE + "/thabo"));

        invite("thabo", "Thabo Maseko", "thabo@abc-motors.example", "DEALERSHIP_STAFF", "abc-motors", CARA)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("is taken")))
                .andExpect(content().string(not(containsString("Nobody was invited yet"))));
    }

    @Test
    void tellNobodyOfAMailboxWhoseAccountTheyDoNotKeep() throws Exception {
        var address = staff.find(OTTO_OF_THE_OTHER).orElseThrow().email().value();

        invite("thabo", "Thabo Maseko", address, "DEALERSHIP_STAFF", "abc-motors", CARA)
                .andExpect(redirectedUrl(PAGE + "/thabo"));
    }

    @ParameterizedTest
    @CsvSource({
        "disable, Close the account of Bertha Nkosi?",
        "enable, Open the account of Bertha Nkosi again?",
        "end-sessions, End all sessions of Bertha Nkosi?",
        "reset-second-factor, Take the second factor away from Bertha Nkosi?"
    })
    void askBeforeSomebodyIsThrownOutOrLetIn(String act, String question) throws Exception {
        open(PAGE + "/bertha/" + act, CARA)
                .andExpect(content().string(containsString(question)))
                .andExpect(content().string(containsString("Leave it as it is")));
        open(PAGE + "/otto/" + act, CARA).andExpect(status().isNotFound());

        assertThat(staff.find(BERTHA)).isPresent();
    }

    @Test
    void sayWhatBecomesOfTheTasksOfAnAccountThatIsClosed() throws Exception {
        var task = stage.rehearse();
        tasks.claim(task, BERTHA);
        open(PAGE + "/bertha/disable", CARA)
                .andExpect(content().string(containsString("Tasks that they have claimed are open to their")));
        assertThat(assigneeOf(task)).isEqualTo(BERTHA);

        act("bertha", "disable", CARA);

        assertThat(assigneeOf(task)).isNull();
    }

    private String assigneeOf(String task) {
        return tasks.createTaskQuery().taskId(task).singleResult().getAssignee();
    }

    @Test
    void sayOnTheLogWhatTheButtonsSay() throws Exception {
        act("bertha", "end-sessions", CARA);
        act("bertha", "disable", CARA);

        open(PAGE + "/bertha", CARA)
                .andExpect(content().string(containsString("All sessions ended")))
                .andExpect(content().string(containsString("Account closed")))
                .andExpect(content().string(not(containsString("disabled"))));
    }

    @Test
    void sayWhatHappenedWithBrowsersAndWhyTheHouseItselfEndedSessions() throws Exception {
        scene.open();
        scene.callSupport();

        open(PAGE + "/naledi", CARA)
                .andExpect(content().string(containsString("Sign-in in an unknown browser, asked about by mail")))
                .andExpect(content().string(containsString("All sessions ended, because somebody else may know")));
    }

    @ParameterizedTest
    @CsvSource({
        "bertha, Bertha, b@abc-motors.example, username, is taken",
        "Th abo, Thabo, t@abc-motors.example, username, small letters",
        "thabo, <b>, t@abc-motors.example, name, first and last name",
        "thabo, Thabo, nowhere, email, email address"
    })
    void sayWhatIsWrongWithAnAccount(String username, String name, String email, String field, String why)
            throws Exception {
        invite(username, name, email, "DEALERSHIP_STAFF", "abc-motors", ADA)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString(why)))
                .andExpect(content().string(containsString("id=\"mistake\"")));

        assertThat(staff.find("thabo")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"COMPLIANCE_MANAGER, abc-motors", "ADMINISTRATOR, abc-motors", "DEALERSHIP_STAFF, other-motors"})
    void letComplianceManagersMakeNobodyBeyondTheirStaff(String role, String organisation) throws Exception {
        invite("thabo", "Thabo", "t@abc-motors.example", role, organisation, CARA)
                .andExpect(status().isBadRequest());

        assertThat(staff.find("thabo")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"KING, abc-motors", "DEALERSHIP_STAFF, nowhere", "DEALERSHIP_STAFF, ''"})
    void takeNothingThatNoListOffers(String role, String organisation) throws Exception {
        invite("thabo", "Thabo", "t@abc-motors.example", role, organisation, ADA)
                .andExpect(status().isBadRequest());

        assertThat(staff.find("thabo")).isEmpty();
    }

    @Test
    void changeAnAccount() throws Exception {
        web.perform(changing("Bertha Zulu", "bertha@abc-motors.example", "COMPLIANCE_MANAGER", editionOfBertha())
                        .param("username", "otto"))
                .andExpect(redirectedUrl(PAGE + "/bertha"));

        assertThat(staff.find("bertha").orElseThrow().role()).isEqualTo(Role.COMPLIANCE_MANAGER);
        assertThat(staff.find("otto").orElseThrow().name()).isEqualTo("Otto Vos");
        open(PAGE + "/bertha", ADA)
                .andExpect(content().string(containsString("Account changed")))
                .andExpect(content().string(containsString("changed: name, email, role")));
    }

    @Test
    void bringNothingBackFromAFormThatIsOlderThanTheAccount() throws Exception {
        var old = editionOfBertha();
        web.perform(changing("Bertha Nkosi", "bertha@new.example", "COMPLIANCE_MANAGER", editionOfBertha()))
                .andExpect(redirectedUrl(PAGE + "/bertha"));

        web.perform(changing("Bertha Zulu", "bertha@old.example", "DEALERSHIP_STAFF", old))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Somebody else changed this account")))
                .andExpect(content().string(containsString("value=\"bertha@new.example\"")))
                .andExpect(content().string(not(containsString("Zulu"))));
        assertThat(staff.find(BERTHA).orElseThrow())
                .returns("Bertha Nkosi", StaffMember::name)
                .returns(Role.COMPLIANCE_MANAGER, StaffMember::role);

        web.perform(changing("Bertha Zulu", "bertha@new.example", "COMPLIANCE_MANAGER", editionOfBertha()))
                .andExpect(redirectedUrl(PAGE + "/bertha"));
        assertThat(staff.find(BERTHA).orElseThrow().name()).isEqualTo("Bertha Zulu");
    }

    @Test
    void takeNoChangeOfAnAccountThatNobodyHasRead() throws Exception {
        web.perform(changing("Bertha Zulu", "bertha@new.example", "COMPLIANCE_MANAGER", ""))
                .andExpect(status().isConflict());

        assertThat(staff.find(BERTHA).orElseThrow().name()).isEqualTo("Bertha Nkosi");
    }

    @Test
    void sayThatWhoHasAnotherAddressIsInvitedAgain() throws Exception {
        invite("thabo", "Thabo Maseko", "thbo@abc-motors.example", "DEALERSHIP_STAFF", "abc-motors", CARA);

        web.perform(post(PAGE + "/thabo/edit")
                        .param("name", "Thabo Maseko")
                        .param("email", "thabo@abc-motors.example")
                        .param("role", "DEALERSHIP_STAFF")
                        .param("organisation", "abc-motors")
                        .param("edition", editionOf("thabo"))
                        .param("present", PASSWORD)
                        .principal(() -> CARA))
                .andExpect(redirectedUrl(PAGE + "/thabo"))
                .andExpect(flash().attribute("done", containsString("invitation is on its way")));
        web.perform(changing("Bertha Nkosi", "bertha@new.example", "DEALERSHIP_STAFF", editionOfBertha()))
                .andExpect(flash().attribute("done", "Saved."));
    }

    /** Whoever sits at an open session for a minute would make an account of their own, or let themselves into another. */
    @ParameterizedTest
    @ValueSource(strings = {"", "not it"})
    void letNobodyInForWhoDoesNotKnowTheKeepersPassword(String present) throws Exception {
        send("/new", present, "thabo", "ADMINISTRATOR", "")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("not your present password")))
                .andExpect(content().string(containsString("value=\"thabo\"")))
                .andExpect(content().string(containsString("value=\"new@abc-motors.example\"")));
        send("/bertha/edit", present, "bertha", "ADMINISTRATOR", editionOfBertha())
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("not your present password")))
                .andExpect(content().string(containsString("value=\"new@abc-motors.example\"")));
        send("/bertha/reset-second-factor", present, "bertha", "ADMINISTRATOR", "")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("not your present password")))
                .andExpect(content().string(containsString("Take the second factor away from Bertha Nkosi?")));

        assertThat(staff.find("thabo")).isEmpty();
        assertThat(staff.find(BERTHA).orElseThrow().role()).isEqualTo(Role.DEALERSHIP_STAFF);
        open(PAGE + "/bertha", ADA).andExpect(content().string(not(containsString("Account changed"))));
    }

    /** A former colleague who still reads the mailbox would be in for good. */
    @ParameterizedTest
    @ValueSource(strings = {"", "not it"})
    void openNoAccountAgainForWhoDoesNotKnowTheKeepersPassword(String present) throws Exception {
        act("bertha", "disable", CARA);

        send("/bertha/enable", present, "bertha", "", "")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("not your present password")))
                .andExpect(content().string(containsString("Open the account of Bertha Nkosi again?")));

        assertThat(staff.find(BERTHA)).isEmpty();
        open(PAGE + "/bertha", ADA).andExpect(content().string(not(containsString("Account opened again"))));
    }

    @Test
    void endTheSessionInWhichThePasswordIsGuessed() throws Exception {
        var session = new MockHttpSession();
        for (int i = 0; i < 4; i++) {
            web.perform(guess(session)).andExpect(status().isBadRequest());
        }
        web.perform(guess(session)).andExpect(redirectedUrl("/login?guessed"));

        assertThat(session.isInvalid()).isTrue();
    }

    private static MockHttpServletRequestBuilder guess(MockHttpSession session) {
        return post(PAGE + "/bertha/reset-second-factor")
                .session(session)
                .param("present", "guess")
                .principal(() -> CARA);
    }

    private ResultActions send(String address, String present, String username, String role, String edition)
            throws Exception {
        return web.perform(post(PAGE + address)
                .param("username", username)
                .param("name", "Thabo Maseko")
                .param("email", "new@abc-motors.example")
                .param("role", role)
                .param("organisation", "abc-motors")
                .param("edition", edition)
                .param("present", present)
                .principal(() -> ADA));
    }

    @Test
    void takeTheSecondFactorAwayForWhoKnowsTheirOwnPassword() throws Exception {
        var before = staff.sessionsOver(BERTHA);

        web.perform(post(PAGE + "/bertha/reset-second-factor")
                        .param("present", PASSWORD)
                        .principal(() -> CARA))
                .andExpect(redirectedUrl(PAGE + "/bertha"));

        assertThat(staff.sessionsOver(BERTHA)).isGreaterThan(before);
    }

    /** What the form says that was read. */
    private String editionOfBertha() throws Exception {
        return editionOf("bertha");
    }

    /** What the form says that was read. */
    private String editionOf(String username) throws Exception {
        var form = open(PAGE + "/" + username + "/edit", ADA)
                .andReturn()
                .getResponse()
                .getContentAsString();
        var edition = EDITION.matcher(form);
        assertThat(edition.find()).isTrue();
        return edition.group(1);
    }

    private static MockHttpServletRequestBuilder changing(String name, String email, String role, String edition) {
        return post(PAGE + "/bertha/edit")
                .param("name", name)
                .param("email", email)
                .param("role", role)
                .param("organisation", "abc-motors")
                .param("edition", edition)
                .param("present", PASSWORD)
                .principal(() -> ADA);
    }

    @Test
    void closeAnAccountAndOpenItAgain() throws Exception {
        act("bertha", "disable", CARA);
        assertThat(staff.find(BERTHA)).isEmpty();
        open(PAGE + "/bertha", CARA)
                .andExpect(content().string(containsString("Open the account again")))
                .andExpect(content().string(not(containsString("Close the account"))));
        open(PAGE + "/bertha/enable", CARA)
                .andExpect(content().string(containsString("bertha@pi-desk.example</span> is still theirs")))
                .andExpect(content().string(containsString("Your present password")));
        assertThat(staff.find(BERTHA)).isEmpty();

        web.perform(post(PAGE + "/bertha/enable").param("present", PASSWORD).principal(() -> CARA))
                .andExpect(redirectedUrl(PAGE + "/bertha"));
        assertThat(staff.find(BERTHA)).isPresent();
        open(PAGE + "/bertha", ADA).andExpect(content().string(containsString("Account opened again")));
    }

    @Test
    void endSessions() throws Exception {
        var before = staff.sessionsOver(BERTHA);

        act("bertha", "end-sessions", CARA);

        assertThat(staff.sessionsOver(BERTHA)).isGreaterThan(before);
    }

    @Test
    void letNobodyChangeTheirOwnAccount() throws Exception {
        open(PAGE + "/ada", ADA)
                .andExpect(content().string(containsString("another person has to change it")))
                .andExpect(content().string(not(containsString("Close the account"))));

        act("ada", "disable", ADA);

        assertThat(staff.find(ADA)).isPresent();
    }

    @Test
    void changeNothingWhenTheyAreOpened() throws Exception {
        var before = staff.sessionsOver(BERTHA);
        open(PAGE + "/bertha/invite", ADA).andExpect(status().isMethodNotAllowed());
        for (var action : List.of("disable", "enable", "end-sessions", "reset-second-factor")) {
            open(PAGE + "/bertha/" + action, ADA).andExpect(status().isOk());
        }
        assertThat(staff.sessionsOver(BERTHA)).isEqualTo(before);
        assertThat(staff.find(BERTHA)).isPresent();
        assertThat(staff.find(BONGANI)).isEmpty();
    }

    private ResultActions open(String page, String reader) throws Exception {
        return web.perform(get(page).principal(() -> reader));
    }

    private void act(String username, String action, String author) throws Exception {
        web.perform(post(PAGE + "/" + username + "/" + action).principal(() -> author))
                .andExpect(redirectedUrl(PAGE + "/" + username));
    }

    private ResultActions invite(
            String username, String name, String email, String role, String organisation, String author)
            throws Exception {
        return web.perform(inviting(username, name, email, role, organisation, author));
    }

    private static MockHttpServletRequestBuilder inviting(
            String username, String name, String email, String role, String organisation, String author) {
        return post(PAGE + "/new")
                .param("username", username)
                .param("name", name)
                .param("email", email)
                .param("role", role)
                .param("organisation", organisation)
                .param("present", PASSWORD)
                .principal(() -> author);
    }
}

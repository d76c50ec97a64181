package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.pidesk.desk.Rehearsing.BERTHA;
import static org.pidesk.desk.Rehearsing.PASSWORD;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.OfPhones;
import org.pidesk.staff.App;
import org.pidesk.staff.SecondFactors;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** One's own account: nothing changes there without the password. */
@PiDeskTest
class AccountTest {
    private static final String PAGE = "/desk/account";
    private static final String GOOD = "wilted marmalade on tuesday";
    private static final Pattern SECRET = Pattern.compile("factor-secret\">([A-Z2-7 ]+)<");

    @Autowired
    Rehearsing stage;

    @Autowired
    StaffMembers staff;

    @Autowired
    SecondFactors factors;

    @Autowired
    JdbcClient sql;

    @Autowired
    @OfPhones
    MovableClock phones;

    private final MockMvc web;
    private final MockHttpSession session = new MockHttpSession();

    AccountTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void begin() {
        stage.begin();
        stage.hire(BERTHA);
    }

    @AfterEach
    void end() {
        stage.end();
    }

    @Test
    void saysWhatIsKeptAndWhatTheAddressIsFor() throws Exception {
        open(PAGE)
                .andExpect(content().string(containsString("bertha@pi-desk.example")))
                .andExpect(content().string(containsString("and for nothing else")))
                .andExpect(content().string(containsString("Set up a second factor")));
    }

    @Test
    void changesThePasswordForWhoKnowsThePresentOne() throws Exception {
        send("/password", "present", "not it", "password", GOOD)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("not your present password")));
        send("/password", "present", PASSWORD, "password", "bertha bertha bertha")
                .andExpect(content().string(containsString("guessed early")));
        assertThat(staff.authenticate(BERTHA, PASSWORD)).isPresent();

        send("/password", "present", PASSWORD, "password", GOOD).andExpect(redirectedUrl("/login?chosen"));

        assertThat(staff.authenticate(BERTHA, GOOD)).isPresent();
    }

    @Test
    void setsASecondFactorUp() throws Exception {
        var app = app();

        send("/second-factor", "present", "not it", "code", app.code()).andExpect(status().isBadRequest());
        send("/second-factor", "present", PASSWORD, "code", "000000x").andExpect(status().isBadRequest());
        assertThat(factors.isSetUp(BERTHA)).isFalse();
        send("/second-factor", "present", PASSWORD, "code", app.code())
                .andExpect(content().string(containsString("Keep your recovery codes")));

        assertThat(factors.isSetUp(BERTHA)).isTrue();
        open(PAGE).andExpect(content().string(containsString("10 recovery codes are left")));
    }

    @Test
    void lastsWithTwelveCharactersOnceThereIsASecondFactor() throws Exception {
        send("/password", "present", PASSWORD, "password", "kx7#Tq9!mZ2p")
                .andExpect(content().string(containsString("at least 15")));
        setUp();

        send("/password", "present", PASSWORD, "password", "kx7#Tq9!mZ2p").andExpect(redirectedUrl("/login?chosen"));
    }

    @Test
    void makesNewRecoveryCodes() throws Exception {
        send("/recovery-codes", "present", PASSWORD, "", "").andExpect(status().isBadRequest());
        setUp();

        send("/recovery-codes", "present", "not it", "", "").andExpect(status().isBadRequest());
        send("/recovery-codes", "present", PASSWORD, "", "")
                .andExpect(content().string(containsString("You have new recovery codes")))
                .andExpect(content().string(containsString("factor-codes")));
    }

    /** One form is wrong, and it is the one that was sent. */
    @Test
    void marksTheFieldThatIsWrongAndNoOther() throws Exception {
        setUp();

        for (var form : Map.of("/recovery-codes", "codes", "/second-factor/remove", "remove", "/password", "password")
                .entrySet()) {
            var page = send(form.getKey(), "present", "not it", "password", GOOD)
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            assertThat(page).contains("<title>Not changed").containsOnlyOnce("aria-invalid");
            assertThat(page)
                    .containsOnlyOnce("id=\"mistake\"")
                    .containsPattern("id=\"present-" + form.getValue() + "\"[^>]*aria-describedby=\"mistake\"");
            // a right one between them
            send("/recovery-codes", "present", PASSWORD, "", "");
        }
        var labels = Pattern.compile("<label for=\"present-[a-z]+\">([^<]+)<")
                .matcher(open(PAGE).andReturn().getResponse().getContentAsString())
                .results()
                .map(label -> label.group(1))
                .toList();
        assertThat(labels).hasSize(3).doesNotHaveDuplicates();
    }

    /** Whoever sits at somebody's open session. */
    @Test
    void endsTheSessionInWhichItIsGuessed() throws Exception {
        for (int i = 0; i < 4; i++) {
            send("/password", "present", "guess " + i, "password", GOOD).andExpect(status().isBadRequest());
        }
        send("/recovery-codes", "present", "guess", "", "").andExpect(redirectedUrl("/login?guessed"));

        assertThat(session.isInvalid()).isTrue();
        assertThat(sql.sql("select sum(wrong) from sign_in_origin")
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
    }

    @Test
    void takesNoPasswordAtAllForNoGuess() throws Exception {
        for (int i = 0; i < 6; i++) {
            send("/recovery-codes", "present", "", "", "").andExpect(status().isBadRequest());
        }

        assertThat(session.isInvalid()).isFalse();
    }

    @Test
    void forgivesAWrongPasswordOnceTheRightOneIsGiven() throws Exception {
        setUp();
        for (int i = 0; i < 2; i++) {
            for (int wrong = 0; wrong < 4; wrong++) {
                send("/recovery-codes", "present", "guess", "", "").andExpect(status().isBadRequest());
            }
            send("/recovery-codes", "present", PASSWORD, "", "").andExpect(status().isOk());
        }
    }

    @Test
    void takesTheSecondFactorAway() throws Exception {
        setUp();

        send("/second-factor/remove", "present", "not it", "", "").andExpect(status().isBadRequest());
        assertThat(factors.isSetUp(BERTHA)).isTrue();
        send("/second-factor/remove", "present", PASSWORD, "", "").andExpect(redirectedUrl(PAGE));

        assertThat(factors.isSetUp(BERTHA)).isFalse();
        open(PAGE).andExpect(content().string(not(containsString("recovery codes are left"))));
    }

    @Test
    void countsTheRecoveryCodesThatAreLeft() throws Exception {
        setUp();
        sql.sql("delete from recovery_code where hash not in (select hash from recovery_code limit 1)")
                .update();

        open(PAGE).andExpect(content().string(containsString("One recovery code is left.")));
    }

    @Test
    void leavesTheSecondFactorWhereThePasswordIsTooShortToDoAlone() throws Exception {
        setUp();
        send("/password", "present", PASSWORD, "password", "kx7#Tq9!mZ2p");

        send("/second-factor/remove", "present", "kx7#Tq9!mZ2p", "", "")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("at least 15 characters first")));

        assertThat(factors.isSetUp(BERTHA)).isTrue();
    }

    private void setUp() throws Exception {
        send("/second-factor", "present", PASSWORD, "code", app().code());
    }

    private App app() throws Exception {
        var secret = SECRET.matcher(
                open(PAGE + "/second-factor").andReturn().getResponse().getContentAsString());
        assertThat(secret.find()).isTrue();
        return App.with(secret.group(1), phones);
    }

    private ResultActions open(String page) throws Exception {
        return web.perform(get(page).session(session).principal(() -> BERTHA));
    }

    private ResultActions send(String part, String field, String value, String other, String text) throws Exception {
        return web.perform(post(PAGE + part)
                .session(session)
                .param(field, value)
                .param(other.isEmpty() ? "nothing" : other, text)
                .principal(() -> BERTHA));
    }
}

package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.signin.Dealerships.PASSWORD;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.kernel.MovableClock;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.Hires;
import org.pidesk.staff.LightPasswords;
import org.pidesk.staff.StaffAccounts;
import org.pidesk.staff.StaffMembers;
import org.pidesk.staff.StaffPasswords;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@PiDeskTest
class SignInTest {
    private static final String TASKLIST = "/camunda/app/tasklist/default/";

    @LocalServerPort
    int port;

    @Autowired
    Organisations organisations;

    @Autowired
    StaffMembers staff;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    StaffPasswords passwords;

    @Autowired
    LightPasswords comparing;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    Visitor visitor;

    @BeforeEach
    void twoDealerships() {
        Dealerships.open(organisations, staff);
        visitor = new Visitor(port);
    }

    @Test
    void leadsStaffAndComplianceManagersToTasklistAndAdministratorsToCockpit() {
        assertThat(placeOf("naledi")).endsWith("/camunda/app/tasklist/default/");
        assertThat(placeOf("johan")).endsWith("/camunda/app/tasklist/default/");
        assertThat(placeOf("admin")).endsWith("/camunda/app/cockpit/default/");
    }

    @Test
    void signsInToTasklistToo() {
        visitor.signIn("naledi", PASSWORD);

        assertThat(visitor.get("/camunda/app/tasklist/default/").body()).contains("Camunda Tasklist");
        assertThat(visitor.call("GET", "/camunda/api/admin/auth/user/default", null)
                        .body())
                .contains("\"userId\":\"naledi\"", "tasklist")
                .doesNotContain("cockpit\"");
    }

    @Test
    void sendsWhoIsNotSignedInToTheSignInPage() {
        var answer = visitor.get("/camunda/app/tasklist/default/");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));
    }

    @Test
    void beginsNoSessionForAPictureAskedForWithoutOne() {
        var answer = visitor.call("GET", "/camunda/favicon.ico", null);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(visitor.cookie("JSESSIONID")).isEmpty();
        assertThat(visitor.call("GET", "/favicon.ico", null).headers().firstValue("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void saysTheSameForAWrongPasswordAnUnknownNameAndAClosedAccount() {
        accounts.disable(Hires.ADMIN, "zanele");

        var wrong = visitor.signIn("naledi", "not it");
        var unknown = visitor.signIn("nomsa12", "not it");
        // else it would be the third from this network, whose page has the check for the next one
        clock.advance(Duration.ofHours(2));
        var closed = visitor.signIn("zanele", PASSWORD);

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(closed.statusCode()).isEqualTo(401);
        assertThat(said(wrong.body()).replace("naledi", "NAME"))
                .contains("do not belong together")
                .isEqualTo(said(unknown.body()).replace("nomsa12", "NAME"))
                .isEqualTo(said(closed.body()).replace("zanele", "NAME"));
    }

    @Test
    void keepsTheUserNameThatWasTyped() {
        assertThat(visitor.signIn("Naledi", "not it").body()).contains("value=\"Naledi\"");
    }

    @Test
    void givesANewSessionAtSignIn() {
        visitor.get("/login");
        var before = visitor.cookie("JSESSIONID");

        visitor.signIn("naledi", PASSWORD);

        assertThat(visitor.cookie("JSESSIONID")).isPresent().isNotEqualTo(before);
    }

    @Test
    void opensNoDoorWithAPasswordThatWasReplacedWhileItWasCompared() {
        comparing.meanwhile(() -> passwords.replace("naledi", "crimson tugboat parliament"));

        visitor.signIn("naledi", PASSWORD);

        assertThat(visitor.get(TASKLIST).statusCode()).isEqualTo(302);
    }

    @Test
    void opensNoDoorWhenAllSessionsWereEndedWhileThePasswordWasCompared() {
        comparing.meanwhile(() -> accounts.endSessions(Hires.ADMIN, "naledi"));

        visitor.signIn("naledi", PASSWORD);
        assertThat(visitor.get(TASKLIST).statusCode()).isEqualTo(302);

        // nobody has to know that, to sign in again
        visitor.signIn("naledi", PASSWORD);
        assertThat(visitor.get(TASKLIST).statusCode()).isEqualTo(200);
    }

    @Test
    void forgetsWhoWasSignedInBefore() {
        visitor.signIn("naledi", PASSWORD);
        visitor.get("/camunda/app/tasklist/default/");
        visitor.takeOver("johan", PASSWORD);
        visitor.get("/camunda/app/tasklist/default/");

        assertThat(visitor.call("GET", "/camunda/api/admin/auth/user/default", null)
                        .body())
                .contains("\"userId\":\"johan\"", "cockpit");
    }

    @Test
    void changesNothingWhenTheSignOutPageIsOpened() {
        visitor.signIn("naledi", PASSWORD);

        assertThat(visitor.get("/logout").body()).contains("naledi", "Sign out");
        assertThat(visitor.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
    }

    @Test
    void signsOutOfEverythingByTheButton() {
        visitor.signIn("naledi", PASSWORD);

        visitor.submit("/logout", Map.of());

        assertThat(visitor.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(302);
        assertThat(visitor.call("GET", "/camunda/api/engine/engine/default/task", null)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void changesNothingFromAnotherTabAfterTheSignOut() {
        visitor.signIn("naledi", PASSWORD);
        var otherTab = visitor.get("/desk/devices");
        var browser = database.sql("select id from device").query(UUID.class).single();
        visitor.submit("/logout", Map.of());

        var answer = visitor.submit(otherTab, "/desk/devices/" + browser + "/revoke", Map.of());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).contains("/login");
        assertThat(database.sql("select count(*) from device")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void opensNothingWithACookieThatWasCopiedBeforeTheSignOut() {
        visitor.signIn("naledi", PASSWORD);
        var thief = new Visitor(port);
        thief.keep("JSESSIONID", visitor.cookie("JSESSIONID").orElseThrow());
        visitor.submit("/logout", Map.of());

        assertThat(thief.get("/desk/devices").statusCode()).isEqualTo(302);
        assertThat(thief.call("GET", "/camunda/api/engine/engine/default/task", null)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void showsTheFormAnewWhenItWasOpenTooLong() {
        var answer = visitor.call("POST", "/login", "{}");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login?again");
    }

    @Test
    void leadsWhoseFormWasOpenLongerThanTheSessionToTheSignIn() {
        visitor.signIn("naledi", PASSWORD);
        var form = visitor.get("/desk/account");
        visitor.plant("JSESSIONID", "over");

        var answer = visitor.submit(form, "/desk/account/password", Map.of());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("/login?again");
        assertThat(visitor.call("POST", "/desk/account/password", "{}").statusCode())
                .isNotEqualTo(302);
    }

    @Test
    void keepsWhoSendsAFormWithoutItsTokenSignedIn() {
        visitor.signIn("naledi", PASSWORD);

        var answer = visitor.submit("/nothing-here", "/desk/account/password", Map.of());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("load its page once more");
        assertThat(visitor.get("/desk/account").statusCode()).isEqualTo(200);
        assertThat(new Visitor(port)
                        .submit("/nothing-here", "/desk/account/password", Map.of())
                        .headers()
                        .firstValue("Location"))
                .hasValue("/login?again");
    }

    @Test
    void answersWithStrictHeaders() {
        var headers = visitor.get("/login").headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Permissions-Policy")).isPresent();
    }

    @Test
    void saysInAPlainSentenceThatThereIsNothing() {
        var answer = visitor.get("/nothing-here");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is nothing here").doesNotContain("Exception", "Whitelabel");
    }

    private String placeOf(String username) {
        var answer = new Visitor(port).signIn(username, PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String said(String page) {
        return page.replaceAll("name=\"_csrf\"[^>]*>", "");
    }
}

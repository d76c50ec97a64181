package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.signin.Dealerships.PASSWORD;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.kernel.MovableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two browsers and one password: the user's, and that of somebody who stole it. */
@PiDeskTest
class DevicePageTest {
    @LocalServerPort
    int port;

    @Autowired
    Scene scene;

    @Autowired
    DeviceCookie cookie;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    Visitor user;
    Visitor attacker;

    @BeforeEach
    void twoBrowsers() {
        scene.open();
        user = new Visitor(port);
        attacker = new Visitor(port);
    }

    @Test
    void opensNothingForARightPasswordInAnUnknownBrowser() {
        var next = attacker.signInAsAStranger("naledi", PASSWORD);

        assertThat(placeOf(next)).isEqualTo("/login/device");
        assertThat(attacker.get("/login/device").body())
                .contains("n***@p***.example")
                .doesNotContain(Scene.NALEDIS_ADDRESS);
        assertThat(isIn(attacker)).isFalse();
    }

    @Test
    void letsTheWaitingBrowserInByTheCode() {
        user.signInAsAStranger("naledi", PASSWORD);

        var next = user.submit("/login/device", Map.of("code", scene.code()));

        assertThat(placeOf(next)).endsWith("/camunda/app/tasklist/default/");
        assertThat(isIn(user)).isTrue();
        assertThat(user.cookie(cookie.name("naledi"))).isPresent();
    }

    @Test
    void letsTheWaitingBrowserInByTheLinkThatItConfirms() {
        user.signInAsAStranger("naledi", PASSWORD);

        var next = user.submit("/login/device/" + scene.link(), Map.of());

        assertThat(placeOf(next)).endsWith("/camunda/app/tasklist/default/");
        assertThat(isIn(user)).isTrue();
    }

    /** The trick that a link by mail invites: the victim presses the button, and the attacker is let in. Not here. */
    @Test
    void letsNobodyInByALinkThatAnotherBrowserConfirms() {
        attacker.signInAsAStranger("naledi", PASSWORD);

        var next = user.submit("/login/device/" + scene.link(), Map.of());

        assertThat(placeOf(next)).isEqualTo("/login?trusted");
        attacker.submit("/login/device", "/login/go-on", Map.of());
        assertThat(isIn(attacker)).isFalse();
        assertThat(placeOf(attacker.signInAsAStranger("naledi", PASSWORD))).isEqualTo("/login/device");
        assertThat(placeOf(user.signInAsAStranger("naledi", PASSWORD))).endsWith("/camunda/app/tasklist/default/");
    }

    /** The same a hundred times, each with a mail of its own. */
    @Test
    void letsTheAttackerInNotOnceOfAHundredTimes() {
        for (int round = 1; round <= 100; round++) {
            // two mails each time, and no more than six in an hour
            clock.advance(Duration.ofMinutes(31));
            var stranger = new Visitor(port);
            stranger.signInAsAStranger("naledi", PASSWORD);
            user.submit("/login/device/" + scene.link(), Map.of());
            scene.mails();

            stranger.submit("/login/device", "/login/go-on", Map.of());

            assertThat(isIn(stranger)).as("round " + round).isFalse();
        }
        assertThat(placeOf(user.signInAsAStranger("naledi", PASSWORD))).endsWith("/camunda/app/tasklist/default/");
    }

    @Test
    void keepsAConfirmedBrowserKnown() {
        user.signInAsAStranger("naledi", PASSWORD);
        user.submit("/login/device", Map.of("code", scene.code()));
        user.submit("/logout", Map.of());

        assertThat(placeOf(user.signInAsAStranger("naledi", PASSWORD))).endsWith("/camunda/app/tasklist/default/");
    }

    @Test
    void changesNothingWhenAScannerOpensTheLink() {
        user.signInAsAStranger("naledi", PASSWORD);
        var link = "/login/device/" + scene.link();
        var before = rows();

        for (var path : new String[] {link, link + "/not-me"}) {
            for (var method : new String[] {"GET", "HEAD", "OPTIONS"}) {
                new Visitor(port).call(method, path, null);
            }
            assertThat(new Visitor(port).get(path).body()).contains("<form method=\"post\"");
        }

        assertThat(rows()).isEqualTo(before);
        assertThat(placeOf(user.submit(link, Map.of()))).endsWith("/camunda/app/tasklist/default/");
    }

    @Test
    void takesNoButtonWithoutTheTokenOfThePage() {
        attacker.signInAsAStranger("naledi", PASSWORD);
        var link = "/login/device/" + scene.link();
        var before = rows();

        new Visitor(port).call("POST", link, null);

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void takesALinkOnce() {
        user.signInAsAStranger("naledi", PASSWORD);
        var link = "/login/device/" + scene.link();
        user.submit(link, Map.of());

        assertThat(attacker.submit("/login", link, Map.of()).body()).contains("This link is no longer good");
        assertThat(attacker.get(link).body()).contains("This link is no longer good");
        assertThat(attacker.submit("/login", link + "/not-me", Map.of()).body())
                .contains("This link is no longer good");
    }

    @Test
    void saysThatALinkIsOverAfterHalfAnHour() {
        user.signInAsAStranger("naledi", PASSWORD);
        var link = "/login/device/" + scene.link();

        clock.advance(Duration.ofMinutes(31));

        assertThat(user.get(link).body()).contains("This link is no longer good", "/login/reset");
        assertThat(user.get("/login/device").body()).contains("half an hour has passed");
    }

    @Test
    void saysTheSameOfALinkThatThereNeverWas() {
        assertThat(user.get("/login/device/" + "A".repeat(43)).body())
                .contains("This link is no longer good", "not complete");
    }

    @Test
    void throwsEverybodyOutWhenItWasNotTheUser() {
        user.signIn("naledi", PASSWORD);
        assertThat(isIn(user)).isTrue();
        attacker.signInAsAStranger("naledi", PASSWORD);
        var link = "/login/device/" + scene.link();

        var said = new Visitor(port).submit(link + "/not-me", Map.of()).body();

        assertThat(said).contains("Nobody gets in", "/login/reset");
        assertThat(isIn(user)).isFalse();
        assertThat(isIn(attacker)).isFalse();
        assertThat(attacker.submit("/login", "/login/device", Map.of("code", scene.code()))
                        .headers()
                        .firstValue("Location"))
                .hasValue("/login");
        assertThat(scene.task("userTask_lookIntoSignInByAStranger")).isNotNull();
    }

    @Test
    void asksWhoeverBringsAStolenCookieAndTrustsItsOwnerNoMore() {
        user.signIn("naledi", PASSWORD);
        var stolen = user.cookie(cookie.name("naledi")).orElseThrow();
        user.submit("/logout", Map.of());
        user.signIn("naledi", PASSWORD);
        works(user);

        attacker.keep(cookie.name("naledi"), stolen);
        assertThat(placeOf(attacker.signInAsAStranger("naledi", PASSWORD))).isEqualTo("/login/device");

        user.submit("/logout", Map.of());
        assertThat(placeOf(user.signInAsAStranger("naledi", PASSWORD))).isEqualTo("/login/device");
    }

    /** Both clicks bring the same value, and the browser forgets what the first one was answered. */
    @Test
    void takesTwoClicksForNoTheft() {
        user.signIn("naledi", PASSWORD);
        assertThat(isIn(user)).isTrue();
        var value = user.cookie(cookie.name("naledi")).orElseThrow();
        user.submit("/logout", Map.of());
        var first = new Visitor(port);
        first.keep(cookie.name("naledi"), value);

        assertThat(placeOf(first.signInAsAStranger("naledi", PASSWORD))).endsWith("/camunda/app/tasklist/default/");
        assertThat(placeOf(user.signInAsAStranger("naledi", PASSWORD))).endsWith("/camunda/app/tasklist/default/");

        assertThat(isIn(user)).isTrue();
        user.submit("/logout", Map.of());
        assertThat(placeOf(user.signInAsAStranger("naledi", PASSWORD))).endsWith("/camunda/app/tasklist/default/");
        assertThat(user.get("/desk/devices").body()).contains("this one");
    }

    /** The first of the two was somebody else, with a copy: they are noticed as soon as they come again. */
    @Test
    void findsACopyThoughItWasUsedBeforeTheNextValueArrived() {
        user.signIn("naledi", PASSWORD);
        assertThat(isIn(user)).isTrue();
        attacker.keep(cookie.name("naledi"), user.cookie(cookie.name("naledi")).orElseThrow());
        user.submit("/logout", Map.of());

        attacker.signInAsAStranger("naledi", PASSWORD);
        works(attacker);

        assertThat(placeOf(user.signInAsAStranger("naledi", PASSWORD))).isEqualTo("/login/device");
        attacker.submit("/logout", Map.of());
        assertThat(placeOf(attacker.signInAsAStranger("naledi", PASSWORD))).isEqualTo("/login/device");
    }

    @Test
    void doesNotKnowACookieThatSomebodyMadeUp() {
        attacker.keep(cookie.name("naledi"), "A".repeat(43));

        assertThat(placeOf(attacker.signInAsAStranger("naledi", PASSWORD))).isEqualTo("/login/device");
    }

    @Test
    void letsTwoShareAComputer() {
        user.signIn("naledi", PASSWORD);
        user.submit("/logout", Map.of());
        user.signIn("johan", PASSWORD);
        user.submit("/logout", Map.of());

        assertThat(placeOf(user.signInAsAStranger("naledi", PASSWORD))).endsWith("/camunda/app/tasklist/default/");
    }

    @Test
    void showsTheOwnBrowsersAndTakesOneBack() {
        user.signIn("naledi", PASSWORD);
        var page = user.get("/desk/devices");
        assertThat(page.body()).contains("Another browser", "this one");
        var id = database.sql("select id from device").query(String.class).single();

        new Visitor(port).signIn("johan", PASSWORD);
        var next = user.submit("/desk/devices", "/desk/devices/" + id + "/revoke", Map.of());

        assertThat(placeOf(next)).isEqualTo("/desk/devices?revoked=here");
        assertThat(user.get("/desk/devices?revoked=here").body()).contains("within a minute you are signed out here");
        user.submit("/logout", Map.of());
        assertThat(placeOf(user.signInAsAStranger("naledi", PASSWORD))).isEqualTo("/login/device");
    }

    @Test
    void showsNoBrowserThatIsTrustedNoMore() {
        user.signIn("naledi", PASSWORD);
        database.sql("insert into device select gen_random_uuid(), reference, username, 'Firefox on a Mac', countries,"
                        + " trusted_at, used_at - interval '91 days' from device")
                .update();

        var page = user.get("/desk/devices").body();

        assertThat(page).contains("90</span> days", "/desk/account").doesNotContain("Firefox on a Mac");
    }

    @Test
    void saysThatTheButtonWasNotPressedYet() {
        user.signInAsAStranger("naledi", PASSWORD);

        assertThat(pressed(user).body()).contains("has not been pressed", "id=\"code\"");
        assertThat(scene.mails()).isEqualTo(1);
    }

    @Test
    void saysThatAnotherBrowserTookTheMail() {
        attacker.signInAsAStranger("naledi", PASSWORD);
        user.submit("/login/device/" + scene.link(), Map.of());

        assertThat(pressed(attacker).body()).contains("used in another browser", "We have sent another mail");
        assertThat(isIn(attacker)).isFalse();
    }

    @Test
    void takesNoTryForWhatCannotBeACode() {
        user.signInAsAStranger("naledi", PASSWORD);
        for (int i = 0; i < 6; i++) {
            assertThat(typed("1234").body()).contains("eight digits").doesNotContain("not the code");
        }

        assertThat(placeOf(typed(scene.code()))).endsWith("/camunda/app/tasklist/default/");
    }

    @Test
    void asksForNoCodeAfterTheFifthWrongOne() {
        user.signInAsAStranger("naledi", PASSWORD);
        for (int i = 0; i < 4; i++) {
            assertThat(typed("0000 0000").body()).contains("Type the code");
        }

        assertThat(typed("0000 0000").body())
                .contains("can be typed in no more")
                .doesNotContain("Type the code", "id=\"code\"");
    }

    private HttpResponse<String> pressed(Visitor visitor) {
        return visitor.submit("/login/device", Map.of("pressed", "yes"));
    }

    private HttpResponse<String> typed(String code) {
        return user.submit("/login/device", Map.of("code", code));
    }

    @Test
    void takesBackNobodyElsesBrowser() {
        user.signIn("naledi", PASSWORD);
        var id = database.sql("select id from device").query(String.class).single();
        attacker.signIn("johan", PASSWORD);

        assertThat(attacker.submit("/desk/devices", "/desk/devices/" + id + "/revoke", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(database.sql("select count(*) from device where username = 'naledi'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void leadsWhoHasNotGivenThePasswordBackToTheSignIn() {
        assertThat(placeOf(user.get("/login/device"))).isEqualTo("/login");
        assertThat(placeOf(user.submit("/login", "/login/device", Map.of("code", "0000 0000"))))
                .isEqualTo("/login");
    }

    /** Tasklist asks for the tasks, as it does by itself. */
    private static void works(Visitor visitor) {
        visitor.get("/camunda/app/tasklist/default/");
        assertThat(visitor.call("POST", "/camunda/api/engine/engine/default/task/count", "{}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static boolean isIn(Visitor visitor) {
        return visitor.get("/desk/devices").statusCode() == 200;
    }

    private static String placeOf(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private String rows() {
        return database.sql(
                        "select string_agg(v::text, ';') || (select count(*) from device) from device_verification v")
                .query(String.class)
                .single();
    }
}

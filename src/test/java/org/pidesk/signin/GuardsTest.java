package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.signin.Dealerships.PASSWORD;
import static org.pidesk.signin.Guards.Entry.ADMITTED;
import static org.pidesk.signin.Guards.Entry.UNCHECKED;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Secrets;
import org.pidesk.notice.Sender;
import org.pidesk.sandbox.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Attempts in vain, from the first to far beyond the tenth: dear to whoever guesses, and never a lock. */
@PiDeskTest
class GuardsTest {
    private static final String WRONG = "not it";
    private static final Pattern ASKED = Pattern.compile("name=\"asked\"[^>]*value=\"([^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    Scene scene;

    @Autowired
    AttemptCounts counts;

    @Autowired
    NetworkLimits limits;

    @Autowired
    SignInAlerts alerts;

    @Autowired
    MailedCodes codes;

    @Autowired
    Sender sender;

    @Autowired
    TaskService tasks;

    @Autowired
    Secrets secrets;

    @Autowired
    SignInSettings settings;

    @Autowired
    JdbcClient database;

    @Autowired
    ObjectMapper json;

    @Autowired
    MovableClock clock;

    @Autowired
    ApplicationContext application;

    Visitor visitor;
    Visitor trusted;

    @BeforeEach
    void twoDealerships() {
        scene.open();
        visitor = new Visitor(port);
        trusted = new Visitor(port);
    }

    @Test
    void asksForTheCheckFromTheFourthAttemptOn() {
        assertThat(stranger("naledi", WRONG).body()).doesNotContain("id=\"check\"");
        assertThat(stranger("naledi", WRONG).body()).doesNotContain("id=\"check\"");
        assertThat(stranger("naledi", WRONG).body()).contains("do not belong together", "id=\"check\"");

        var fourth = stranger("naledi", PASSWORD);

        assertThat(fourth.statusCode()).isEqualTo(401);
        assertThat(fourth.body()).contains("with the check below").doesNotContain("do not belong together");
    }

    @Test
    void letsTheRightPasswordInWithTheCheck() {
        wrong("naledi", 3);

        assertThat(withTheCheck("naledi", PASSWORD).statusCode()).isEqualTo(302);
    }

    @Test
    void saysThatThePasswordIsWrongOnlyToWhoPassedTheCheck() {
        wrong("naledi", 3);

        assertThat(withTheCheck("naledi", WRONG).body()).contains("do not belong together");
        assertThat(stranger("naledi", WRONG).body()).doesNotContain("do not belong together");
    }

    @Test
    void countsAnAnswerToTheCheckOnce() {
        wrong("naledi", 3);
        var answer = Solver.solve(visitor.call("GET", "/login/check", null).body());

        assertThat(attempt("naledi", WRONG, answer).body()).contains("do not belong together");
        assertThat(attempt("naledi", PASSWORD, answer).statusCode()).isEqualTo(401);
    }

    /** What strangers see of a name is the same before and after its user came in, by whatever browser. */
    @Test
    void tellsNoStrangerOfASignIn() {
        for (var name : List.of("naledi", "nobody-here")) {
            wrong(name, 4);
        }
        trusted.signIn("naledi", PASSWORD);
        withTheCheck("naledi", PASSWORD);

        assertThat(counts.ofStrangers("naledi")).isEqualTo(4);
        assertThat(said(stranger("naledi", WRONG)).replace("naledi", "NAME"))
                .contains("id=\"unchecked\"")
                .isEqualTo(said(stranger("nobody-here", WRONG)).replace("nobody-here", "NAME"));
    }

    /** Nor does it last longer for strangers because the user came in between. */
    @Test
    void fadesADayAfterTheLastAttemptInVain() {
        wrong("naledi", 3);
        clock.advance(Duration.ofHours(13));
        withTheCheck("naledi", PASSWORD);

        clock.advance(Duration.ofHours(12));

        assertThat(stranger("naledi", WRONG).body()).contains("do not belong together");
    }

    @Test
    void takesTheRightPasswordOfAStrangerForNoAttempt() {
        for (int i = 0; i < 5; i++) {
            assertThat(stranger("naledi", PASSWORD).statusCode()).isEqualTo(302);
        }
        wrong("naledi", 2);

        assertThat(stranger("naledi", PASSWORD).statusCode()).isEqualTo(302);
    }

    @Test
    void asksATrustedBrowserForNoCheckBecauseOfStrangers() {
        wrong("naledi", 40);

        assertThat(trusted.signIn("naledi", PASSWORD).statusCode()).isEqualTo(302);
    }

    @Test
    void countsATrustedBrowserByItself() {
        for (int i = 0; i < 3; i++) {
            trusted.signIn("naledi", WRONG);
        }

        assertThat(trusted.signIn("naledi", PASSWORD).statusCode()).isEqualTo(401);
        assertThat(stranger("naledi", PASSWORD).statusCode()).isEqualTo(302);
        assertThat(stranger("johan", PASSWORD).statusCode()).isEqualTo(302);
    }

    @Test
    void beginsAnewInATrustedBrowserAfterTheRightPassword() {
        for (int round = 0; round < 3; round++) {
            trusted.signIn("naledi", WRONG);
            trusted.signIn("naledi", WRONG);
            assertThat(trusted.signIn("naledi", PASSWORD).statusCode()).isEqualTo(302);
            trusted.submit("/logout", Map.of());
        }
    }

    @Test
    void takesABrowserThatIsTrustedNoMoreForAStranger() {
        trusted.signIn("naledi", WRONG);
        wrong("naledi", 3);
        database.sql("delete from device").update();

        assertThat(trusted.signIn("naledi", PASSWORD).statusCode()).isEqualTo(401);
    }

    @Test
    void tellsSupportOfATrustedBrowserToo() {
        for (int i = 0; i < 12; i++) {
            trusted.signIn("naledi", WRONG);
        }

        alerts.raise();

        assertThat(alertTasks()).isEqualTo(1);
        assertThat(scene.mailed()).contains("10 attempts in a row");
    }

    @Test
    void beginsAnewAfterADay() {
        wrong("naledi", 3);

        clock.advance(Duration.ofHours(25));

        assertThat(stranger("naledi", PASSWORD).statusCode()).isEqualTo(302);
    }

    /** Whoever tries one password at many accounts passes no account's count. */
    @Test
    void asksANetworkThatTriesManyNamesForTheCheck() {
        for (var name : List.of("zanele", "imran", "johan")) {
            stranger(name, WRONG);
        }

        assertThat(new Visitor(port).get("/login").body()).contains("id=\"check\"");
        assertThat(stranger("naledi", PASSWORD).statusCode()).isEqualTo(401);
        assertThat(trusted.signIn("naledi", PASSWORD).statusCode()).isEqualTo(302);
        clock.advance(Duration.ofMinutes(61));
        assertThat(stranger("naledi", PASSWORD).statusCode()).isEqualTo(302);
    }

    @Test
    void neverShutsAnAccount() {
        wrong("naledi", 40);

        assertThat(withTheCheck("naledi", PASSWORD).statusCode()).isEqualTo(302);
    }

    @Test
    void tellsSupportOnceAtTheTenth() {
        wrong("naledi", 9);
        alerts.raise();
        assertThat(alertTasks()).isZero();

        wrong("naledi", 1);
        alerts.raise();
        assertThat(alertTasks()).isEqualTo(1);

        wrong("naledi", 20);
        alerts.raise();
        assertThat(alertTasks()).isEqualTo(1);
    }

    @Test
    void tellsNobodyWhenTheTenthPasswordIsTheRightOne() {
        wrong("naledi", 9);
        withTheCheck("naledi", PASSWORD);

        alerts.raise();

        assertThat(alertTasks()).isZero();
    }

    @Test
    void tellsSupportAnewWhenItBeginsAnew() {
        wrong("naledi", 10);
        alerts.raise();
        withTheCheck("naledi", PASSWORD);
        clock.advance(Duration.ofHours(25));

        wrong("naledi", 10);
        alerts.raise();

        assertThat(alertTasks()).isEqualTo(2);
    }

    @Test
    void tellsSupportEvenIfTheRightPasswordFollowsAtOnce() {
        wrong("naledi", 10);
        withTheCheck("naledi", PASSWORD);

        alerts.raise();

        assertThat(alertTasks()).isEqualTo(1);
        assertThat(scene.mailed()).contains("10 attempts in a row");
    }

    @Test
    void tellsNobodyOfANameThatNobodyHas() {
        wrong("nobody-here", 10);

        alerts.raise();

        assertThat(alertTasks()).isZero();
    }

    /** Two nodes: each has its own objects, and one database. Half of fifty guesses at once come to each. */
    @Test
    void holdsOverTwoNodesAHundredTimesOfAHundred() throws Exception {
        var nodes = List.of(node(), node());
        var threads = Executors.newFixedThreadPool(50);
        for (int round = 1; round <= 100; round++) {
            database.sql("delete from sign_in_attempts").update();

            var looked = 0;
            for (var each : threads.invokeAll(IntStream.range(0, 50)
                    .<Callable<Boolean>>mapToObj(i -> () -> guess(nodes.get(i % 2), i))
                    .toList())) {
                looked += each.get() ? 1 : 0;
            }
            for (var each : threads.invokeAll(List.of(raising(), raising()))) {
                each.get();
            }

            assertThat(looked).isEqualTo(3);
            assertThat(counts.ofStrangers("naledi")).as("none lost").isEqualTo(50);
            assertThat(alertTasks()).as("one alert each").isEqualTo(round);
            var answer = Solver.solve(light().ask());
            assertThat(nodes.get(0).admit(from(51, answer))).as("the user").isEqualTo(ADMITTED);
            assertThat(nodes.get(1).admit(from(52, answer))).as("a copy").isEqualTo(UNCHECKED);
        }
        threads.shutdown();
    }

    @Test
    void looksAtNoMoreThanThreePasswordsOfFiftyThatComeAtOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        var answers = threads.invokeAll(IntStream.range(0, 50)
                .<Callable<String>>mapToObj(i -> () ->
                        new Visitor(port).signInAsAStranger("naledi", WRONG).body())
                .toList());
        threads.shutdown();

        var looked = 0;
        for (var answer : answers) {
            looked += answer.get().contains("do not belong together") ? 1 : 0;
        }

        assertThat(looked).isLessThanOrEqualTo(3);
        assertThat(stranger("naledi", PASSWORD).statusCode()).isEqualTo(401);
        assertThat(withTheCheck("naledi", PASSWORD).statusCode()).isEqualTo(302);
    }

    @Test
    void mailsACodeInPlaceOfTheCheck() {
        wrong("naledi", 3);
        var page = visitor.submit("/login", "/login/check", Map.of("username", "naledi"));
        deliver();

        var next = visitor.submit(
                "/login", Map.of("username", "naledi", "password", PASSWORD, "asked", asked(page), "code", code()));

        assertThat(next.statusCode()).isEqualTo(302);
    }

    @Test
    void givesOneNetworkSoManyChecks() {
        for (int i = 0; i < settings.checksPerNetwork(); i++) {
            assertThat(limits.takeCheck("127.0.0.1")).isTrue();
        }

        var refused = visitor.call("GET", "/login/check", null);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("\"error\"", "Have a code mailed");
        assertThat(limits.takeCheck("127.0.9.1")).isTrue();
        clock.advance(Duration.ofMinutes(61));
        assertThat(limits.takeCheck("127.0.0.1")).isTrue();
    }

    /** Strangers ask, hour after hour; the user, who has no scripts, comes in all the same. */
    @Test
    void leavesTheUserACodeHoweverManyStrangersAskedFor() {
        for (int hour = 0; hour < 20; hour++) {
            for (int i = 0; i < 4; i++) {
                codes.ask("naledi", "10." + hour + "." + i + ".1");
            }
            deliver();
            clock.advance(Duration.ofMinutes(61));
        }
        assertThat(scene.mails()).isEqualTo(6);

        var page = codes.ask("naledi", "127.0.0.1").orElseThrow();
        deliver();

        assertThat(scene.mails()).isEqualTo(6);
        assertThat(codes.accept(page.value(), "naledi", code())).isTrue();
    }

    @Test
    void mailsAnotherCodeWhenOneWasUsed() {
        for (int i = 1; i <= 5; i++) {
            var page = codes.ask("naledi", "127.0.0.1").orElseThrow();
            deliver();

            assertThat(scene.mails()).isEqualTo(i);
            assertThat(codes.accept(page.value(), "naledi", code())).isTrue();
        }
    }

    @Test
    void keepsThePageAfterAWrongCode() {
        wrong("naledi", 3);
        var page = visitor.submit("/login", "/login/check", Map.of("username", "naledi"));
        deliver();
        var asked = asked(page);

        var wrong = visitor.submit(
                "/login", Map.of("username", "naledi", "password", PASSWORD, "asked", asked, "code", "12345"));

        assertThat(wrong.body())
                .contains("not a code that we mailed", "no more than <span>3</span> come in an hour")
                .doesNotContain("came to nothing");
        assertThat(asked(wrong)).isEqualTo(asked);
        assertThat(visitor.submit(
                                "/login",
                                Map.of("username", "naledi", "password", PASSWORD, "asked", asked, "code", code()))
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void asksForTheNameBeforeItMailsACode() {
        var page = visitor.submit("/login", "/login/check", Map.of("username", " "));

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("Type your user name first").doesNotContain("name=\"asked\"");
    }

    @Test
    void countsAMailedCodeOnceAndForItsNameOnly() {
        wrong("naledi", 3);
        wrong("johan", 3);
        var page = visitor.submit("/login", "/login/check", Map.of("username", "naledi"));
        var other = visitor.submit("/login", "/login/check", Map.of("username", "naledi"));
        deliver();
        var code = code();
        var johans = visitor.submit("/login", "/login/check", Map.of("username", "johan"));

        assertThat(codes.accept(asked(page), "johan", code)).isFalse();
        assertThat(codes.accept(asked(johans), "johan", code)).isFalse();
        assertThat(codes.accept(asked(johans), "naledi", code)).isFalse();
        assertThat(codes.accept(asked(page), "naledi", code)).isTrue();
        assertThat(codes.accept(asked(page), "naledi", code)).isFalse();
        assertThat(codes.accept(asked(other), "naledi", code)).isFalse();
    }

    @Test
    void letsNobodyTryACodeMoreThanFiveTimes() {
        var page = codes.ask("naledi", "127.0.0.1").orElseThrow();
        codes.send();
        sender.sendDue();

        for (int i = 0; i < 5; i++) {
            assertThat(codes.accept(page.value(), "naledi", "000000")).isFalse();
        }

        assertThat(codes.accept(page.value(), "naledi", code())).isFalse();
    }

    @Test
    void saysTheSameOfACodeForANameThatNobodyHas() {
        wrong("naledi", 3);
        wrong("nobody-here", 3);

        var known = visitor.submit("/login", "/login/check", Map.of("username", "naledi"));
        var unknown = visitor.submit("/login", "/login/check", Map.of("username", "nobody-here"));
        deliver();

        assertThat(said(unknown).replace("nobody-here", "NAME"))
                .isEqualTo(said(known).replace("naledi", "NAME"));
        assertThat(scene.mails()).isEqualTo(1);
        assertThat(codes.accept(asked(unknown), "nobody-here", "000000")).isFalse();
    }

    /** What a wrong code writes takes time, and must not tell whether one was sent. */
    @Test
    void countsTriesOfACodeThatWasNeverSent() {
        var page = codes.ask("nobody-here", "127.0.0.1").orElseThrow();
        codes.send();

        assertThat(codes.accept(page.value(), "nobody-here", "000000")).isFalse();

        assertThat(database.sql("select tries from sign_in_code")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void floodsNobodysMailbox() {
        for (int i = 0; i < 8; i++) {
            codes.ask("naledi", "127.0.0." + i);
        }
        deliver();

        assertThat(scene.mails()).isEqualTo(3);
    }

    @Test
    void letsOneNetworkAskForSoManyCodes() {
        for (int i = 0; i < settings.codesPerNetwork(); i++) {
            codes.ask("name" + i, "127.0.0.1");
        }

        assertThat(codes.ask("naledi", "127.0.0.1")).isEmpty();
        assertThat(codes.ask("naledi", "127.0.9.1")).isPresent();
    }

    /** One customer may have all of a /48: 65,536 networks. */
    @Test
    void countsTheNetworksAroundOneTogether() {
        var guards = new Guards(
                counts, light(), codes, new SignInSettings(3, 3, 10, 1, 600, 20, 20, 6, Duration.ofDays(90)));
        for (int i = 0; i < 14; i++) {
            guards.failed(at("name" + i, "2001:db8:0:" + i + "::1"));
        }
        assertThat(guards.isDear("2001:db8:0:ff::1")).isFalse();

        guards.failed(at("another", "2001:db8:0:14::1"));

        assertThat(guards.isDear("2001:db8:0:ff::1")).isTrue();
        assertThat(guards.isDear("2001:db8:1:ff::1")).isFalse();
    }

    @Test
    void letsTheNetworksAroundOneAskForFiveTimesAsManyCodes() {
        for (int i = 0; i < 5 * settings.codesPerNetwork(); i++) {
            assertThat(codes.ask("name" + i, "2001:db8:0:" + i + "::1")).isPresent();
        }

        assertThat(codes.ask("naledi", "2001:db8:0:fff::1")).isEmpty();
        assertThat(codes.ask("naledi", "2001:db8:1:fff::1")).isPresent();
    }

    /** Hundreds of names from one address fill no tables, and shut out nobody who works there. */
    @Test
    void writesNothingOfAFlood() {
        for (int i = 0; i < Guards.FLOOD; i++) {
            counts.failed(at("name" + i, "127.0.0.1"));
        }
        var rows = rows();

        for (var name : List.of("naledi", "nobody-here", "another")) {
            var flood = stranger(name, PASSWORD);
            assertThat(flood.statusCode()).isEqualTo(429);
            assertThat(flood.body()).contains("with the check below", "id=\"check\"");
            assertThat(attempt(name, PASSWORD, "no answer").statusCode()).isEqualTo(429);
        }
        assertThat(rows()).isEqualTo(rows);
        assertThat(withTheCheck("naledi", PASSWORD).statusCode()).isEqualTo(302);
        assertThat(withTheCheck("naledi", WRONG).statusCode()).isEqualTo(401);
        assertThat(trusted.signIn("johan", PASSWORD).statusCode()).isEqualTo(302);
        clock.advance(Duration.ofMinutes(61));
        assertThat(stranger("naledi", PASSWORD).statusCode()).isEqualTo(302);
    }

    /** What was typed comes back on the page, so not all of it. */
    @Test
    void saysNoMoreThanANameBack() {
        assertThat(stranger("\"".repeat(9_000), WRONG).body())
                .contains("do not belong together")
                .hasSizeLessThan(10_000);
        assertThat(stranger("\"".repeat(11_000), WRONG).statusCode()).isEqualTo(413);
    }

    @Test
    void saysAndWritesTheSameForANameThatNobodyHas() {
        var known = wrongAndWhatItWrote("naledi");
        var unknown = wrongAndWhatItWrote("nobody-here");

        assertThat(unknown).isEqualTo(known);
    }

    @Test
    void keepsNoNameAndNoPasswordThatWasTyped() {
        wrong("naledi", 10);

        for (var table : List.of("sign_in_attempts", "sign_in_origin", "sign_in_alarm", "sign_in_code")) {
            assertThat(database.sql("select count(*) from " + table + " t where t::text like '%naledi%'"
                                    + " or t::text like '%not it%'")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }

    private List<String> wrongAndWhatItWrote(String username) {
        var answer = new Visitor(port).signInAsAStranger(username, WRONG);
        var wrote = List.of("sign_in_attempts", "sign_in_origin", "sign_in_alarm", "sign_in_code", "notice").stream()
                .map(table -> table + " "
                        + database.sql("select count(*) from " + table)
                                .query(Integer.class)
                                .single())
                .toList();
        database.sql("delete from sign_in_attempts").update();
        database.sql("delete from sign_in_origin").update();
        return List.of(answer.statusCode() + said(answer).replace(username, "NAME"), wrote.toString());
    }

    private Guards node() {
        return new Guards(new AttemptCounts(database, secrets, settings, (Clock) clock), light(), codes, settings);
    }

    /** A check that costs next to nothing. */
    private ProofOfWork light() {
        return new ProofOfWork(
                database, json, secrets, new SignInSettings(3, 3, 10, 1, 600, 20, 20, 6, Duration.ofDays(90)), clock);
    }

    private static boolean guess(Guards node, int number) {
        var attempt = from(number, "");
        var looked = node.admit(attempt) == ADMITTED;
        node.failed(attempt);
        return looked;
    }

    private static Attempt at(String name, String address) {
        return new Attempt(
                name, Optional.empty(), address, new Origin("NG", "Another browser"), new Attempt.Answer("", "", ""));
    }

    private int rows() {
        return database.sql("select (select count(*) from sign_in_attempts) + (select count(*) from sign_in_origin)")
                .query(Integer.class)
                .single();
    }

    /** Each from a network of its own, which by itself would not make it dear. */
    private static Attempt from(int number, String answer) {
        return new Attempt(
                "naledi",
                Optional.empty(),
                "203.0." + number + ".1",
                new Origin("NG", "Another browser"),
                new Attempt.Answer(answer, "", ""));
    }

    private Callable<Void> raising() {
        return () -> {
            alerts.raise();
            return null;
        };
    }

    private void wrong(String username, int times) {
        for (int i = 0; i < times; i++) {
            stranger(username, WRONG);
        }
    }

    private HttpResponse<String> stranger(String username, String password) {
        return visitor.signInAsAStranger(username, password);
    }

    private HttpResponse<String> withTheCheck(String username, String password) {
        return attempt(
                username,
                password,
                Solver.solve(visitor.call("GET", "/login/check", null).body()));
    }

    private HttpResponse<String> attempt(String username, String password, String answer) {
        return visitor.submit("/login", Map.of("username", username, "password", password, "altcha", answer));
    }

    private void deliver() {
        codes.send();
        sender.sendDue();
    }

    private String code() {
        return Received.by(application).code(Scene.NALEDIS_ADDRESS);
    }

    private long alertTasks() {
        return tasks.createTaskQuery()
                .taskDefinitionKey("userTask_investigateSignInAttempts")
                .count();
    }

    private static String asked(HttpResponse<String> page) {
        var found = ASKED.matcher(page.body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String said(HttpResponse<String> page) {
        return page.body().replaceAll("name=\"(?:_csrf|asked)\"[^>]*>", "");
    }
}

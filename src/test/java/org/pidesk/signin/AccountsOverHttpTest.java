package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.signin.Dealerships.ABC;
import static org.pidesk.signin.Dealerships.PASSWORD;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.OfPhones;
import org.pidesk.notice.Sender;
import org.pidesk.organisation.Organisations;
import org.pidesk.sandbox.Received;
import org.pidesk.staff.App;
import org.pidesk.staff.ForgottenPasswords;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Links;
import org.pidesk.staff.Role;
import org.pidesk.staff.SecondFactors;
import org.pidesk.staff.StaffAccounts;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Passwords, links and second factors, from outside. */
@PiDeskTest
class AccountsOverHttpTest {
    private static final String GOOD = "wilted marmalade on tuesday";
    private static final String BETTER = "crimson tugboat parliament";
    private static final StaffMember SIPHO = Hires.member("sipho", "Sipho Ndlovu", Role.COMPLIANCE_MANAGER, ABC);
    private static final Pattern SECRET = Pattern.compile("factor-secret\">([A-Z2-7 ]+)<");
    private static final Pattern RECOVERY = Pattern.compile("<code>([0-9A-Z-]{19})</code>");

    @LocalServerPort
    int port;

    @Autowired
    Organisations organisations;

    @Autowired
    StaffMembers staff;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    SecondFactors factors;

    @Autowired
    ForgottenPasswords forgotten;

    @Autowired
    Links links;

    @Autowired
    JdbcClient sql;

    @Autowired
    Sender sender;

    @Autowired
    MovableClock clock;

    @Autowired
    @OfPhones
    MovableClock phones;

    @Autowired
    ApplicationContext application;

    Visitor visitor;
    App app;

    @BeforeEach
    void twoDealerships() {
        Dealerships.open(organisations, staff);
        visitor = new Visitor(port);
    }

    @Test
    void leadsAComplianceManagerFromTheInvitationToWork() {
        accounts.invite(Hires.ADMIN, SIPHO);
        sender.sendDue();
        var link = mailedLink("sipho@pi-desk.example", "/login/invitation/");

        assertThat(visitor.get(link).body()).contains("sipho", "At least <span>15</span>");
        assertThat(place(visitor.submit(link, Map.of("password", GOOD)))).endsWith("/login?chosen");
        assertThat(place(visitor.signIn("sipho", GOOD))).endsWith("/login/enrol");
        assertThat(visitor.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(302);
        var enrolled = enrol();

        assertThat(enrolled).contains("Keep your recovery codes");
        assertThat(RECOVERY.matcher(enrolled).results()).hasSize(10);
        assertThat(place(visitor.submit("/login", "/login/go-on", Map.of()))).contains("tasklist");
        assertThat(visitor.get("/desk/changes").statusCode()).isEqualTo(200);
    }

    @Test
    void opensNoDoorBeforeTheCodeOfTheApp() {
        enrolled(SIPHO);

        assertThat(place(visitor.signIn("sipho", GOOD))).endsWith("/login/code");
        for (var door : new String[] {"/desk/changes", "/camunda/app/tasklist/default/", "/desk/account"}) {
            assertThat(place(visitor.get(door))).endsWith("/login");
        }
        assertThat(visitor.submit("/login/code", Map.of("code", "000000")).statusCode())
                .isEqualTo(401);
        assertThat(place(visitor.submit("/login/code", Map.of("code", app.code()))))
                .endsWith("/camunda/app/tasklist/default/");
        assertThat(visitor.get("/desk/changes").statusCode()).isEqualTo(200);
    }

    @Test
    void asksForTheCodeAtEverySignIn() {
        enrolled(SIPHO);
        visitor.signIn("sipho", GOOD);
        visitor.submit("/login/code", Map.of("code", app.code()));

        assertThat(place(new Visitor(port).signIn("sipho", GOOD))).endsWith("/login/code");
    }

    @Test
    void takesARecoveryCodeOnce() {
        var code = RECOVERY.matcher(enrolled(SIPHO))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        visitor.signIn("sipho", GOOD);
        assertThat(place(visitor.submit("/login/code", Map.of("code", code)))).contains("tasklist");

        var other = new Visitor(port);
        other.signIn("sipho", GOOD);
        assertThat(other.submit("/login/code", Map.of("code", code)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void wantsNoSecondFactorOfSampleStaff() {
        assertThat(place(visitor.signIn("admin", PASSWORD))).contains("cockpit");
    }

    @Test
    void showsHurdlesToNobodyWhoHasNotBegun() {
        for (var hurdle : new String[] {"/login/code", "/login/enrol", "/login/new-password"}) {
            assertThat(place(visitor.get(hurdle))).endsWith("/login");
            assertThat(place(visitor.submit("/login", hurdle, Map.of("code", "000000", "password", GOOD))))
                    .endsWith("/login");
        }
        assertThat(place(visitor.submit("/login", "/login/go-on", Map.of()))).endsWith("/login");
    }

    @Test
    void letsWhoMustChangeThePasswordGoOnInTheSameSession() {
        accounts.demandNewPassword("naledi", "system");

        assertThat(place(visitor.signIn("naledi", PASSWORD))).endsWith("/login/new-password");
        assertThat(place(visitor.get("/desk/changes"))).endsWith("/login");
        assertThat(visitor.submit("/login/new-password", Map.of("password", PASSWORD))
                        .body())
                .contains("have already");
        assertThat(place(visitor.submit("/login/new-password", Map.of("password", GOOD))))
                .contains("tasklist");
        assertThat(visitor.get("/desk/changes").statusCode()).isEqualTo(200);
    }

    @Test
    void endsWhatAnotherHasBegunWithTheOldPassword() {
        accounts.demandNewPassword("naledi", "system");
        var mallory = new Visitor(port);
        mallory.signIn("naledi", PASSWORD);
        visitor.signIn("naledi", PASSWORD);
        visitor.submit("/login/new-password", Map.of("password", GOOD));

        assertThat(place(mallory.submit("/login", "/login/new-password", Map.of("password", BETTER))))
                .endsWith("/login");
        assertThat(staff.authenticate("naledi", GOOD)).isPresent();
    }

    @Test
    void replacesAForgottenPasswordAndEndsEverySession() {
        visitor.signIn("naledi", PASSWORD);
        var somewhere = new Visitor(port);

        somewhere.submit("/login/reset", Map.of("username", "naledi"));
        forgotten.answer();
        sender.sendDue();
        var link = mailedLink("naledi@pi-desk.example", "/login/reset/");
        // programs that check mails open every link, and some twice
        somewhere.get(link);
        new Visitor(port).get(link);
        assertThat(visitor.get("/desk/changes").statusCode()).isEqualTo(200);
        somewhere.submit(link, Map.of("password", GOOD));

        assertThat(visitor.get("/desk/changes").statusCode()).isEqualTo(302);
        assertThat(visitor.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(302);
        assertThat(somewhere.get(link).statusCode()).isEqualTo(410);
        sender.sendDue();
        assertThat(Received.by(application).newest("naledi@pi-desk.example").orElseThrow())
                .contains("was changed", "It was not you?")
                .doesNotContain("naledi");
    }

    @Test
    void asksForTheSecondFactorAfterAResetToo() {
        enrolled(SIPHO);
        visitor.submit("/login/reset", Map.of("username", "sipho"));
        forgotten.answer();
        visitor.submit("/login/reset/" + links.newest("sipho").value(), Map.of("password", BETTER));

        assertThat(place(visitor.signIn("sipho", BETTER))).endsWith("/login/code");
    }

    @Test
    void saysTheSameForANameThatNobodyHas() {
        var known = visitor.submit("/login/reset", Map.of("username", "naledi"));
        var unknown = visitor.submit("/login/reset", Map.of("username", "nobody"));

        assertThat(known.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(200);
        assertThat(plain(known)).isEqualTo(plain(unknown)).contains("If there is such an account");
    }

    @Test
    void mailsAtMostTwentyLinksInAnHourForOneNetwork() {
        for (int i = 0; i < 20; i++) {
            assertThat(visitor.submit("/login/reset", Map.of("username", "somebody" + i))
                            .statusCode())
                    .isEqualTo(200);
        }
        var tooMany = visitor.submit("/login/reset", Map.of("username", "naledi"));
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.body()).contains("try").doesNotContain("on its way");
        assertThat(sql.sql("select count(*) from staff_forgotten")
                        .query(Integer.class)
                        .single())
                .isEqualTo(20);

        clock.advance(Duration.ofMinutes(61));

        assertThat(visitor.submit("/login/reset", Map.of("username", "naledi")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void saysTheSameForEveryLinkThatIsNotGood() {
        var never = visitor.get("/login/reset/" + "x".repeat(43));
        accounts.invite(Hires.ADMIN, SIPHO);
        var forOtherThings = visitor.get("/login/reset/" + links.newest("sipho").value());

        assertThat(never.statusCode()).isEqualTo(forOtherThings.statusCode()).isEqualTo(410);
        assertThat(plain(never)).isEqualTo(plain(forOtherThings));
        assertThat(visitor.get("/login/first/" + "x".repeat(43)).statusCode()).isEqualTo(410);
    }

    @Test
    void endsTheSessionsOfAClosedAccountAtOnceOnThisNode() {
        visitor.signIn("naledi", PASSWORD);
        visitor.get("/camunda/app/tasklist/default/");

        accounts.disable(Hires.ADMIN, "naledi");

        assertThat(visitor.get("/desk/changes").statusCode()).isEqualTo(302);
        assertThat(visitor.call("GET", "/camunda/api/engine/engine/default/task", null)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void signsOutWhoGuessesThePresentPassword() {
        visitor.signIn("naledi", PASSWORD);
        for (int i = 0; i < 4; i++) {
            visitor.submit("/desk/account", "/desk/account/password", Map.of("present", "guess", "password", GOOD));
        }
        assertThat(visitor.get("/desk/account").statusCode()).isEqualTo(200);

        var fifth =
                visitor.submit("/desk/account", "/desk/account/password", Map.of("present", "guess", "password", GOOD));

        assertThat(place(fifth)).endsWith("/login?guessed");
        assertThat(visitor.get("/desk/account").statusCode()).isEqualTo(302);
        assertThat(visitor.get("/login?guessed").body()).contains("wrong five times");
    }

    @Test
    void tellsByMailThatARecoveryCodeWasUsed() {
        var code = RECOVERY.matcher(enrolled(SIPHO)).results().findFirst().orElseThrow();
        visitor.signIn("sipho", GOOD);
        visitor.submit("/login/code", Map.of("code", code.group(1)));
        sender.sendDue();

        assertThat(Received.by(application).newest("sipho@pi-desk.example").orElseThrow())
                .contains("A recovery code was used");

        factors.renewRecoveryCodes("sipho");
        sender.sendDue();
        assertThat(Received.by(application).newest("sipho@pi-desk.example").orElseThrow())
                .contains("New recovery codes were made");
    }

    @Test
    void endsAllSessionsWhenTheOwnPasswordIsChanged() {
        visitor.signIn("naledi", PASSWORD);
        var atHome = new Visitor(port);
        atHome.signIn("naledi", PASSWORD);

        var answer = visitor.submit(
                "/desk/account", "/desk/account/password", Map.of("present", PASSWORD, "password", GOOD));

        assertThat(place(answer)).endsWith("/login?chosen");
        assertThat(visitor.get("/login?chosen").body()).contains("Your password is set");
        assertThat(atHome.get("/desk/account").statusCode()).isEqualTo(302);
    }

    @Test
    void tellsTheFormerAddressThatMailsGoElsewhere() {
        Hires.change(
                accounts,
                new StaffMember(
                        "naledi",
                        "Naledi Khumalo",
                        new EmailAddress("elsewhere@pi-desk.example"),
                        Role.DEALERSHIP_STAFF,
                        ABC));
        sender.sendDue();

        assertThat(Received.by(application).newest("naledi@pi-desk.example").orElseThrow())
                .contains("go to another address")
                .doesNotContain("elsewhere@");
    }

    @Test
    void writesToAdministratorsInTheNameOfTheInstallation() {
        accounts.invite(Hires.ADMIN, Hires.member("ops", "Ops", Role.ADMINISTRATOR, null));
        sender.sendDue();

        assertThat(Received.by(application).newestSubject("ops@pi-desk.example"))
                .hasValue("pi-desk: your account at pi-desk");
    }

    /** @return the page with the recovery codes */
    private String enrolled(StaffMember member) {
        accounts.invite(Hires.ADMIN, member);
        visitor.submit("/login/invitation/" + links.newest(member.username()).value(), Map.of("password", GOOD));
        visitor.signIn(member.username(), GOOD);
        var page = enrol();
        visitor = new Visitor(port);
        phones.advance(Duration.ofMinutes(1));
        return page;
    }

    private String enrol() {
        var secret = SECRET.matcher(visitor.get("/login/enrol").body());
        assertThat(secret.find()).isTrue();
        app = App.with(secret.group(1), phones);
        return visitor.submit("/login/enrol", Map.of("code", app.code())).body();
    }

    private String mailedLink(String to, String path) {
        var text = Received.by(application).newest(to).orElseThrow();
        var link = Pattern.compile("http://localhost(" + path + "\\S+)").matcher(text);
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static String place(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("stays");
    }

    private static String plain(HttpResponse<String> answer) {
        return answer.body().replaceAll("name=\"_csrf\"[^>]*>", "");
    }
}

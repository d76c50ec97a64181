package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.signin.Dealerships.ABC;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.OfPhones;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.App;
import org.pidesk.staff.FactorSecret;
import org.pidesk.staff.Hires;
import org.pidesk.staff.LinkPurpose;
import org.pidesk.staff.Links;
import org.pidesk.staff.Role;
import org.pidesk.staff.SecondFactors;
import org.pidesk.staff.StaffAccounts;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.pidesk.staff.StaffPasswords;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whoever has the password, and nothing else, gets no further than the first hurdle. */
@PiDeskTest
class HurdlesTest {
    private static final String GOOD = "wilted marmalade on tuesday";
    private static final String BETTER = "crimson tugboat parliament";
    private static final StaffMember SIPHO = Hires.member("sipho", "Sipho Ndlovu", Role.COMPLIANCE_MANAGER, ABC);

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
    SecondFactors factors;

    @Autowired
    Links links;

    /** In the order in which they are taken. */
    @Autowired
    List<Hurdle> hurdles;

    @Autowired
    @OfPhones
    MovableClock phones;

    private final FactorSecret secret = FactorSecret.random();
    private App app;
    private Visitor stranger;

    @BeforeEach
    void somebodyKnowsThePassword() {
        Dealerships.open(organisations, staff);
        accounts.invite(Hires.ADMIN, SIPHO);
        passwords.choose(links.newest("sipho"), LinkPurpose.INVITATION, GOOD);
        app = App.with(secret.text(), phones);
        stranger = new Visitor(port);
    }

    @Test
    void servesThePageOfTheFirstOneOnly() {
        // the factor is still to be set up, and the password to be changed
        accounts.demandNewPassword("sipho", "system");
        assertThat(place(stranger.signInAsAStranger("sipho", GOOD))).isEqualTo("/login/device");
        servesOnlyTheFirst();

        // there is a factor to be shown
        factors.enrol("sipho", secret, app.code());
        servesOnlyTheFirst();

        assertThat(factors.recoveryCodesLeft("sipho")).isEqualTo(10);
        assertThat(staff.authenticate("sipho", GOOD)).isPresent();
    }

    private void servesOnlyTheFirst() {
        var pages = hurdles.stream().map(Hurdle::page).toList();
        assertThat(pages).startsWith("/login/device").hasSize(4);
        for (var page : pages.subList(1, pages.size())) {
            assertThat(place(stranger.get(page))).as(page).isEqualTo("/login");
            assertThat(place(stranger.submit("/login", page, Map.of("code", app.code(), "password", BETTER))))
                    .as(page)
                    .isEqualTo("/login");
        }
    }

    @Test
    void leadsThroughThemInTheirOrder() {
        accounts.demandNewPassword("sipho", "system");
        factors.enrol("sipho", secret, app.code());
        phones.advance(Duration.ofMinutes(1));
        var visitor = new Visitor(port);

        assertThat(place(visitor.signIn("sipho", GOOD))).isEqualTo("/login/code");
        assertThat(place(visitor.get("/login/new-password"))).isEqualTo("/login");
        assertThat(place(visitor.submit("/login/code", Map.of("code", app.code()))))
                .isEqualTo("/login/new-password");
        assertThat(place(visitor.get("/login/code"))).isEqualTo("/login");
        assertThat(place(visitor.submit("/login/new-password", Map.of("password", BETTER))))
                .contains("tasklist");
    }

    @Test
    void doesNotLetAStrangerWithThePasswordRestTheSecondFactor() {
        factors.enrol("sipho", secret, app.code());
        phones.advance(Duration.ofMinutes(1));
        stranger.signInAsAStranger("sipho", GOOD);

        for (int i = 0; i < 11; i++) {
            stranger.submit("/login", "/login/code", Map.of("code", "000000"));
        }

        assertThat(factors.check("sipho", app.code())).isEqualTo(SecondFactors.Answer.RIGHT);
    }

    @Test
    void offersAWayBackAtEachOfThem() {
        var visitor = new Visitor(port);
        assertThat(place(visitor.signIn("sipho", GOOD))).isEqualTo("/login/enrol");
        leaves(visitor, "/login/enrol");

        accounts.demandNewPassword("sipho", "system");
        factors.enrol("sipho", secret, app.code());
        phones.advance(Duration.ofMinutes(1));
        visitor.signIn("sipho", GOOD);
        leaves(visitor, "/login/code");

        visitor.signIn("sipho", GOOD);
        visitor.submit("/login/code", Map.of("code", app.code()));
        leaves(visitor, "/login/new-password");
    }

    private static void leaves(Visitor visitor, String page) {
        assertThat(visitor.get(page).body()).contains("action=\"/logout\"");
        assertThat(place(visitor.submit(page, "/logout", Map.of()))).isEqualTo("/login?out");
        assertThat(place(visitor.get(page))).isEqualTo("/login");
    }

    @Test
    void saysWhatHelpsAgainstAWrongCodeOfEitherKind() {
        factors.enrol("sipho", secret, app.code());
        var visitor = new Visitor(port);
        visitor.signIn("sipho", GOOD);

        assertThat(visitor.submit("/login/code", Map.of("code", "000000")).body())
                .contains("Wait for the next one", "<title>Wrong code");
        assertThat(visitor.submit("/login/code", Map.of("code", "AAAA-BBBB-CCCC-DDDD"))
                        .body())
                .contains("none of your recovery codes")
                .doesNotContain("Wait for the next one");
    }

    private static String place(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}

package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.identity.IdentityChecks;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.notice.Sender;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.pidesk.sandbox.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The way from an address to its proof, over HTTP, without JavaScript. */
@PiDeskTest
class StartTest {
    private static final String PI = "/abc-motors/pi";
    private static final String THANDI = "thandi@example.com";

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext application;

    @Autowired
    Organisations organisations;

    @Autowired
    IdentityChecks identity;

    @Autowired
    Sender sender;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    private org.pidesk.Visitor browser;

    @BeforeEach
    void abcMotors() {
        organisations.register(new Organisation(
                        new OrganisationId("abc-motors"),
                        "ABC Motors",
                        "1 Long Street, Cape Town",
                        "privacy@abcmotors.example",
                        "087 551 1446")
                .site("localhost")
                .whatsapp("081 242 5883")
                .privacyPolicy("https://abcmotors.example/privacy"));
        organisations.register(new Organisation(
                new OrganisationId("seaside-cars"), "Seaside Cars", "2 Beach Road", "pi@seaside.example", "087 1"));
        browser = new org.pidesk.Visitor(port);
    }

    @Test
    void saysWhoAsksAndWhyAndWhereToComplain() {
        var page = browser.get(PI);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("ABC Motors", "1 Long Street, Cape Town", "privacy@abcmotors.example", "087 551 1446")
                .contains("081 242 5883", "https://abcmotors.example/privacy", "Information Regulator")
                .contains("What happens with what you type");
    }

    @Test
    void findsTheOrganisationByTheHostName() {
        assertThat(browser.get("/pi").body()).contains("Your personal information at ABC Motors");
    }

    @Test
    void leadsFromTheRootOfASiteToItsPage() {
        leadsTo(browser.get("/"), "/pi");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/no-such-dealer/pi",
                "/NOT%20A%20NAME/pi",
                "/abc-motors/pi/nowhere",
                "/pi/nowhere",
                "/abc-motors/pi/form-too-old"
            })
    void saysPlainlyWhereNothingIs(String path) {
        var page = browser.get(path);

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is nothing here");
    }

    @Test
    void provesAnAddressByItsCode() {
        leadsTo(ask(THANDI), PI + "/code");
        assertThat(browser.get(PI + "/code").body()).contains(THANDI, "one-time-code", "code is on its way");

        leadsTo(answer(code()), PI + "/held");

        assertThat(browser.cookie("pi-proof")).isPresent();
        assertThat(browser.cookie("pi-code")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"082 555 0147", "+27 (0)82 555 0147", "0027825550147", "082-555-0147"})
    void takesEverySpellingOfAMobileNumber(String typed) {
        leadsTo(ask(typed), PI + "/code");

        assertThat(browser.get(PI + "/code").body()).contains("082 555 0147");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "thandi",
                "thandi@",
                "087 551 1446",
                "<script>alert(1)</script>",
                "0831234",
                "a@b\r\nBcc: c@d.za"
            })
    void saysAtTheFieldWhatIsWrongAndKeepsWhatWasTyped(String typed) {
        var page = ask(typed);

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains(
                        "There is a problem",
                        "href=\"#address\"",
                        "aria-invalid=\"true\"",
                        "address-error",
                        "autofocus")
                .doesNotContain("<script>alert");
        if (typed.equals("thandi@")) {
            assertThat(page.body()).contains("value=\"thandi@\"");
        }
        assertThat(rows("identity_challenge")).isZero();
    }

    @Test
    void asksForEitherKindOfAddressWhereItIsNeither() {
        assertThat(browser.get(PI).body()).doesNotContain("autofocus");
        assertThat(ask("fred").body()).contains("Enter an email address or a mobile number.");
    }

    @Test
    void letsAWrongCodeBeTypedAgain() {
        ask(THANDI);
        var right = code();

        var page = answer(right.equals("111111") ? "222222" : "111111");

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("That is not the code", "4 more times", "href=\"#code\"", "value=\"111111\"");
        leadsTo(answer(right), PI + "/held");
    }

    @Test
    void takesACodeWithGaps() {
        ask(THANDI);

        leadsTo(answer(" " + code().substring(0, 3) + " " + code().substring(3)), PI + "/held");
    }

    @Test
    void leadsToANewCodeWhereOnlyThatHelps() {
        ask(THANDI);
        clock.advance(Duration.ofMinutes(11));

        var page = answer("123456");

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("has run out", "href=\"#again\"", "id=\"again\" autofocus");
    }

    @Test
    void sendsTheSameCodeAgain() {
        ask(THANDI);
        var first = code();

        leadsTo(browser.submit(PI + "/code", PI + "/code/again", Map.of()), PI + "/code?sent");

        assertThat(received().count(THANDI)).isPositive();
        assertThat(code()).isEqualTo(first);
        assertThat(browser.get(PI + "/code?sent").body()).contains("another message is on its way");
        leadsTo(answer(first), PI + "/held");
    }

    @Test
    void takesAResendAfterTheEndForANewStart() {
        leadsTo(browser.submit(PI, PI + "/code/again", Map.of()), PI + "?again");
        leadsTo(browser.submit(PI, PI + "/code", Map.of("code", "123456")), PI + "?again");
    }

    @Test
    void leadsTheBackButtonOnwardsOnceProven() {
        prove();

        leadsTo(browser.get(PI + "/code"), PI + "/held");
        leadsTo(browser.submit(PI, PI + "/code", Map.of("code", "123456")), PI + "/held");
    }

    @Test
    void showsTheSameWhetherAMessageWasSentOrNot() {
        IntStream.range(0, 3).forEach(i -> new org.pidesk.Visitor(port).submit(PI, Map.of("address", THANDI)));

        var limited = ask(THANDI);
        var page = browser.get(PI + "/code").body();

        leadsTo(limited, PI + "/code");
        browser = new org.pidesk.Visitor(port);
        ask("aisha@example.com");
        assertThat(masked(page)).isEqualTo(masked(browser.get(PI + "/code").body()));
    }

    @Test
    void tellsANetworkThatAsksTooOften() {
        for (int i = 0; i < 120; i++) {
            identity.ask(
                    new OrganisationId("abc-motors"), EmailAddress.parse("someone" + i + "@example.com"), "127.0.0.1");
        }

        var page = ask("someone-else@example.com");

        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(page.headers().firstValue("Retry-After")).isPresent();
        assertThat(page.body()).contains("Too many codes were asked for from your network");
    }

    @Test
    void asksWhoeverHasNoProofToConfirmAgain() {
        for (var page :
                List.of("/held", "/withdraw", "/requests", "/done/PI-7K3M-9QXW-C2TD", "/requests/PI-7K3M-9QXW-C2TD")) {
            leadsTo(browser.get(PI + page), PI + "?again");
        }
        leadsTo(browser.submit(PI, PI + "/withdraw", Map.of("wording", HeldController.WORDING)), PI + "?again");
        assertThat(browser.get(PI + "?again").body()).contains("please confirm your address again");
    }

    @Test
    void asksAgainWhenAProofIsTooOld() {
        prove();
        clock.advance(Duration.ofMinutes(31));

        leadsTo(browser.get(PI + "/held"), PI + "?again");
    }

    @Test
    void countsAProofAtItsOwnOrganisationOnly() {
        prove();

        leadsTo(browser.get("/seaside-cars/pi/held"), "/seaside-cars/pi?again");
        leadsTo(browser.get("/seaside-cars/pi/code"), "/seaside-cars/pi");
    }

    @Test
    void forgetsTheProofOfWhoLeaves() {
        prove();

        var left = browser.submit(PI, PI + "/leave", Map.of());

        leadsTo(left, PI + "?left");
        assertThat(left.headers().firstValue("Clear-Site-Data")).contains("\"cache\", \"storage\"");
        assertThat(rows("identity_proof")).isZero();
        assertThat(browser.cookie("pi-proof")).isEmpty();
        leadsTo(browser.get(PI + "/held"), PI + "?again");
    }

    @Test
    void refusesAFormWithoutItsToken() {
        var page = new org.pidesk.Visitor(port).submit(PI + "/nowhere", PI, Map.of("address", THANDI));

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body())
                .contains("This page is too old", "href=\"" + PI + "\"")
                .doesNotContain(THANDI);
        assertThat(rows("identity_challenge")).isZero();
    }

    @Test
    void refusesAFormThatIsTooLarge() {
        var page = browser.submit(PI, Map.of("address", "a".repeat(33_000)));

        assertThat(page.statusCode()).isEqualTo(413);
        assertThat(page.body()).contains("This is too long", "Nothing was changed.");
        strict(page);
    }

    @Test
    void sendsItsHeadersWithEveryAnswer() {
        strict(browser.get(PI));
        strict(browser.get("/"));
        strict(browser.get("/no-such-dealer/pi"));
        strict(browser.get(PI + "/held"));
        strict(ask("nonsense"));
        strict(ask(THANDI));
        strict(new org.pidesk.Visitor(port).submit(PI + "/nowhere", PI, Map.of()));
    }

    @Test
    void keepsItsCookiesFromScriptsAndOtherSites() {
        var cookies = ask(THANDI).headers().allValues("Set-Cookie");

        assertThat(cookies).singleElement().asString().contains("pi-code=", "HttpOnly", "SameSite=Strict", "Path=/");
        assertThat(new org.pidesk.Visitor(port).get(PI).headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .contains("pi-form=", "HttpOnly", "SameSite=Lax", "Path=/");
    }

    @Test
    void changesNothingForWhoOnlyLooks() {
        ask(THANDI);
        var before = rows("identity_challenge") + rows("identity_message") + rows("identity_limit") + rows("notice");

        for (var method : List.of("GET", "HEAD", "OPTIONS")) {
            for (var page : List.of("", "/code", "/code/again", "/withdraw", "/leave", "/held")) {
                browser.call(method, PI + page, null);
            }
        }

        assertThat(rows("identity_challenge") + rows("identity_message") + rows("identity_limit") + rows("notice"))
                .isEqualTo(before);
    }

    private HttpResponse<String> ask(String address) {
        return browser.submit(PI, Map.of("address", address));
    }

    private HttpResponse<String> answer(String code) {
        return browser.submit(PI + "/code", Map.of("code", code));
    }

    private void prove() {
        ask(THANDI);
        leadsTo(answer(code()), PI + "/held");
    }

    private String code() {
        sender.sendDue();
        return received().code(THANDI);
    }

    private Received received() {
        return Received.by(application);
    }

    private long rows(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static String masked(String page) {
        return page.replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "").replaceAll("(thandi|aisha)@example.com", "…");
    }

    private static void leadsTo(HttpResponse<String> answer, String path) {
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElseThrow().replaceFirst("http://localhost:\\d+", ""))
                .isEqualTo(path);
    }

    private static void strict(HttpResponse<String> answer) {
        var headers = answer.headers();
        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(headers.firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
    }
}

package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.MadeKeys;
import org.pidesk.OwnRoute;
import org.pidesk.PiDesk;
import org.pidesk.Visitor;
import org.pidesk.geo.AtlasMaker;
import org.pidesk.kernel.Token;
import org.pidesk.web.Hello;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The product as the world meets it: over TLS by a keystore of its own, behind one proxy, which we are, with the staff
 * area locked to South Africa.
 */
@Tag("starts-a-product")
class EdgeIT {
    private static final String AT_HOME = "196.25.1.7";
    private static final String ABROAD = "5.5.5.5";
    private static final String PASSWORD = "correct horse battery";
    private static final List<String> CODES = List.of("a code of the first safe", "a code of the second safe");

    /** Pages and answers whose content is nobody's: a browser may keep them. */
    private static final Pattern FILE = Pattern.compile("/.*\\.(css|js|ico|svg|png|woff2?)");

    private static final Pattern HOST_COOKIE =
            Pattern.compile("__Host-[^=]+=[^;]*(?=.*; ?Secure)(?=.*; ?Path=/(;|$)).*");

    @TempDir
    private static Path folder;

    private static Path countries;
    private static ConfigurableApplicationContext application;
    private static String base;
    private static SSLContext tls;

    @BeforeAll
    static void start() throws IOException, InterruptedException, GeneralSecurityException {
        countries = folder.resolve("countries.mmdb");
        var keys = keystore();
        tls = trusting(keys);
        application = new SpringApplicationBuilder(PiDesk.class)
                .run(
                        "--pidesk.data-dir=" + folder.resolve("data"),
                        "--server.port=0",
                        "--server.ssl.key-store=" + keys,
                        "--server.ssl.key-store-password=" + PASSWORD,
                        "--pidesk.base-url=https://localhost",
                        "--pidesk.trusted-proxies.count=1",
                        "--pidesk.geo.database=" + countries,
                        "--pidesk.staff-area.countries=ZA",
                        "--pidesk.staff-area.networks=5.5.6.0/24",
                        "--pidesk.staff-area.break-glass=" + hash(CODES.get(0)) + "," + hash(CODES.get(1)),
                        "--pidesk.sandbox.password=" + PASSWORD);
        application.getBean(KnownBrowser.class).isRunning();
        base = "https://localhost:" + application.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    /** The application itself cannot mend it. */
    @BeforeEach
    void aWholeGlass() throws SQLException {
        var owner = application.getBean(FlywayConnectionDetails.class);
        try (var connection =
                        DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword());
                var statement = connection.createStatement()) {
            statement.execute("truncate broken_glass");
        }
    }

    @BeforeEach
    void aFileOfCountries() {
        new AtlasMaker(application.getBean(Clock.class).instant())
                .with("196.25.0.0/16", "ZA")
                .with("5.5.0.0/16", "DE")
                .write(countries);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/login/",
                "/logout",
                "/desk",
                "/desk/systems",
                "/desk/forms/desk.js",
                "/camunda",
                "/camunda/app/tasklist/default/",
                "/camunda/api/engine/engine/default/task",
                "/camunda/lib/pidesk/sign-in-and-out.js"
            })
    void letsStaffInFromHomeOnly(String path) {
        assertThat(from(ABROAD).get(path).statusCode()).isEqualTo(403);
        assertThat(from(ABROAD).get(path).body()).contains("Closed from where you are", "belongs to another");
        assertThat(from("9.9.9.9").get(path).body()).contains("no country is known");
        assertThat(from(AT_HOME + ", " + ABROAD).get(path).statusCode()).isEqualTo(403);
        assertThat(from(AT_HOME).get(path).body()).doesNotContain("Closed from where you are");
        assertThat(from("5.5.6.7").get(path).body()).doesNotContain("Closed from where you are");
    }

    /** By no other spelling either, and with no more than that: it is no address of ours. */
    @ParameterizedTest
    @ValueSource(strings = {"/%6cogin", "/%64esk/systems", "/c%61munda/app/tasklist/default/"})
    void letsNobodyInByAnotherSpelling(String path) {
        for (var network : List.of(AT_HOME, ABROAD)) {
            assertThat(from(network).get(path).statusCode()).as(network).isEqualTo(400);
        }
    }

    @Test
    void speaksNoOldTls() throws IOException {
        var port = URI.create(base).getPort();

        assertThat(Hello.isRefusedForItsVersion(port, 2)).isTrue();
        assertThat(Hello.isRefusedForItsVersion(port, 3)).isFalse();
    }

    @Test
    void takesNoPasswordFromAbroad() {
        var abroad = from(ABROAD);

        var answer = abroad.submit("/login/break-glass", "/login", Map.of("username", "naledi", "password", PASSWORD));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Closed from where you are");
    }

    @Test
    void isOpenToPeopleFromEverywhere() {
        for (var address : List.of(ABROAD, AT_HOME, "9.9.9.9", "unknown", "2001:db8::1")) {
            assertThat(from(address).get("/abc-motors/pi").statusCode())
                    .as(address)
                    .isEqualTo(200);
        }
    }

    @Test
    void closesToStaffAndStaysOpenToPeopleWithoutAFileOfCountries() throws IOException {
        assertThat(from(AT_HOME).get("/login").statusCode()).isEqualTo(200);
        await().until(() -> from(AT_HOME).get("/actuator/health").statusCode() == 200);

        for (var broken : List.of("", "broken")) {
            Files.writeString(countries, broken);
            if (broken.isEmpty()) {
                Files.delete(countries);
            }

            assertThat(from(AT_HOME).get("/login").statusCode()).isEqualTo(403);
            assertThat(from(AT_HOME).get("/login").body()).contains("Closed to everybody for now", "missing or broken");
            assertThat(from(AT_HOME).get("/abc-motors/pi").statusCode()).isEqualTo(200);
            await().until(() -> from(AT_HOME).get("/actuator/health").statusCode() == 503);
            assertThat(from(AT_HOME).get("/actuator/health/readiness").statusCode())
                    .isEqualTo(200);
        }
        aFileOfCountries();

        assertThat(from(AT_HOME).get("/login").statusCode()).isEqualTo(200);
        await().until(() -> from(AT_HOME).get("/actuator/health").statusCode() == 200);
    }

    @Test
    void saysThatTheFileIsOld() {
        new AtlasMaker(Instant.parse("2024-01-01T00:00:00Z"))
                .with("196.25.0.0/16", "ZA")
                .write(countries);

        assertThat(from(AT_HOME).get("/login").statusCode()).isEqualTo(200);
        await().until(() -> from(AT_HOME).get("/actuator/health").body().contains("OUT_OF_SERVICE"));
    }

    @Test
    void opensByABrokenGlassToOneBrowserOnce() {
        var abroad = from(ABROAD);
        assertThat(abroad.submit("/login/break-glass", Map.of("code", "a guess"))
                        .statusCode())
                .isEqualTo(403);

        var opened = abroad.submit("/login/break-glass", Map.of("code", CODES.get(0)));

        assertThat(opened.headers().firstValue("Location")).hasValue("/login");
        assertThat(abroad.get("/login").statusCode()).isEqualTo(200);
        assertThat(abroad.get("/desk").headers().firstValue("Location")).hasValue("/login");
        assertThat(from(ABROAD).get("/login").statusCode()).isEqualTo(403);
        assertThat(from(ABROAD)
                        .submit("/login/break-glass", Map.of("code", CODES.get(0)))
                        .body())
                .contains("it was used before");
        await().until(() -> from(AT_HOME).get("/actuator/health").body().contains("OUT_OF_SERVICE"));
        assertThat(count("select count(*) from notice where kind = 'GLASS_BROKEN'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from fact where kind = 'GLASS_BROKEN'"))
                .isEqualTo(1);
    }

    @Test
    void saysTheHeadersWithEveryAnswer() {
        var crawled = new TreeSet<String>();
        var wrong = new ArrayList<String>();
        for (var visitor : List.of(from(AT_HOME), from(ABROAD), signedIn("johan"), signedIn("admin"))) {
            for (var route : OwnRoute.all(application)) {
                if (!route.equals(new OwnRoute("POST", "/logout"))) {
                    var path = route.with(Map.of("organisation", "abc-motors"));
                    var answer =
                            route.method().equals("GET") ? visitor.get(path) : visitor.call(route.method(), path, "{}");
                    crawled.add(path);
                    wrong.addAll(missing(path, answer));
                }
            }
            for (var route : Route.all()) {
                var path = route.with("x1");
                crawled.add(path);
                wrong.addAll(missing(
                        path, visitor.call(route.method(), path, route.method().equals("GET") ? null : "{}")));
            }
            for (var path : List.of(
                    "/",
                    "/nothing-here",
                    "/pidesk.css",
                    "/signin.css",
                    "/favicon.ico",
                    "/desk/pages.css",
                    "/webjars/bootstrap/css/bootstrap.min.css",
                    "/camunda/app/tasklist/default/",
                    "/camunda/app/cockpit/default/",
                    "/camunda/app/tasklist/scripts/config.js",
                    "/actuator/env",
                    "/actuator/health",
                    "//",
                    "/pi//code",
                    "/%2e%2e/x",
                    "/error")) {
                crawled.add(path);
                wrong.addAll(missing(path, visitor.get(path)));
            }
        }

        assertThat(crawled).hasSizeGreaterThan(300);
        assertThat(wrong).isEmpty();
    }

    @Test
    void wouldNoticeAMissingHeader() {
        var page = from(AT_HOME).get("/pidesk.css");

        assertThat(missing("/desk", page)).containsExactly("/desk 200 Cache-Control: no-store");
    }

    @Test
    void takesChangesOfCamundasPagesFromThisSiteOnly() {
        var count = "/camunda/api/engine/engine/default/task/count";

        assertThat(signedIn("naledi").call("POST", count, "{}").statusCode()).isEqualTo(403);
        assertThat(signedIn("naledi", "Origin", "https://mallory.example")
                        .call("POST", count, "{}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(signedIn("naledi", "Origin", "https://localhost")
                        .call("POST", count, "{}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static int count(String sql) {
        return application
                .getBean(JdbcClient.class)
                .sql(sql)
                .query(Integer.class)
                .single();
    }

    private static List<String> missing(String path, HttpResponse<String> answer) {
        var wrong = new ArrayList<String>();
        var headers = answer.headers();
        Map.of(
                        "Strict-Transport-Security", "max-age=31536000; includeSubDomains",
                        "X-Content-Type-Options", "nosniff",
                        "Referrer-Policy", "no-referrer",
                        "Cross-Origin-Opener-Policy", "same-origin")
                .forEach((name, value) -> {
                    if (!headers.allValues(name).equals(List.of(value))) {
                        wrong.add(name + ": " + headers.allValues(name));
                    }
                });
        var policy = headers.firstValue("Content-Security-Policy").orElse("");
        if (!policy.contains("frame-ancestors 'none'")
                || policy.contains("unsafe-") && !path.startsWith("/camunda/a")
                || headers.allValues("Content-Security-Policy").size() != 1) {
            wrong.add("Content-Security-Policy: " + policy);
        }
        if (!FILE.matcher(path).matches()
                && !headers.firstValue("Cache-Control").orElse("").contains("no-store")) {
            wrong.add("Cache-Control: no-store");
        }
        headers.allValues("Set-Cookie").stream()
                .filter(cookie -> !HOST_COOKIE.matcher(cookie).matches())
                .forEach(cookie -> wrong.add(cookie.replaceAll("=[^;]*;", "=…;")));
        return wrong.stream()
                .map(what -> path + " " + answer.statusCode() + " " + what)
                .toList();
    }

    private static Visitor signedIn(String username, String... headers) {
        var all = new ArrayList<>(List.of("X-Forwarded-For", AT_HOME));
        all.addAll(List.of(headers));
        var visitor = visitor(all.toArray(String[]::new));
        visitor.signIn(username, PASSWORD);
        var home = username.equals("admin") ? "/camunda/app/cockpit/default/" : "/camunda/app/tasklist/default/";
        assertThat(visitor.get(home).statusCode()).isEqualTo(200);
        return visitor;
    }

    /** Whoever comes over the proxy, as the proxy saw them. */
    private static Visitor from(String forwardedFor) {
        return visitor("X-Forwarded-For", forwardedFor);
    }

    private static Visitor visitor(String... headers) {
        return new Visitor(base, HttpClient.newBuilder().sslContext(tls), headers);
    }

    private static String hash(String code) {
        return HexFormat.of().formatHex(new Token(code).hash());
    }

    private static Path keystore() throws IOException, InterruptedException {
        var file = folder.resolve("keys.p12");
        MadeKeys.write(
                file, PASSWORD, "localhost", "-keyalg", "EC", "-groupname", "secp256r1", "-ext", "san=dns:localhost");
        return file;
    }

    private static SSLContext trusting(Path keys) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        var own = KeyStore.getInstance("PKCS12");
        own.load(null);
        own.setCertificateEntry("pi-desk", store.getCertificate(MadeKeys.ALIAS));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(own);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}

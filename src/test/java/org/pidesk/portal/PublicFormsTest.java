package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.OwnRoute;
import org.pidesk.PiDeskTest;
import org.pidesk.identity.Proving;
import org.pidesk.notice.Sender;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** What holds for every form that anybody can send. */
@PiDeskTest
class PublicFormsTest {
    private static final String PI = "/abc-motors/pi";
    private static final String ELSEWHERE = "/sea-point-cars/pi";

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext application;

    @Autowired
    SamplePeople people;

    @Autowired
    Proving proving;

    @Autowired
    Sender sender;

    @Autowired
    JdbcClient database;

    @BeforeEach
    void everybodyHasMovedIn() {
        people.moveIn();
    }

    /** Scripts set the header by hand, and forget what divides the parts. */
    @ParameterizedTest
    @ValueSource(strings = {PI, PI + "/subscribe", "/login", PI + "/requests/PI-0000-0000"})
    void saysThatAFormWithoutPartsCannotBeRead(String address) {
        var script = new org.pidesk.Visitor(port);
        var header = "multipart/form-data";

        assertThat(script.call("GET", address, header, new byte[0]).statusCode())
                .isLessThan(500);
        assertThat(script.call("POST", address, header, "no parts".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isBetween(300, 499);
    }

    @Test
    void saysWhatIsWrongWithAFormWithoutParts() {
        var script = new org.pidesk.Visitor(port);

        assertThat(script.call("GET", PI + "/subscribe", "multipart/form-data", new byte[0])
                        .statusCode())
                .isEqualTo(400);
        assertThat(script.get(PI + "/subscribe").statusCode()).isEqualTo(200);
    }

    @Test
    void isSmall() {
        var browser = new org.pidesk.Visitor(port);

        assertThat(forms())
                .hasSizeGreaterThan(15)
                .allSatisfy(form -> assertThat(browser.submit(PI, form, Map.of("address", "a".repeat(33_000)))
                                .statusCode())
                        .isEqualTo(413));
    }

    /** But for the way out of marketing: mail programs send it, and its address is the secret. */
    @Test
    void carriesATokenOfItsOwn() {
        var ours = forms().stream().filter(form -> !form.contains("/unsubscribe/"));

        assertThat(ours).allSatisfy(form -> {
            var stranger = new org.pidesk.Visitor(port).call("POST", form, "");

            assertThat(stranger.body()).contains("open too long");
        });
    }

    /** Of the forms that come after the proof none does anything for who has proven nothing. */
    @Test
    void changesNothingWithoutAProof() {
        var browser = new org.pidesk.Visitor(port);

        for (var form : forms()) {
            if (!form.equals(PI)) {
                var answer = browser.submit(PI, form, Map.of());

                assertThat(answer.statusCode()).as(form).isIn(303, 404);
            }
        }

        assertThat(rows("request")).isZero();
        assertThat(rows("notice")).isZero();
    }

    /** She is a customer of both. */
    @Test
    void takesAProofAtItsOwnOrganisationOnly() {
        var browser = new org.pidesk.Visitor(port);
        browser.keep(
                "pi-proof", proving.prove(ABC_MOTORS, List.of(THANDI)).get(0).value());
        assertThat(browser.get(PI + "/held").statusCode()).isEqualTo(200);

        assertThat(ofTheProven()).hasSizeGreaterThan(20).allSatisfy(route -> {
            var page = route.with(Map.of("organisation", "sea-point-cars", "reference", "PI-7K3M-9QXW-C2TD"));
            var answer = route.method().equals("GET") ? browser.get(page) : browser.submit(ELSEWHERE, page, Map.of());

            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).hasValue(ELSEWHERE + "?again");
        });
        assertThat(rows("request")).isZero();
    }

    /** Where a {@link Visitor} is asked for. */
    private List<OwnRoute> ofTheProven() {
        return application.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(route -> Stream.of(route.getValue().getMethodParameters())
                        .anyMatch(parameter -> parameter.getParameterType() == Visitor.class))
                .flatMap(route -> OwnRoute.of(route.getKey()).stream())
                .filter(route -> route.isAbout("organisation"))
                .toList();
    }

    static Stream<List<String>> namesOfOthers() {
        return Stream.of(
                List.of("Host", "mallory.example"),
                List.of("Host", "mallory.example:8080"),
                List.of("X-Forwarded-Host", "mallory.example"),
                List.of("X-Forwarded-Server", "mallory.example"),
                List.of("X-Forwarded-Port", "666"),
                List.of("X-Forwarded-Proto", "mallory"),
                List.of("X-Forwarded-Prefix", "/mallory"),
                List.of("X-Host", "mallory.example"),
                List.of("X-Original-URL", "https://mallory.example/"),
                List.of("X-Rewrite-URL", "https://mallory.example/"),
                List.of("Forwarded", "host=mallory.example;proto=https"),
                List.of("X-Forwarded-Host", "mallory.example", "Host", "mallory.example"));
    }

    @ParameterizedTest
    @MethodSource("namesOfOthers")
    void leadsNobodyElsewhereInAMail(List<String> headers) {
        var browser = new org.pidesk.Visitor(
                "http://localhost:" + port, HttpClient.newBuilder(), headers.toArray(String[]::new));
        browser.submit(PI, Map.of("address", THANDI.value()));
        sender.sendDue();
        var code = Received.by(application).code(THANDI.value());
        browser.submit(PI + "/code", Map.of("code", code));
        var withdrawn = browser.submit(PI + "/withdraw", Map.of("wording", HeldController.WORDING));
        sender.sendDue();

        assertThat(withdrawn.headers().firstValue("Location").orElseThrow()).startsWith(PI + "/done/");
        var mail = Received.by(application).newest(THANDI.value()).orElseThrow();
        assertThat(mail).contains("http://localhost" + PI + "/requests/").doesNotContain("mallory", "666");
    }

    private List<String> forms() {
        return OwnRoute.all(application).stream()
                .filter(route -> route.method().equals("POST"))
                .filter(route -> route.pattern().startsWith("/{organisation}/pi"))
                .filter(route ->
                        !route.pattern().contains("**") && !route.pattern().endsWith("/form-too-old"))
                .map(route -> route.with(Map.of("organisation", "abc-motors")))
                .toList();
    }

    private long rows(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }
}

package org.pidesk.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** One wrong setting, one sentence. */
class ProductionSettingsTest {
    private static final Map<String, Object> RIGHT = Map.ofEntries(
            Map.entry("spring.datasource.url", "jdbc:postgresql://db.example/pidesk?sslmode=verify-full"),
            Map.entry("spring.datasource.username", "pidesk"),
            Map.entry("spring.datasource.password", "5f1d3c9a7b2e8046"),
            Map.entry("spring.flyway.user", "pidesk_owner"),
            Map.entry("spring.flyway.password", "0c7e4b19d6a2f835"),
            Map.entry("pidesk.secret", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ/+7dzLuqmYg="),
            Map.entry("pidesk.base-url", "https://pi.example"),
            Map.entry("pidesk.trusted-proxies.count", "1"),
            Map.entry("pidesk.staff-area.countries", "ZA"),
            Map.entry("spring.mail.host", "mail.example"),
            Map.entry("pidesk.mail.sender", "notices@pi.example"),
            Map.entry("spring.mail.properties.mail.smtp.starttls.required", "true"),
            Map.entry("camunda.bpm.authorization.enabled", "true"),
            Map.entry("pidesk.metrics.token", "0c7e4b19d6a2f8355f1d3c9a7b2e8046"),
            Map.entry("management.endpoints.web.exposure.include", "health,prometheus"));

    @Test
    void saysNothingOfAProductionAsItShouldBe() {
        assertThat(refusals(RIGHT)).isEmpty();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "spring.datasource.url | '' | spring.datasource.url is not set",
                "spring.datasource.url | jdbc:h2:mem:test | does not name a PostgreSQL database",
                "spring.datasource.url | jdbc:postgresql://db.example/pidesk | spring.datasource.url leads to another machine",
                "spring.datasource.url | jdbc:postgresql://10.0.0.7:5432/pidesk?sslmode=require | leads to another machine",
                "spring.datasource.url | jdbc:postgresql://one.example,two/pidesk?sslmode=prefer | leads to another machine",
                "spring.datasource.url | jdbc:postgresql://[2001:db8::7]:5432/pidesk | leads to another machine",
                "spring.flyway.url | jdbc:postgresql://db.example/pidesk?x=sslmode=verify-full | spring.flyway.url leads to",
                "spring.flyway.user | '' | spring.flyway.user is not set",
                "spring.flyway.user | pidesk | is the application's own role",
                "spring.flyway.password | '' | spring.flyway.password is not set",
                "spring.flyway.password | short | spring.flyway.password is missing, shorter than 16",
                "spring.flyway.password | 5f1d3c9a7b2e8046 | are the same",
                "spring.datasource.password | '' | spring.datasource.password is missing",
                "spring.datasource.password | pidesk | shorter than 16 characters",
                "spring.datasource.password | change-me-please-1234 | or a sample",
                "spring.datasource.password | aaaaaaaaaaaaaaaaaaaa | or a sample",
                "pidesk.secret | '' | pidesk.secret is missing",
                "pidesk.secret | not base 64! | pidesk.secret is missing",
                "pidesk.secret | q83vEjRWeJCrze8SNFZ4kKvN7w== | shorter than 32 bytes",
                "pidesk.secret | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= | was not made at random",
                "pidesk.secret | cGxlYXNlLWNoYW5nZS1tZS0wMTIzNDU2Nzg5LWFiY2RlZg== | was not made at random",
                "pidesk.base-url | http://pi.example | does not begin with https://",
                "pidesk.staff-url | http://desk.pi.example | pidesk.staff-url does not begin with https://",
                "pidesk.trusted-proxies.count | '' | say how many proxies",
                "pidesk.trusted-proxies.count | 0 | Nobody ends TLS",
                "pidesk.trusted-proxies.count | many | say how many proxies",
                "pidesk.staff-area.countries | '' | from which countries staff may come",
                "spring.mail.host | '' | spring.mail.host is not set",
                "spring.mail.properties.mail.smtp.starttls.required | false | Mail would travel in clear",
                "pidesk.mail.sender | '' | pidesk.mail.sender is not set",
                "pidesk.mail.sender | notices@pi-desk.example | pidesk.mail.sender is not set",
                "spring.mail.properties.mail.smtp.timeout | -1 | mail.smtp.timeout is no time in milliseconds",
                "spring.mail.properties.mail.smtp.connectiontimeout | 0 | waited for without end",
                "spring.mail.properties.mail.smtp.writetimeout | never | waited for without end",
                "pidesk.sandbox.enabled | true | pidesk.sandbox is on",
                "pidesk.sandbox.samples | true | pidesk.sandbox is on",
                "camunda.bpm.authorization.enabled | false | everybody could see every task",
                "camunda.bpm.generic-properties.properties.java-serialization-format-enabled | true | could run code",
                "camunda.bpm.generic-properties.properties.enable-xxe-processing | true | could read files",
                "pidesk.metrics.token | 0c7e4b19d6a2f8355f1d3c9a7b2e804 | pidesk.metrics.token is shorter than 32",
                "pidesk.metrics.token | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | or a sample",
                "management.endpoints.web.exposure.include | health,env | names more than health",
                "management.endpoints.web.exposure.include | * | names more than health",
            })
    void refusesOneWrongSetting(String name, String value, String sentence) {
        var settings = new HashMap<>(RIGHT);
        settings.put(name, value);

        assertThat(refusals(settings)).singleElement().asString().contains(sentence);
    }

    @Test
    void refusesAnythingThatIsMissing() {
        assertThat(refusals(Map.of())).hasSize(11);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:5433/pidesk",
                "jdbc:postgresql://[::1]/pidesk",
                "jdbc:postgresql://database:5432/pidesk",
                "jdbc:postgresql:pidesk",
                "jdbc:postgresql:///pidesk",
                "jdbc:postgresql://one.example,two.example/pidesk?targetServerType=primary&sslmode=verify-ca"
            })
    void whatNobodyElseCanReadMayTravelInClear(String url) {
        var settings = new HashMap<>(RIGHT);
        settings.put("spring.datasource.url", url);

        assertThat(refusals(settings)).isEmpty();
    }

    @Test
    void mailToThisMachineMayTravelInClear() {
        var settings = new HashMap<>(RIGHT);
        settings.put("spring.mail.host", "127.0.0.1");
        settings.remove("spring.mail.properties.mail.smtp.starttls.required");

        assertThat(refusals(settings)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.ssl.key-store", "server.ssl.certificate", "server.ssl.bundle"})
    void mayEndTlsItself(String key) {
        var settings = new HashMap<>(RIGHT);
        settings.put("pidesk.trusted-proxies.count", "0");
        settings.put(key, "/etc/pi-desk/keys.p12");

        assertThat(refusals(settings)).isEmpty();
    }

    @Test
    void somebodyElseMayMigrate() {
        var settings = new HashMap<>(RIGHT);
        settings.put("spring.flyway.enabled", "false");
        settings.remove("spring.flyway.user");
        settings.remove("spring.flyway.password");

        assertThat(refusals(settings)).isEmpty();
    }

    private static java.util.List<String> refusals(Map<String, Object> settings) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return new ProductionSettings(environment).refusals().toList();
    }
}

package org.pidesk.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** One wrong setting, one sentence. */
class ProductionSettingsTest {
    private static final Map<String, Object> RIGHT = Map.ofEntries(
            Map.entry("spring.datasource.url", "jdbc:postgresql://db.example/pidesk"),
            Map.entry("spring.datasource.username", "pidesk"),
            Map.entry("spring.flyway.user", "pidesk_owner"),
            Map.entry("spring.flyway.password", "a password"),
            Map.entry("pidesk.secret", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ/+7dzLuqmYg="),
            Map.entry("pidesk.base-url", "https://pi.example"),
            Map.entry("spring.mail.host", "mail.example"),
            Map.entry("spring.mail.properties.mail.smtp.starttls.required", "true"),
            Map.entry("camunda.bpm.authorization.enabled", "true"),
            Map.entry("management.endpoints.web.exposure.include", "health"));

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
                "spring.flyway.user | '' | spring.flyway.user is not set",
                "spring.flyway.user | pidesk | is the application's own role",
                "spring.flyway.password | '' | spring.flyway.password is not set",
                "pidesk.secret | '' | pidesk.secret is missing",
                "pidesk.secret | not base 64! | pidesk.secret is missing",
                "pidesk.secret | q83vEjRWeJCrze8SNFZ4kKvN7w== | shorter than 32 bytes",
                "pidesk.secret | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= | was not made at random",
                "pidesk.secret | cGxlYXNlLWNoYW5nZS1tZS0wMTIzNDU2Nzg5LWFiY2RlZg== | was not made at random",
                "pidesk.base-url | http://pi.example | does not begin with https://",
                "spring.mail.host | '' | spring.mail.host is not set",
                "spring.mail.properties.mail.smtp.starttls.required | false | Mail would travel in clear",
                "spring.mail.properties.mail.smtp.timeout | -1 | mail.smtp.timeout is no time in milliseconds",
                "spring.mail.properties.mail.smtp.connectiontimeout | 0 | waited for without end",
                "spring.mail.properties.mail.smtp.writetimeout | never | waited for without end",
                "pidesk.sandbox.enabled | true | pidesk.sandbox is on",
                "pidesk.sandbox.samples | true | pidesk.sandbox is on",
                "camunda.bpm.authorization.enabled | false | everybody could see every task",
                "camunda.bpm.generic-properties.properties.java-serialization-format-enabled | true | could run code",
                "camunda.bpm.generic-properties.properties.enable-xxe-processing | true | could read files",
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
        assertThat(refusals(Map.of())).hasSize(7);
    }

    @Test
    void mailToThisMachineMayTravelInClear() {
        var settings = new HashMap<>(RIGHT);
        settings.put("spring.mail.host", "127.0.0.1");
        settings.remove("spring.mail.properties.mail.smtp.starttls.required");

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

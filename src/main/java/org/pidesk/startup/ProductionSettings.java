package org.pidesk.startup;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/** Which settings production refuses; each rule is silent or one sentence. */
final class ProductionSettings {
    private static final String URL = "spring.datasource.url";
    private static final String ENGINE = "camunda.bpm.generic-properties.properties.";
    private static final String WEAK =
            " is missing, shorter than 16 characters, or a sample; make one with \"openssl rand -hex 24\".";
    /** Fewer different bytes than any 32 random ones have. */
    private static final int VARIED = 16;

    /** What is set where nothing is. */
    private static final String NOBODY = "notices@pi-desk.example";

    private final ConfigurableEnvironment environment;
    private final Map<String, String> mail;

    private final List<Supplier<Optional<String>>> rules = List.of(
            this::ownDatabase,
            this::postgresql,
            this::databaseOverTls,
            this::migratesAsAnotherRole,
            this::migratorHasAPassword,
            this::databasePassword,
            this::migratorsPassword,
            this::passwordsDiffer,
            this::secret,
            this::servedOverTls,
            this::staffServedOverTls,
            this::proxiesAreCounted,
            this::somebodyEndsTls,
            this::staffAreaIsLockedOrMeantToBeOpen,
            this::mailServer,
            this::mailOverTls,
            this::mailComesFromSomewhere,
            this::returnsOverTls,
            this::mailServerIsNotWaitedForForever,
            this::noSandbox,
            this::authorization,
            this::noSerializedJava,
            this::noExternalEntities,
            this::onlyHealthAndFiguresAreExposed,
            this::tokenOfMetrics);

    ProductionSettings(ConfigurableEnvironment environment) {
        this.environment = environment;
        this.mail = Binder.get(environment)
                .bind("spring.mail.properties", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
    }

    Stream<String> refusals() {
        return rules.stream().map(Supplier::get).flatMap(Optional::stream);
    }

    private Optional<String> ownDatabase() {
        return unless(!text(URL).isBlank(), URL + " is not set; the embedded database is for trying out only.");
    }

    private Optional<String> postgresql() {
        return unless(
                text(URL).isBlank() || text(URL).startsWith("jdbc:postgresql:"),
                URL + " does not name a PostgreSQL database; pi-desk runs on no other.");
    }

    /** Of a machine that is not ours alone, somebody in between could play the database, or only read along. */
    private Optional<String> databaseOverTls() {
        return Stream.of(URL, "spring.flyway.url")
                .filter(setting -> Database.named(text(setting)).stream().anyMatch(Database::isOpenToOthers))
                .findFirst()
                .map(setting -> setting + " leads to another machine without sslmode=verify-full (or verify-ca); what"
                        + " people entrust would travel in clear.");
    }

    private Optional<String> migratesAsAnotherRole() {
        var migrator = text("spring.flyway.user");
        return unless(
                !migrates() || !migrator.isBlank() && !migrator.equals(text("spring.datasource.username")),
                "spring.flyway.user is not set, or is the application's own role; migrations run as the owner of the"
                        + " tables, and the application owns none.");
    }

    private Optional<String> migratorHasAPassword() {
        return unless(
                !migrates() || !text("spring.flyway.password").isBlank(),
                "spring.flyway.password is not set; give the password of the role that owns the tables.");
    }

    private Optional<String> databasePassword() {
        return unless(isStrong(text("spring.datasource.password")), "spring.datasource.password" + WEAK);
    }

    private Optional<String> migratorsPassword() {
        var password = text("spring.flyway.password");
        return unless(password.isBlank() || isStrong(password), "spring.flyway.password" + WEAK);
    }

    private Optional<String> passwordsDiffer() {
        var password = text("spring.datasource.password");
        return unless(
                password.isBlank() || !password.equals(text("spring.flyway.password")),
                "spring.datasource.password and spring.flyway.password are the same; whoever has the one must not have"
                        + " the other.");
    }

    private static boolean isStrong(String password) {
        return password.length() >= 16 && password.chars().distinct().count() >= 8 && !password.contains("change-me");
    }

    private boolean migrates() {
        return environment.getProperty("spring.flyway.enabled", Boolean.class, true);
    }

    private Optional<String> secret() {
        return unless(
                isRandom(text("pidesk.secret")),
                "pidesk.secret is missing, shorter than 32 bytes, or was not made at random; make one with"
                        + " \"openssl rand -base64 32\".");
    }

    /** Text in base 64 and bytes that repeat are samples, not secrets. */
    private static boolean isRandom(String secret) {
        try {
            var bytes = Base64.getDecoder().decode(secret.strip());
            var values = IntStream.range(0, bytes.length).map(i -> bytes[i]);
            return bytes.length >= 32
                    && values.distinct().count() >= VARIED
                    && IntStream.range(0, bytes.length).anyMatch(i -> bytes[i] < ' ');
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private Optional<String> servedOverTls() {
        var address = text("pidesk.base-url");
        return unless(
                address.startsWith("https://"),
                "pidesk.base-url does not begin with https://; links in mails must lead to a protected page.");
    }

    private Optional<String> staffServedOverTls() {
        var address = text("pidesk.staff-url");
        return unless(
                address.isEmpty() || address.equals(text("pidesk.base-url")) || address.startsWith("https://"),
                "pidesk.staff-url does not begin with https://; staff must sign in at a protected page.");
    }

    private Optional<String> proxiesAreCounted() {
        return unless(
                text("pidesk.trusted-proxies.count").matches("\\d"),
                "pidesk.trusted-proxies.count is not set; say how many proxies stand in front, 0 for none.");
    }

    /** Without either nobody could come in: all requests would look as if they came without TLS. */
    private Optional<String> somebodyEndsTls() {
        var ends = Stream.of("key-store", "certificate", "bundle")
                .anyMatch(way -> !text("server.ssl." + way).isBlank());
        return unless(
                ends || !text("pidesk.trusted-proxies.count").equals("0"),
                "Nobody ends TLS: there is neither a proxy in pidesk.trusted-proxies.count nor a key in server.ssl.");
    }

    private Optional<String> staffAreaIsLockedOrMeantToBeOpen() {
        var countries = Binder.get(environment)
                .bind("pidesk.staff-area.countries", Bindable.setOf(String.class))
                .orElse(Set.of());
        return unless(
                !countries.isEmpty(),
                "pidesk.staff-area.countries is not set; say from which countries staff may come, like ZA, or"
                        + " \"anywhere\".");
    }

    private Optional<String> mailServer() {
        return unless(!mailHost().isBlank(), "spring.mail.host is not set; people are answered by mail.");
    }

    private Optional<String> mailOverTls() {
        return unless(
                mailHost().isBlank() || isLoopback(mailHost()) || requiresTls(),
                "Mail would travel in clear; set spring.mail.properties.mail.smtp.starttls.required=true (or"
                        + " spring.mail.protocol=smtps).");
    }

    private Optional<String> returnsOverTls() {
        var host = text("pidesk.returns.mailbox.host");
        return unless(
                host.isBlank()
                        || isLoopback(host)
                        || !text("pidesk.returns.mailbox.tls").equals("false"),
                "What comes back would travel in clear; leave pidesk.returns.mailbox.tls as it is.");
    }

    private Optional<String> mailComesFromSomewhere() {
        var sender = text("pidesk.mail.sender");
        return unless(
                !sender.isBlank() && !sender.equals(NOBODY),
                "pidesk.mail.sender is not set; mails from nowhere are taken for spam.");
    }

    private String mailHost() {
        return text("spring.mail.host");
    }

    private boolean requiresTls() {
        return text("spring.mail.protocol").equals("smtps")
                || text("spring.mail.ssl.enabled").equals("true")
                || "true".equals(mail.get("mail.smtp.ssl.enable"))
                || "true".equals(mail.get("mail.smtp.starttls.required"));
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException elsewhere) {
            return false;
        }
    }

    /** Unset is fine: pi-desk then sets its own, which are finite. */
    private Optional<String> mailServerIsNotWaitedForForever() {
        var infinite = Stream.of("smtp", "smtps")
                .flatMap(protocol -> Stream.of("connectiontimeout", "timeout", "writetimeout")
                        .map(timeout -> "mail." + protocol + "." + timeout))
                .filter(name -> mail.containsKey(name) && !mail.get(name).matches("[1-9]\\d{0,5}"))
                .findFirst();
        return infinite.map(name -> "spring.mail.properties." + name
                + " is no time in milliseconds; a silent mail server would be waited for without end.");
    }

    private Optional<String> noSandbox() {
        var samples = text("pidesk.sandbox.enabled").equals("true")
                || text("pidesk.sandbox.samples").equals("true");
        return unless(!samples, "pidesk.sandbox is on; sample people and a clock that moves have no place here.");
    }

    private Optional<String> authorization() {
        return unless(
                text("camunda.bpm.authorization.enabled").equals("true"),
                "camunda.bpm.authorization.enabled is not true; everybody could see every task.");
    }

    private Optional<String> noSerializedJava() {
        return unless(
                !text(ENGINE + "java-serialization-format-enabled").equals("true"),
                "Camunda's java-serialization-format-enabled is on; a serialized variable could run code.");
    }

    private Optional<String> noExternalEntities() {
        return unless(
                !text(ENGINE + "enable-xxe-processing").equals("true"),
                "Camunda's enable-xxe-processing is on; a model could read files of the server.");
    }

    private Optional<String> onlyHealthAndFiguresAreExposed() {
        var exposed = Binder.get(environment)
                .bind("management.endpoints.web.exposure.include", Bindable.setOf(String.class))
                .orElse(Set.of());
        return unless(
                Set.of("health", "prometheus").containsAll(exposed),
                "management.endpoints.web.exposure.include names more than health and prometheus; the rest tells too"
                        + " much.");
    }

    private Optional<String> tokenOfMetrics() {
        var token = text("pidesk.metrics.token");
        return unless(
                token.isEmpty() || token.length() >= 32 && isStrong(token),
                "pidesk.metrics.token is shorter than 32 characters, or a sample; make one with \"openssl rand -hex"
                        + " 24\".");
    }

    private String text(String name) {
        return environment.getProperty(name, "");
    }

    private static Optional<String> unless(boolean fine, String sentence) {
        return fine ? Optional.empty() : Optional.of(sentence);
    }
}

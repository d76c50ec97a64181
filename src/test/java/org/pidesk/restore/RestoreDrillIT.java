package org.pidesk.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pidesk.PiDesk;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Evidence;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Lead;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.pidesk.notice.NoticesToCheck;
import org.pidesk.notice.Sender;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.pidesk.suppression.Suppressions;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The drill, with the commands of the manual: a backup is made, people are removed and say no, the backup is put back.
 * {@code -Drestore.people=2000} plays it in full.
 */
@Tag("starts-a-product")
@ExtendWith(OutputCaptureExtension.class)
class RestoreDrillIT {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final OrganisationId ABC_MOTORS = new OrganisationId("abc-motors");
    private static final int PEOPLE = Integer.getInteger("restore.people", 400);
    /** So many are removed, and as many others say no. */
    private static final int QUARTER = PEOPLE / 4;

    private static final int WAITING = 40;
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Pattern SHUT = Pattern.compile("Shut: port (\\d+) answers 503");

    @TempDir
    private Path folder;

    private record Person(int number, UUID id, EmailAddress email, MobileNumber mobile) {}

    @Test
    void bringsNobodyBack(CapturedOutput output) throws Exception {
        var mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mails.start();
        try (var cluster = new OwnCluster(folder.resolve("postgres"))) {
            cluster.makeRoles();
            var keys = keys(cluster);
            String backup;
            List<Person> people;
            List<Reference> waiting;
            try (var product = start(cluster, 1)) {
                people = people(product);
                waiting = letters(product, people);
                backup = backup(cluster, keys);
                removeAndRefuse(product, people);
            }
            assertThatThrownBy(() -> restore(cluster, folder.resolve("no-key"), backup))
                    .as("without the private key")
                    .hasMessageContaining("decrypt");
            takesNoBackupOfOthers(cluster, keys, backup);
            restore(cluster, keys, backup);

            var starting = startBesideABusyNode(cluster, mails, output);
            try (var product = starting.get(3, TimeUnit.MINUTES)) {
                assertThat(answer(port(product), "/abc-motors/pi").statusCode()).isEqualTo(200);
                nobodyIsBack(cluster, people.subList(0, QUARTER), output);
                everyNoStands(product, people);
                nothingIsSentThatWaited(product, mails, people, waiting);
            }
            refusesADamagedJournal(cluster, output);
            for (var home : List.of(
                    keys, folder.resolve("no-key"), folder.resolve("ring-signer"), folder.resolve("ring-mallory"))) {
                // the program that holds the private key would go on by itself
                cluster.run(Map.of("GNUPGHOME", home.toString()), List.of("gpgconf", "--kill", "gpg-agent"));
            }
        } finally {
            mails.stop();
        }
    }

    /** Another node holds the turn: this one has to wait, and shows what it shows while it works. */
    private CompletableFuture<ConfigurableApplicationContext> startBesideABusyNode(
            OwnCluster cluster, GreenMail mails, CapturedOutput output) throws Exception {
        try (var other = cluster.connect("pidesk");
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(" + OneWriter.ONLY_ONE + ")");
            var starting = CompletableFuture.supplyAsync(
                    () -> start(cluster, mails.getSmtp().getPort()), Executors.newSingleThreadExecutor());
            await(() -> SHUT.matcher(output.getOut()).find() || starting.isDone());
            var shut = SHUT.matcher(output.getOut());
            assertThat(shut.find()).isTrue();
            for (var path : List.of("/abc-motors/pi", "/login", "/camunda/app/", "/desk/cases")) {
                var answer = answer(Integer.parseInt(shut.group(1)), path);
                assertThat(answer.statusCode()).as(path).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.headers().firstValue("Content-Security-Policy"))
                        .isPresent();
            }
            assertThat(answer(Integer.parseInt(shut.group(1)), "/actuator/health/liveness")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(mails.getReceivedMessages()).isEmpty();
            return starting;
        }
    }

    private static List<Person> people(ConfigurableApplicationContext product) {
        product.getBean(Organisations.class)
                .register(new Organisation(
                        ABC_MOTORS,
                        "ABC Motors",
                        "12 Kloof Street, Gardens, Cape Town, 8001",
                        "privacy@abcmotors.example.com",
                        "021 555 0100"));
        var contacts = product.getBean(Contacts.class);
        var consents = product.getBean(Consents.class);
        return product.getBean(TransactionTemplate.class)
                .execute(status -> IntStream.range(0, PEOPLE)
                        .mapToObj(i -> {
                            var email = EmailAddress.parse("marker-" + i + "@people.example.com");
                            var mobile = MobileNumber.parse("0825%06d".formatted(i));
                            var record =
                                    contacts.add(new Contact(ABC_MOTORS, "Marker" + i, "Surname" + i + "x", "the fair")
                                            .reachedAt(email)
                                            .reachedAt(mobile)
                                            .noted("met marker-" + i + " at the fair"));
                            contacts.add(new Lead(record, "Bakkie", "for Marker" + i + "x", LocalDate.of(2026, 3, 3)));
                            for (var channel : Channel.values()) {
                                consents.give(
                                        record.id(),
                                        channel,
                                        null,
                                        Ground.CONSENT,
                                        Evidence.of(Evidence.Kind.VERBAL).takenBy("naledi", "at the fair"));
                            }
                            return new Person(i, record.id(), email, mobile);
                        })
                        .toList());
    }

    /** To people who will be removed and others; the mail server is away. */
    private static List<Reference> letters(ConfigurableApplicationContext product, List<Person> people) {
        var references = new ArrayList<Reference>();
        for (var person : people.subList(QUARTER - WAITING / 2, QUARTER + WAITING / 2)) {
            var reference = Reference.random();
            product.getBean(Notices.class)
                    .send(Notice.of(Kind.CANCELLED, ABC_MOTORS, person.email()).about(reference));
            references.add(reference);
        }
        return references;
    }

    /** As the steps of a removal do it; one by one, in no order. The second quarter says no in three ways. */
    private static void removeAndRefuse(ConfigurableApplicationContext product, List<Person> people)
            throws InterruptedException {
        var contacts = product.getBean(Contacts.class);
        var consents = product.getBean(Consents.class);
        var suppressions = product.getBean(Suppressions.class);
        var transaction = product.getBean(TransactionTemplate.class);
        var all = new ArrayList<>(people.subList(0, 2 * QUARTER));
        Collections.shuffle(all, new Random(7));
        for (var person : all) {
            if (person.number() < QUARTER) {
                transaction.executeWithoutResult(status -> {
                    suppressions.cover(ABC_MOTORS, person.email());
                    suppressions.cover(ABC_MOTORS, person.mobile());
                    contacts.withdrawConsent(person.id());
                    contacts.deIdentify(person.id());
                });
            } else if (person.number() % 3 == 0) {
                consents.endAt(ABC_MOTORS, person.email(), Evidence.of(Evidence.Kind.UNSUBSCRIBE_LINK));
            } else if (person.number() % 3 == 1) {
                consents.withdraw(person.id(), Channel.EMAIL, null, Evidence.of(Evidence.Kind.UNSUBSCRIBE_LINK));
            } else {
                contacts.withdrawConsent(person.id());
            }
        }
        var table = product.getBean(JournalTable.class);
        await(() -> !table.isPending());
    }

    private void nobodyIsBack(OwnCluster cluster, List<Person> removed, CapturedOutput output) throws IOException {
        var everything = new StringBuilder(
                cluster.run(Map.of("PGUSER", "postgres"), List.of("pg_dump", "--data-only", "--inserts", "pidesk")));
        assertThat(everything)
                .as("who was not removed is there")
                .contains("marker-" + (PEOPLE - 1) + "@people.example.com");
        try (var files = Files.walk(folder.resolve("data"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                everything.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        everything.append(output.getAll());
        var text = everything.toString();
        var back = removed.stream()
                .filter(person -> text.contains("marker-" + person.number() + "@")
                        || text.contains("Marker" + person.number() + "'")
                        || text.contains("Surname" + person.number() + "x")
                        || text.contains("Marker" + person.number() + "x")
                        || text.contains("marker-" + person.number() + " at")
                        || text.contains(person.mobile().value()))
                .toList();
        assertThat(back).isEmpty();
    }

    private static void everyNoStands(ConfigurableApplicationContext product, List<Person> people) {
        var consents = product.getBean(Consents.class);
        assertThat(people.subList(QUARTER, 2 * QUARTER))
                .noneMatch(person -> consents.mayMarket(person.id(), Channel.EMAIL, null));
        assertThat(people.subList(2 * QUARTER, PEOPLE))
                .as("and nobody else's")
                .allMatch(person -> consents.mayMarket(person.id(), Channel.EMAIL, null));
        var suppressions = product.getBean(Suppressions.class);
        assertThat(people.subList(0, QUARTER))
                .allMatch(person -> suppressions.covers(ABC_MOTORS, person.email())
                        && suppressions.covers(ABC_MOTORS, person.mobile()));
    }

    private static void nothingIsSentThatWaited(
            ConfigurableApplicationContext product, GreenMail mails, List<Person> people, List<Reference> waiting)
            throws Exception {
        var held = product.getBean(NoticesToCheck.class);
        var sender = product.getBean(Sender.class);
        sender.sendDue();
        assertThat(mails.getReceivedMessages()).isEmpty();
        assertThat(held.open()).extracting("reference").containsExactlyInAnyOrderElementsOf(waiting);

        var last = waiting.get(WAITING - 1);
        var letter = held.open().stream()
                .filter(one -> one.reference().equals(last))
                .findFirst()
                .orElseThrow();
        held.send(letter.id(), last, "zanele");
        sender.sendDue();
        await(() -> mails.getReceivedMessages().length == 1);
        assertThat(mails.getReceivedMessages()[0].getAllRecipients()[0].toString())
                .isEqualTo(people.get(QUARTER + WAITING / 2 - 1).email().value());
        assertThat(mails.getReceivedMessages()[0].getHeader("Message-ID")[0]).isEqualTo(letter.messageId());
    }

    private void refusesADamagedJournal(OwnCluster cluster, CapturedOutput output) throws IOException {
        Files.writeString(folder.resolve("data/journal/head"), "nonsense");

        assertThatThrownBy(() -> start(cluster, 1)).isInstanceOf(JournalUnusable.class);

        assertThat(output.getAll().substring(output.getAll().indexOf("APPLICATION FAILED TO START")))
                .contains("pi-desk does not start: The head of the erasure journal (pidesk.journal.head) was changed")
                .doesNotContain("\tat ");
    }

    /** The public key for the machine that makes backups, and one that signs; the ring with the private one elsewhere. */
    private Path keys(OwnCluster cluster) throws IOException {
        var ring = keyOf("backup", cluster);
        export(cluster, ring, "--export", "public.asc");
        for (var name : List.of("signer", "mallory")) {
            var signing = keyOf(name, cluster);
            export(cluster, signing, "--export-secret-keys", name + ".asc");
            export(cluster, signing, "--export", name + "-public.asc");
        }
        Files.createDirectory(folder.resolve("no-key"), OWNER_ONLY);
        return ring;
    }

    /** @return the ring in which it is */
    private Path keyOf(String name, OwnCluster cluster) throws IOException {
        var ring = Files.createDirectory(folder.resolve("ring-" + name), OWNER_ONLY);
        cluster.run(
                Map.of("GNUPGHOME", ring.toString()),
                List.of(
                        "gpg",
                        "--batch",
                        "--quiet",
                        "--passphrase",
                        "",
                        "--quick-generate-key",
                        name + "@pidesk.example",
                        "future-default",
                        "default",
                        "never"));
        return ring;
    }

    private void export(OwnCluster cluster, Path ring, String what, String file) throws IOException {
        cluster.run(
                Map.of("GNUPGHOME", ring.toString()),
                List.of(
                        "gpg",
                        "--batch",
                        "--output",
                        folder.resolve(file).toString(),
                        "--armor",
                        "--pinentry-mode",
                        "loopback",
                        "--passphrase",
                        "",
                        what));
    }

    private String backup(OwnCluster cluster, Path ring) throws IOException {
        var backups = Files.createDirectory(folder.resolve("backups"));
        var old = backups.resolve("pidesk-20200101T030000Z.dump.gpg");
        for (int day = 1; day < 7; day++) {
            Files.writeString(
                    backups.resolve("pidesk-2020020%dT030000Z.dump.gpg".formatted(day)), "old, but one of seven");
        }
        var another = backups.resolve("something-else.txt");
        var signatureOfOld = backups.resolve("pidesk-20200101T030000Z.dump.gpg.sig");
        Files.writeString(old, "old");
        Files.writeString(signatureOfOld, "of old");
        Files.writeString(another, "mine");

        var made = backUp(cluster, backups);

        assertThat(old).doesNotExist();
        assertThat(signatureOfOld).doesNotExist();
        try (var kept = Files.list(backups)) {
            assertThat(kept.filter(file -> file.toString().endsWith(".gpg"))).hasSize(7);
        }
        assertThat(another).exists();
        keepsThemNinetyDays(cluster, backups);
        var text = new String(Files.readAllBytes(Path.of(made)), StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain("marker-1@").doesNotContain("PGDMP");
        assertThatThrownBy(() -> cluster.run(Map.of(), List.of("pg_restore", "--list", made)))
                .as("encrypted")
                .isInstanceOf(IOException.class);
        return made;
    }

    private void keepsThemNinetyDays(OwnCluster cluster, Path backups) throws IOException {
        for (int day = 1; day < 7; day++) {
            Files.writeString(ofDaysAgo(backups, day), "one of the last seven");
        }
        var young = Files.writeString(ofDaysAgo(backups, 89), "young");
        var old = Files.writeString(ofDaysAgo(backups, 91), "old");

        backUp(cluster, backups);

        assertThat(young).exists();
        assertThat(old).doesNotExist();
    }

    private static Path ofDaysAgo(Path backups, int days) {
        var moment = ZonedDateTime.now(ZoneOffset.UTC).minusDays(days);
        return backups.resolve("pidesk-%s.dump.gpg".formatted(STAMP.format(moment)));
    }

    private String backUp(OwnCluster cluster, Path backups) throws IOException {
        return cluster.script(
                        "backup.sh",
                        Map.of("PGUSER", "pidesk_owner"),
                        backups.toString(),
                        folder.resolve("public.asc").toString(),
                        folder.resolve("signer.asc").toString())
                .strip();
    }

    private void restore(OwnCluster cluster, Path ring, String backup) throws IOException {
        var said = restore(cluster, ring, backup, "signer-public.asc");
        assertThat(said).contains("Restored.").doesNotContain("pg_resetwal");
    }

    private String restore(OwnCluster cluster, Path ring, String backup, String signer) throws IOException {
        return cluster.script(
                "restore.sh",
                Map.of("PGUSER", "postgres", "GNUPGHOME", ring.toString()),
                backup,
                folder.resolve(signer).toString());
    }

    /** Whoever can write where backups lie has PostgreSQL's administrator read what they like, if nobody asks who made it. */
    private void takesNoBackupOfOthers(OwnCluster cluster, Path ring, String backup) throws IOException {
        var forged = Path.of(backup.replace(".dump.gpg", "-forged.dump.gpg"));
        var bytes = Files.readAllBytes(Path.of(backup));
        Files.write(forged, bytes);
        assertThatThrownBy(() -> restore(cluster, ring, forged.toString(), "signer-public.asc"))
                .as("without a signature")
                .hasMessageContaining("not signed");

        bytes[bytes.length / 2] ^= 1;
        Files.write(forged, bytes);
        Files.copy(Path.of(backup + ".sig"), Path.of(forged + ".sig"));
        assertThatThrownBy(() -> restore(cluster, ring, forged.toString(), "signer-public.asc"))
                .as("changed")
                .hasMessageContaining("not signed");

        assertThatThrownBy(() -> restore(cluster, ring, backup, "mallory-public.asc"))
                .as("signed by another")
                .hasMessageContaining("not signed");
    }

    private ConfigurableApplicationContext start(OwnCluster cluster, int mailPort) {
        var arguments = new ArrayList<>(cluster.settings());
        arguments.addAll(List.of(
                "--pidesk.secret="
                        + Base64.getEncoder()
                                .encodeToString("a secret of thirty-two bytes, or".getBytes(StandardCharsets.US_ASCII)),
                "--pidesk.data-dir=" + folder.resolve("data"),
                "--pidesk.base-url=http://localhost",
                "--pidesk.staff-area.countries=anywhere",
                "--pidesk.mail.sender=privacy@pidesk.example",
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + mailPort,
                "--camunda.bpm.job-execution.enabled=false",
                "--server.address=127.0.0.1",
                "--server.port=0"));
        return new SpringApplicationBuilder(PiDesk.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("noTests", new NoTests()))
                .run(arguments.toArray(String[]::new));
    }

    /** What tests put beside the product wants sample people, and a production has none. */
    private static final class NoTests extends TypeExcludeFilter {
        @Override
        public boolean match(MetadataReader found, MetadataReaderFactory more) throws IOException {
            return found.getResource().getURL().getPath().contains("/test-classes/");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof NoTests;
        }

        @Override
        public int hashCode() {
            return NoTests.class.hashCode();
        }
    }

    private static int port(ConfigurableApplicationContext product) {
        return product.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static HttpResponse<String> answer(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}

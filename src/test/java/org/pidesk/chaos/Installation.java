package org.pidesk.chaos;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pidesk.chaos.node.MailsInside;
import org.pidesk.chaos.node.SharedClock;

/** Two nodes, each with a clock of its own, and the line to their database, which can be cut. */
final class Installation implements AutoCloseable {
    /** Of a message ten minutes, of a step five. */
    private static final Duration A_HOLD = Duration.ofMinutes(11);

    private final Path folder;
    private final Database database;
    private final CommitCutter line;
    private final FaultyMailServer mails = new FaultyMailServer(1);
    private final List<String> settings;
    private final Nodes nodes;

    /**
     * @param folder what the nodes write, and share
     * @param disk where the database lies
     * @param properties what each node is told besides
     */
    Installation(Path folder, Path disk, String... properties) throws IOException {
        this.folder = Files.createDirectories(folder).toAbsolutePath();
        this.database = new Database(disk);
        this.line = new CommitCutter(
                URI.create(database.url().substring("jdbc:".length())).getPort());
        this.settings = settings();
        this.nodes = new Nodes(
                IntStream.rangeClosed(1, 2)
                        .mapToObj(number -> new Node(
                                "node-" + number,
                                this.folder,
                                settings,
                                Stream.concat(Stream.of("-Dchaos.clock=" + clockOf(number)), Stream.of(properties))
                                        .toArray(String[]::new)))
                        .toList(),
                new Random(2));
        mails.setFaulty(false);
    }

    private static String clockOf(int number) {
        return "clock-of-" + number;
    }

    private List<String> settings() {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return List.of(
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + line.port() + "/pidesk",
                "--spring.datasource.username=" + Database.APPLICATION,
                "--spring.datasource.password=" + Database.PASSWORD,
                "--spring.flyway.user=" + Database.OWNER,
                "--spring.flyway.password=" + Database.PASSWORD,
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + mails.port(),
                "--pidesk.mail.answer-timeout=2s",
                "--pidesk.secret=" + Base64.getEncoder().encodeToString(secret),
                "--pidesk.base-url=https://localhost",
                "--pidesk.trusted-proxies.count=1",
                "--pidesk.vault.keys=" + folder.resolve("keys"),
                "--pidesk.activity.anchor=" + folder.resolve("anchor.log"),
                "--pidesk.identity.per-hour.codes=1000000",
                "--pidesk.look-up.searches-at-once=1000000",
                "--pidesk.look-up.alerts-per-hour=1000000");
    }

    /** Opens the organisation, for people with numbers below that. */
    void openFor(int people) {
        Dealership.open(settings, people);
    }

    Database database() {
        return database;
    }

    CommitCutter line() {
        return line;
    }

    FaultyMailServer mails() {
        return mails;
    }

    Nodes nodes() {
        return nodes;
    }

    /** @param number 1 or 2 */
    Node node(int number) {
        return nodes.all().get(number - 1);
    }

    SharedClock clock(int number) {
        return new SharedClock(folder, clockOf(number));
    }

    /** What was held when a line broke is held by nobody: its time runs out. */
    void letHoldsEnd() {
        IntStream.rangeClosed(1, 2).forEach(number -> clock(number).advance(A_HOLD));
    }

    /** @param number 1 or 2 */
    String log(int number) throws IOException {
        return Files.readString(folder.resolve("node-" + number + ".log"));
    }

    /** What would have been mailed, had each service task mailed within its step: a line for each time that one began. */
    List<String> mailsInside() throws IOException {
        return Files.readAllLines(folder.resolve(MailsInside.FILE));
    }

    @Override
    public void close() {
        nodes.close();
        line.close();
        mails.close();
        database.close();
    }
}

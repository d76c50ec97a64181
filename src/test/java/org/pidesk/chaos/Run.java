package org.pidesk.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpCookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pidesk.chaos.node.CrashPoints;
import org.pidesk.chaos.node.SharedClock;
import org.pidesk.request.RequestType;
import org.springframework.util.FileSystemUtils;

/**
 * Requests arrive, staff work on them, and nodes, now and then the database, are killed meanwhile. In waves: at the end of
 * each, time is moved on whenever nothing is left to do, until every case is closed.
 */
final class Run implements AutoCloseable {
    private static final Duration PAUSE_AND_A_BIT = Duration.ofHours(25);
    private static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("chaos.patience", 480));
    /** Long enough for all who work at the same time to come to a place. */
    private static final Duration COMPANY = Duration.ofMillis(2500);

    private static final Duration LONGEST_STEP = Duration.ofSeconds(30);
    private static final int VISITORS = 10;

    private long begun;
    private final Plan plan;
    private final PrintStream out;
    private final Path folder;
    private final SharedClock clock;
    private final Database database;
    private final FaultyMailServer mails;
    private final FaultyTextServer texts;
    private final List<String> settings;
    private final Nodes nodes;
    private final List<Clerk> clerks = new ArrayList<>();
    private final AtomicLong answered = new AtomicLong();
    private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
    private final Queue<Integer> unheard = new ConcurrentLinkedQueue<>();
    private final Recovery recovery = new Recovery();
    private final Killer killer;
    private Kept kept;
    /** Whoever kills holds it, and whoever moves the time on: nobody dies in that moment. */
    private final ReentrantLock peace = new ReentrantLock(true);

    /** How much is asked, how often somebody is killed, and at which places of processes a node halts by itself. */
    record Plan(int requests, int kills, int waves, List<String> crashPoints, long seed) {
        int inWave(int wave, int of) {
            return of * (wave + 1) / waves - of * wave / waves;
        }
    }

    /** A request for which a person was given a reference. @param promised its dates in that moment */
    record Acknowledged(int person, RequestType type, String promised) {}

    Run(Plan plan, Path folder, PrintStream out) throws IOException {
        this.plan = plan;
        this.out = out;
        this.folder = folder.toAbsolutePath();
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(this.folder.resolve(CrashPoints.FOLDER));
        this.clock = new SharedClock(this.folder, SharedClock.COMMON);
        this.database = new Database(this.folder.resolve("postgres"));
        this.mails = new FaultyMailServer(plan.seed());
        this.texts = new FaultyTextServer(plan.seed() + 2);
        this.settings = settings();
        var company = "-Dchaos.company=" + COMPANY;
        this.nodes = new Nodes(
                IntStream.rangeClosed(1, 2)
                        .mapToObj(number -> new Node("node-" + number, this.folder, settings, company))
                        .toList(),
                new Random(plan.seed() + 1));
        this.killer = new Killer(nodes, database, recovery, new Random(plan.seed()), peace);
    }

    private List<String> settings() {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return List.of(
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + Database.APPLICATION,
                "--spring.datasource.password=" + Database.PASSWORD,
                "--spring.flyway.user=" + Database.OWNER,
                "--spring.flyway.password=" + Database.PASSWORD,
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + mails.port(),
                "--pidesk.sms.smpp.host=127.0.0.1",
                "--pidesk.sms.smpp.port=" + texts.port(),
                "--pidesk.sms.smpp.system-id=" + FaultyTextServer.ACCOUNT,
                "--pidesk.sms.smpp.password=" + FaultyTextServer.PASSWORD,
                // so that many can stand at a place of death together
                "--camunda.bpm.job-execution.core-pool-size=16",
                "--camunda.bpm.job-execution.max-pool-size=16",
                "--spring.datasource.hikari.maximum-pool-size=40",
                "--pidesk.mail.answer-timeout=2s",
                "--pidesk.secret=" + Base64.getEncoder().encodeToString(secret),
                "--pidesk.base-url=https://localhost",
                "--pidesk.trusted-proxies.count=1",
                "--pidesk.vault.keys=" + folder.resolve("keys"),
                "--pidesk.activity.anchor=" + folder.resolve("anchor.log"),
                // so many come in an hour here as in a year elsewhere
                "--pidesk.identity.per-hour.codes=1000000",
                "--pidesk.look-up.searches-at-once=1000000",
                "--pidesk.look-up.alerts-per-hour=1000000");
    }

    Database database() {
        return database;
    }

    /** What the product alone can read, once there is evidence. */
    Kept kept() {
        return kept;
    }

    void play() throws IOException, SQLException, InterruptedException {
        begun = System.nanoTime();
        var devices = Dealership.open(settings, plan.requests(), Person::hasMobile);
        say("the organisation is open");
        new Node("first", folder, settings).leaveArchive();
        say("the classes are archived");
        nodes.all().forEach(Node::keepRunning);
        await("both nodes are up", nodes::areUp);
        say("two nodes are up");
        hire(devices);
        for (int wave = 0, first = 0; wave < plan.waves(); wave++) {
            var people = plan.inWave(wave, plan.requests());
            wave(wave, first, people);
            first += people;
            say("wave %d of %d is over, %s".formatted(wave + 1, plan.waves(), figures()));
        }
        mails.setFaulty(false);
        texts.setFaulty(false);
        recover();
        clerks.forEach(Clerk::goHome);
        say("all is quiet");
    }

    private void hire(Map<String, List<HttpCookie>> devices) {
        Dealership.STAFF.forEach(name -> clerks.add(Clerk.ofStaff(name, devices.get(name), nodes, answered)));
        Dealership.MANAGERS.forEach(name -> clerks.add(Clerk.ofManagers(name, devices.get(name), nodes, answered)));
        clerks.forEach(clerk -> daemon(clerk, "clerk"));
    }

    private void wave(int wave, int first, int people) throws InterruptedException, IOException {
        var kills = plan.inWave(wave, plan.kills());
        var queue = new ConcurrentLinkedQueue<>(
                IntStream.range(first, first + people).boxed().toList());
        unheard.forEach(queue::add);
        unheard.clear();
        var visitors = IntStream.range(0, VISITORS)
                .mapToObj(i -> daemon(() -> visit(queue), "visitor"))
                .toList();
        var killing = daemon(() -> killer.kill(kills, this::await), "killer");
        await("most have asked", () -> queue.size() <= people / 4);
        // the more cases are under way by then, the more stand at such places together
        arm(wave);
        for (var visitor : visitors) {
            visitor.join();
        }
        say("all have asked");
        killing.join();
        say("nobody is killed any more");
        await("all cases are closed", this::isAllClosed);
    }

    private void arm(int wave) throws IOException {
        var all = plan.crashPoints();
        for (var place : all.subList(all.size() * wave / plan.waves(), all.size() * (wave + 1) / plan.waves())) {
            Files.createFile(folder.resolve(CrashPoints.FOLDER).resolve(place));
        }
    }

    /** The places at which nobody has come by. */
    List<String> notPassed() {
        return plan.crashPoints().stream()
                .filter(place -> Files.exists(folder.resolve(CrashPoints.FOLDER).resolve(place)))
                .toList();
    }

    private int halts() {
        return plan.crashPoints().size() - notPassed().size();
    }

    private void visit(Queue<Integer> queue) {
        for (var next = queue.poll(); next != null; next = queue.poll()) {
            int number = next;
            var person = new Person(number, Dealership.asks(number), nodes, mails, texts);
            person.ask()
                    .ifPresentOrElse(
                            reference -> acknowledged.put(
                                    reference, new Acknowledged(number, person.type(), promised(reference))),
                            () -> unheard.add(number));
        }
    }

    private String promised(String reference) {
        for (; ; Database.pause(Duration.ofMillis(200))) {
            try (var connection = database.asAdministrator();
                    var question = connection.prepareStatement(
                            "select " + Invariants.DATES + " from request where reference = ?")) {
                question.setString(1, reference);
                try (var row = question.executeQuery()) {
                    return row.next() ? row.getString(1) : "nothing";
                }
            } catch (SQLException away) {
                // it is being started
            }
        }
    }

    /** Moves the time on whenever there is nothing left that anybody could do. */
    private boolean isAllClosed() {
        return ask(work -> {
            if (!isQuiet(work)) {
                return false;
            }
            if (work.isAllClosed()) {
                return true;
            }
            moveOn(work, PAUSE_AND_A_BIT);
            return false;
        });
    }

    /** Once more for all that was held by who died: its leases and locks end, and what they held is done. */
    private void recover() {
        for (int i = 0; i < 2; i++) {
            await("nothing is left to do", () -> ask(this::isQuiet));
            ask(work -> {
                moveOn(work, Duration.ofMinutes(61));
                return true;
            });
        }
        await(
                "nothing is held any more",
                () -> ask(work -> isQuiet(work) && work.held().isEmpty()));
    }

    private void moveOn(Work work, Duration by) throws SQLException {
        var abandoned = work.heldSteps();
        clock.advance(by);
        say("the time was moved on by " + by.toHours() + " h");
        var moved = System.nanoTime();
        while (!abandoned.isEmpty() && nodes.areUp()) {
            var since = Duration.ofNanos(System.nanoTime() - moved);
            var open = work.openSteps();
            abandoned.stream().filter(step -> !open.contains(step)).forEach(step -> recovery.stepIsDone(since));
            abandoned.retainAll(open);
            if (since.compareTo(LONGEST_STEP) > 0) {
                return;
            }
            Database.pause(Duration.ofMillis(50));
        }
    }

    private boolean isQuiet(Work work) throws SQLException {
        peace.lock();
        try {
            return nodes.areUp() && work.isQuiet();
        } finally {
            peace.unlock();
        }
    }

    private interface Question {
        boolean to(Work work) throws SQLException;
    }

    private boolean ask(Question question) {
        try (var work = new Work(database, clock)) {
            return question.to(work);
        } catch (SQLException away) {
            return false;
        }
    }

    private List<String> whatIsLeft() {
        try (var work = new Work(database, clock)) {
            return work.inWords();
        } catch (SQLException away) {
            return List.of("no database");
        }
    }

    /** The nodes stop; the database and what the sink has got stay to be looked at. */
    Evidence evidence() throws IOException, InterruptedException {
        nodes.close();
        var verified = new Node("verification", folder, settings).command("verify-activity");
        kept = new Kept(settings);
        return new Evidence(
                clock.instant(),
                Map.copyOf(acknowledged),
                unheard.size(),
                mails.taken(),
                texts.taken(),
                mails.ambiguous() + texts.ambiguous(),
                killer.ofDatabase() + nodes.deaths(),
                verified,
                kept.look(plan.requests()),
                Stream.of("keys", "journal", "anchor.log", "first", "node-1", "node-2", "verification")
                        .map(folder::resolve)
                        .toList(),
                Stream.of("first.log", "node-1.log", "node-2.log", "verification.log", "postgres/postgres.log")
                        .map(folder::resolve)
                        .toList());
    }

    Map<String, Object> figures() {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("requests", acknowledged.size());
        figures.put("not heard", unheard.size());
        figures.put("tasks", answered.get());
        figures.put("kills of nodes", killer.ofNodes());
        figures.put("kills of the database", killer.ofDatabase());
        figures.put("halts at a place of a process", halts());
        figures.put("starts of nodes", nodes.starts());
        figures.put("processor time of a start, s", nodes.spent());
        figures.put("starts of the database tried", database.tries());
        figures.put("sent again by browsers", Browser.repeated());
        figures.putAll(recovery.figures());
        figures.put("mails", mails.taken().size());
        figures.put("faults of the mail server", mails.faults());
        figures.put("of them ambiguous", mails.ambiguous());
        figures.put("parts of text messages", texts.taken().size());
        figures.put("faults of the carrier of texts", texts.faults());
        figures.put("of these ambiguous", texts.ambiguous());
        return figures;
    }

    /** What took longer than it should. */
    List<String> missed() {
        return recovery.missed();
    }

    private void say(String what) {
        out.printf("%4d s: %s%n", Duration.ofNanos(System.nanoTime() - begun).toSeconds(), what);
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void await(String what, BooleanSupplier condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "In vain it was waited until " + what + ": " + figures() + " " + whatIsLeft());
            }
            Database.pause(Duration.ofMillis(100));
        }
    }

    @Override
    public void close() {
        clerks.forEach(Clerk::goHome);
        nodes.close();
        if (kept != null) {
            kept.close();
        }
        mails.close();
        texts.close();
        database.close();
    }
}

package org.pidesk.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpCookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
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
    private static final int VISITORS = 10;

    private final Plan plan;
    private final PrintStream out;
    private final Path folder;
    private final Random random;
    private final SharedClock clock;
    private final Database database;
    private final FaultyMailServer mails;
    private final List<String> settings;
    private final Nodes nodes;
    private final List<Clerk> clerks = new ArrayList<>();
    private final AtomicLong answered = new AtomicLong();
    private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
    private final Queue<Integer> unheard = new ConcurrentLinkedQueue<>();
    private final AtomicInteger nodeKills = new AtomicInteger();
    private final AtomicInteger databaseKills = new AtomicInteger();
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
        this.random = new Random(plan.seed());
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(this.folder.resolve(CrashPoints.FOLDER));
        this.clock = new SharedClock(this.folder, SharedClock.COMMON);
        this.database = new Database(this.folder.resolve("postgres"));
        this.mails = new FaultyMailServer(plan.seed());
        this.settings = settings();
        this.nodes = new Nodes(
                IntStream.rangeClosed(1, 2)
                        .mapToObj(number -> new Node("node-" + number, this.folder, settings))
                        .toList(),
                new Random(plan.seed() + 1));
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

    void play() throws IOException, SQLException, InterruptedException {
        var begun = System.nanoTime();
        var devices = Dealership.open(settings, plan.requests());
        nodes.all().forEach(Node::keepRunning);
        await("both nodes are up", nodes::areUp);
        say("two nodes are up", begun);
        hire(devices);
        for (int wave = 0, first = 0; wave < plan.waves(); wave++) {
            var people = plan.inWave(wave, plan.requests());
            arm(wave);
            wave(first, people, plan.inWave(wave, plan.kills()));
            first += people;
            say("wave %d of %d is over, %s".formatted(wave + 1, plan.waves(), figures()), begun);
        }
        mails.setFaulty(false);
        recover();
        clerks.forEach(Clerk::goHome);
        say("all is quiet", begun);
    }

    private void hire(Map<String, List<HttpCookie>> devices) {
        Dealership.STAFF.forEach(name -> clerks.add(Clerk.ofStaff(name, devices.get(name), nodes, answered)));
        Dealership.MANAGERS.forEach(name -> clerks.add(Clerk.ofManagers(name, devices.get(name), nodes, answered)));
        clerks.forEach(clerk -> daemon(clerk, "clerk"));
    }

    private void wave(int first, int people, int kills) throws InterruptedException, SQLException {
        var queue = new ConcurrentLinkedQueue<>(
                IntStream.range(first, first + people).boxed().toList());
        unheard.forEach(queue::add);
        unheard.clear();
        var visitors = IntStream.range(0, VISITORS)
                .mapToObj(i -> daemon(() -> visit(queue), "visitor"))
                .toList();
        var killer = daemon(() -> kill(kills), "killer");
        for (var visitor : visitors) {
            visitor.join();
        }
        killer.join();
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
            var person = new Person(number, Dealership.asks(number), nodes, mails);
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

    private void kill(int kills) {
        for (int i = 0; i < kills; i++) {
            Database.pause(Duration.ofMillis(1500 + random.nextInt(6000)));
            await("a node is up", () -> nodes.any() != null);
            peace.lock();
            try {
                var killed = nodeKills.get() + databaseKills.get();
                if (killed % 10 == 4) {
                    killDatabase();
                } else {
                    var node = nodes.any();
                    if (node != null) {
                        node.kill();
                        nodeKills.incrementAndGet();
                    } else {
                        i--;
                    }
                }
            } catch (IOException unstartable) {
                throw new IllegalStateException(unstartable);
            } finally {
                peace.unlock();
            }
        }
    }

    private void killDatabase() throws IOException {
        database.kill();
        databaseKills.incrementAndGet();
        Database.pause(Duration.ofMillis(random.nextInt(2000)));
        database.start();
    }

    /** Moves the time on whenever there is nothing left that anybody could do. */
    private boolean isAllClosed() {
        try (var connection = database.asAdministrator()) {
            if (isQuiet(connection)) {
                if (number(connection, "select count(*) from request where closed_at is null") == 0) {
                    return true;
                }
                clock.advance(PAUSE_AND_A_BIT);
            }
            return false;
        } catch (SQLException away) {
            return false;
        }
    }

    /** Once more for all that was held by who died: its leases and locks end, and what they held is done. */
    private void recover() {
        for (int i = 0; i < 2; i++) {
            await("nothing is left to do", () -> {
                try (var connection = database.asAdministrator()) {
                    return isQuiet(connection);
                } catch (SQLException away) {
                    return false;
                }
            });
            clock.advance(Duration.ofMinutes(61));
        }
        await("nothing is held any more", () -> {
            try (var connection = database.asAdministrator()) {
                return isQuiet(connection) && held(connection).isEmpty();
            } catch (SQLException away) {
                return false;
            }
        });
    }

    /** Nothing is due that nobody holds, and who holds something has not moved for a while: it is dead. */
    private boolean isQuiet(Connection connection) throws SQLException {
        peace.lock();
        try {
            Set<String> before = null;
            for (int look = 0; look < 4; look++) {
                if (!nodes.areUp() || !dueAndFree(connection).isEmpty()) {
                    return false;
                }
                var now = held(connection);
                if (before != null && !before.equals(now)) {
                    return false;
                }
                before = now;
                Database.pause(Duration.ofMillis(500));
            }
            return true;
        } finally {
            peace.unlock();
        }
    }

    private Set<String> dueAndFree(Connection connection) throws SQLException {
        return strings(connection, """
                select 'job ' || id_ from act_ru_job where retries_ > 0 and suspension_state_ = 1
                    and (duedate_ is null or duedate_ <= ?) and (lock_exp_time_ is null or lock_exp_time_ <= ?)
                union all
                select 'notice ' || id from notice where status = 'PENDING' and due_at <= ?
                    and coalesce(lease_until, '-infinity') <= ?
                union all
                select 'untold ' || id from notice where tell_at <= ?
                union all
                select 'task ' || id_ from act_ru_task where task_def_key_ = any(string_to_array(
                    'userTask_lookInSystem userTask_makeSameChanges userTask_decideWhatMustStay'
                    || ' userTask_deIdentifyAtSystem userTask_releaseDeIdentification', ' '))""", 5);
    }

    private Set<String> held(Connection connection) throws SQLException {
        return strings(connection, """
                select 'job ' || id_ || lock_owner_ from act_ru_job where lock_exp_time_ > ?
                union all
                select 'notice ' || id || lease_owner from notice where status = 'PENDING' and lease_until > ?""", 2);
    }

    private Set<String> strings(Connection connection, String query, int times) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            for (int i = 1; i <= times; i++) {
                statement.setTimestamp(i, Timestamp.from(clock.instant()));
            }
            var found = new HashSet<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    private List<String> whatIsLeft() {
        try (var connection = database.asAdministrator();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select 'case ' || type || ' ' || status || ' ' || count(*) from request
                        where closed_at is null group by type, status
                        union all
                        select 'task ' || task_def_key_ || ' ' || count(*) from act_ru_task group by task_def_key_
                        union all
                        select 'job ' || handler_type_ || ' ' || retries_ || ' ' || coalesce(left(exception_msg_, 99), '')
                            || ' ' || count(*) || ' from ' || coalesce(min(duedate_)::text, '-')
                            || ' locked ' || count(lock_exp_time_)
                        from act_ru_job group by handler_type_, retries_, exception_msg_
                        union all
                        select 'notice ' || kind || ' ' || channel || ' ' || coalesce(code, '') || ' ' || count(*)
                            || ' due ' || min(due_at) || ' leased ' || coalesce(max(lease_until)::text, '-')
                        from notice where status = 'PENDING' group by kind, channel, code""")) {
            var left = new ArrayList<>(List.of("It is " + clock.instant()));
            while (rows.next()) {
                left.add(rows.getString(1));
            }
            return left;
        } catch (SQLException away) {
            return List.of("no database");
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The nodes stop; the database and what the sink has got stay to be looked at. */
    Evidence evidence() throws IOException, InterruptedException {
        nodes.close();
        var verified = new Node("verification", folder, settings).command("verify-activity");
        return new Evidence(
                clock.instant(),
                Map.copyOf(acknowledged),
                unheard.size(),
                mails.taken(),
                mails.ambiguous(),
                nodeKills.get() + databaseKills.get() + halts(),
                verified,
                List.of(folder.resolve("keys"), folder.resolve("node-1"), folder.resolve("node-2")),
                List.of(
                        folder.resolve("node-1.log"),
                        folder.resolve("node-2.log"),
                        folder.resolve("postgres/postgres.log")));
    }

    Map<String, Object> figures() {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("requests", acknowledged.size());
        figures.put("not heard", unheard.size());
        figures.put("tasks", answered.get());
        figures.put("kills of nodes", nodeKills.get());
        figures.put("kills of the database", databaseKills.get());
        figures.put("halts at a place of a process", halts());
        figures.put("starts of nodes", nodes.starts());
        figures.put("starts of the database tried", database.tries());
        figures.put("sent again by browsers", Browser.repeated());
        figures.put("mails", mails.taken().size());
        figures.put("faults of the mail server", mails.faults());
        figures.put("of them ambiguous", mails.ambiguous());
        return figures;
    }

    private void say(String what, long begun) {
        out.printf("%4d s: %s%n", Duration.ofNanos(System.nanoTime() - begun).toSeconds(), what);
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private interface Condition {
        boolean holds();
    }

    private void await(String what, Condition condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
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
        mails.close();
        database.close();
    }
}

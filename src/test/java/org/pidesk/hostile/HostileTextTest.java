package org.pidesk.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.OwnRoute;
import org.pidesk.PiDeskTest;
import org.pidesk.request.Stage;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sends hostile text of every kind into every field there is, as everybody who is let in. No answer is an error of ours, none
 * has it as markup, header or result, no line of the log has it at all, and no page that shows it later breaks. The long form
 * is {@code -Dhostile.requests=200000 -Dhostile.strings=20000}.
 */
@PiDeskTest
@ExtendWith(OutputCaptureExtension.class)
class HostileTextTest {
    private static final int REQUESTS = Integer.getInteger("hostile.requests", 2_500);
    private static final int STRINGS = Integer.getInteger("hostile.strings", 2_000);
    private static final long SEED = Long.getLong("hostile.seed", 7);

    /** Who calls, and how much of it all. */
    private static final Map<String, Integer> SHARES =
            new TreeMap<>(Map.of("nobody", 20, "thandi", 15, "naledi", 25, "johan", 30, "admin", 10));

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext application;

    @Autowired
    Town town;

    @Autowired
    Stage stage;

    @Autowired
    JdbcClient database;

    @Test
    void doesNothingAnywhere(CapturedOutput logs) throws Exception {
        town.wakes();
        var all = new Fields(application).all();
        var strings = HostileStrings.some(STRINGS, SEED);
        var storms = storms(all);
        var begin = System.nanoTime();
        var pool = Executors.newFixedThreadPool(2);
        try {
            CompletableFuture.allOf(storms.entrySet().stream()
                            .map(storm -> CompletableFuture.runAsync(
                                    () -> storm.getValue().blow(strings, REQUESTS * SHARES.get(storm.getKey()) / 100),
                                    pool))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } finally {
            pool.shutdown();
        }
        stage.work();
        var sent = storms.values().stream().mapToInt(Storm::sent).sum();
        var taken = storms.values().stream().mapToInt(Storm::taken).sum();
        var wrong = new ArrayList<String>();
        storms.values().forEach(storm -> wrong.addAll(storm.wrong()));
        var pages = pagesAfterwards(wrong);
        logs.getAll()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).contains(Telltale.NAME)
                        || line.contains(" ERROR ")
                        // no figure of what was asked at the others, failures among it
                        || line.contains("maximum number of 'uri' tags")
                        || line.contains("\u001b[2J"))
                .forEach(line -> wrong.add("the log has " + line));
        System.out.printf(
                "hostile text: %d passed, %d failed; %d strings, %d fields, %d taken, %d pages afterwards, %d s%n",
                sent + pages - wrong.size(),
                wrong.size(),
                strings.size(),
                all.size(),
                taken,
                pages,
                (System.nanoTime() - begin) / 1_000_000_000);

        assertThat(wrong.stream().map(Bytes::shown).limit(40))
                .as("seed " + SEED)
                .isEmpty();
        var tried = new HashSet<Fields.Input>();
        storms.values().forEach(storm -> tried.addAll(storm.tried()));
        assertThat(tried).containsAll(all.stream().filter(Storm::isTried).toList());
        assertThat(taken).as("that were not merely refused").isGreaterThan(sent / 20);
    }

    private Map<String, Storm> storms(List<Fields.Input> all) {
        var plain = new Plain();
        var storms = new TreeMap<String, Storm>();
        for (var name : SHARES.keySet()) {
            walk(name, (path, answer) -> plain.learn(answer.body()));
            storms.put(name, new Storm(name, port, town, all, plain, this::forgetLimits, SEED + name.hashCode()));
        }
        return storms;
    }

    /** Or soon nothing would be answered but that it was too much. */
    private void forgetLimits() {
        List.of("identity_limit", "sign_in_limit", "identity_message")
                .forEach(table -> database.sql("delete from " + table).update());
    }

    /** @return how many */
    private int pagesAfterwards(List<String> wrong) {
        var pages = new int[1];
        for (var name : SHARES.keySet()) {
            walk(name, (path, answer) -> {
                pages[0]++;
                Telltale.in(answer)
                        // it says what a person has to look after, such as what nobody has sealed meanwhile
                        .filter(what -> !path.startsWith("/actuator/health"))
                        .ifPresent(what -> wrong.add("afterwards " + name + " " + path + " " + what));
            });
        }
        return pages[0];
    }

    private interface Visit {
        void to(String path, Wire.Answer page);
    }

    /** Every page, each case, each task and each mail. */
    private void walk(String name, Visit visit) {
        try (var caller = new Caller(port)) {
            if (name.equals("thandi")) {
                caller.keep("pi-proof", town.proofOfThandi());
            } else if (!name.equals("nobody")) {
                caller.signIn(name, Town.PASSWORD);
            }
            forgetLimits();
            for (var path : paths(name)) {
                visit.to(path, caller.get(path));
            }
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private List<String> paths(String name) {
        var paths = new ArrayList<String>();
        for (var route : OwnRoute.all(application)) {
            if (route.method().equals("GET")) {
                paths.add(route.with(town.places(route.pattern())));
            }
        }
        if (List.of("naledi", "johan").contains(name)) {
            for (var reference : town.references()) {
                paths.add("/desk/requests/" + reference);
                paths.add("/desk/changes/" + reference);
            }
            town.tasks().forEach(task -> {
                paths.add("/desk/tasks/" + task.getId());
                paths.add("/desk/tasks/" + task.getId() + "/answer");
            });
            for (var table :
                    List.of("systems processing_system", "consents contact", "undelivered undelivered_notice")) {
                var parts = table.split(" ");
                database.sql("select id::text from " + parts[1] + " limit 50")
                        .query(String.class)
                        .list()
                        .forEach(id -> paths.add("/desk/" + parts[0] + "/" + id));
            }
            database.sql("select reference from campaign limit 50")
                    .query(String.class)
                    .list()
                    .forEach(reference -> paths.add("/desk/campaigns/" + reference));
        }
        if (name.equals("admin")) {
            database.sql("select id from organisation limit 50")
                    .query(String.class)
                    .list()
                    .forEach(id -> paths.add("/desk/organisations/" + id));
            database.sql("select username from staff_member limit 50")
                    .query(String.class)
                    .list()
                    .forEach(one -> paths.add("/desk/users/" + one));
        }
        if (name.equals("nobody")) {
            for (int n = 1; n < 200; n++) {
                paths.add("/sandbox/mails/" + n);
            }
        }
        return paths;
    }
}

package org.pidesk.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** People who ask at an installation, what they were told, and whether that is so. */
final class Visits {
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final int AT_A_TIME = 4;

    private final Installation installation;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger unheard = new AtomicInteger();
    private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();

    Visits(Installation installation) {
        this.installation = installation;
    }

    /** Who was given which reference. */
    Map<String, Integer> acknowledged() {
        return acknowledged;
    }

    void comeWhile(BooleanSupplier more) throws InterruptedException {
        var visitors = IntStream.range(0, AT_A_TIME)
                .mapToObj(number -> new Thread(
                        () -> {
                            while (more.getAsBoolean()) {
                                come(next.getAndIncrement());
                            }
                        },
                        "visitor " + number))
                .toList();
        visitors.forEach(Thread::start);
        for (var visitor : visitors) {
            visitor.join();
        }
    }

    private void come(int number) {
        new Person(number, Dealership.asks(number), installation.nodes(), installation.mails())
                .ask()
                .ifPresentOrElse(reference -> acknowledged.put(reference, number), unheard::incrementAndGet);
    }

    /** What was acknowledged is there, once each, with what others of its type have; and every mail came. */
    void allIsWell() throws SQLException {
        await().atMost(PATIENCE).until(this::isQuiet);
        assertThat(acknowledged.values()).doesNotHaveDuplicates();
        var requests = strings("select reference from request");
        assertThat(requests).containsAll(acknowledged.keySet());
        assertThat(requests.size() - acknowledged.size()).isBetween(0, unheard.get());
        none("select encode(fingerprint, 'hex') from request_address where proven group by 1 having count(*) > 1");
        none("select business_key_ from act_hi_procinst where business_key_ is not null"
                + " group by business_key_, proc_def_key_ having count(*) > 1");
        none("select reference from request where closed_at is null and not exists"
                + " (select from act_ru_execution where business_key_ = reference)");
        none("select handler_cfg_ || ': ' || exception_msg_ from act_ru_job where retries_ = 0");
        for (var effect : List.of("fact", "notice")) {
            none("with list as (select r.type, r.reference, string_agg(kind, ' ' order by kind) as kinds from request r"
                    + " join " + effect
                    + " using (reference) where kind <> 'MORE_LOOK_UPS' group by r.type, r.reference)"
                    + " select type || ': ' || string_agg(distinct kinds, ' and ') from list group by type"
                    + " having count(distinct kinds) > 1");
        }
        assertThat(mails())
                .containsAll(strings("select message_id from notice where status = 'SENT' and channel = 'EMAIL'"));
    }

    /** The Message-IDs of what has arrived. */
    List<String> mails() {
        return installation.mails().taken().stream()
                .map(FaultyMailServer.Mail::messageId)
                .toList();
    }

    private boolean isQuiet() throws SQLException {
        try (var connection = installation.database().asAdministrator();
                var question = connection.prepareStatement("""
                        select id_ from act_ru_job
                        where retries_ > 0 and (duedate_ is null or duedate_ <= ? or exception_msg_ is not null)
                        union all
                        select id::text from notice where status = 'PENDING' and due_at <= ?""")) {
            var now = Timestamp.from(installation.clock(1).instant());
            question.setTimestamp(1, now);
            question.setTimestamp(2, now);
            try (var rows = question.executeQuery()) {
                return !rows.next();
            }
        }
    }

    private void none(String query) throws SQLException {
        assertThat(strings(query)).as(query).isEmpty();
    }

    private List<String> strings(String query) throws SQLException {
        try (var connection = installation.database().asAdministrator();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}

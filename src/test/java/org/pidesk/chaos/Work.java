package org.pidesk.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is there to do at the desk, as its database says: by whom it can be taken, and by whom it is held. */
final class Work implements AutoCloseable {
    private static final int LOOKS = 4;

    private final Connection connection;
    private final Clock clock;

    Work(Database database, Clock clock) throws SQLException {
        this.connection = database.asAdministrator();
        this.clock = clock;
    }

    /** Nothing is due that nobody holds, and who holds something has not moved for a while: it is dead. */
    boolean isQuiet() throws SQLException {
        var before = held();
        for (int look = 0; look < LOOKS; look++) {
            if (!dueAndFree().isEmpty()) {
                return false;
            }
            if (look > 0 && before.isEmpty()) {
                return true;
            }
            Database.pause(Duration.ofMillis(500));
            if (!held().equals(before)) {
                return false;
            }
        }
        return true;
    }

    boolean isAllClosed() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select not exists (select from request where closed_at is null)")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    Set<String> dueAndFree() throws SQLException {
        return strings("""
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

    Set<String> held() throws SQLException {
        return strings("""
                select 'job ' || id_ || lock_owner_ from act_ru_job where lock_exp_time_ > ?
                union all
                select 'notice ' || id || lease_owner from notice where status = 'PENDING' and lease_until > ?""", 2);
    }

    private Set<String> strings(String query, int times) throws SQLException {
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

    /** Each step that somebody holds, or held when he died. */
    Set<String> heldSteps() throws SQLException {
        return strings("select id_ from act_ru_job where lock_owner_ is not null", 0);
    }

    Set<String> openSteps() throws SQLException {
        return strings("select id_ from act_ru_job", 0);
    }

    /** In words, for whoever waits in vain. */
    List<String> inWords() throws SQLException {
        try (var statement = connection.createStatement();
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
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

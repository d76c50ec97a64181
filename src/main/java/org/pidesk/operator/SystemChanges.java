package org.pidesk.operator;

import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was changed in the register, written once. */
@Component
class SystemChanges {
    private final JdbcClient jdbc;

    SystemChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID system, Change change) {
        jdbc.sql("insert into system_change (system, version, field, at, by, before, after)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        system,
                        change.edition(),
                        change.field(),
                        Timestamp.from(change.at()),
                        change.by(),
                        change.before(),
                        change.after())
                .update();
    }

    /** The changes after an edition of an entry, the oldest first. */
    List<Change> since(UUID system, int version) {
        return jdbc.sql("select * from system_change where system = ? and version > ? order by version, field")
                .params(system, version)
                .query((row, number) -> new Change(
                        row.getInt("version"),
                        row.getString("field"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("by"),
                        row.getString("before"),
                        row.getString("after")))
                .list();
    }
}

package org.pidesk.desk;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the activity log says of searches for a person. */
final class LoggedSearches {
    private LoggedSearches() {}

    /** Who searched and what is said of it, in their order; once each, however many they found. */
    static List<String> in(JdbcClient database) {
        return database.sql("select actor || ' ' || detail from fact where kind = 'PERSON_SEARCHED' and number = 1"
                        + " order by at")
                .query(String.class)
                .list();
    }

    /** Whom the searches found, as the log has them. */
    static List<String> found(JdbcClient database) {
        return database.sql("select about from fact where kind = 'PERSON_SEARCHED' and about is not null")
                .query(String.class)
                .list();
    }

    /** Whether anything of what was typed stands anywhere in the log. */
    static boolean say(JdbcClient database, String... typed) {
        var rows =
                database.sql("select fact::text from fact").query(String.class).list();
        return Stream.of(typed).anyMatch(text -> rows.stream().anyMatch(row -> row.contains(text)));
    }
}

package org.pidesk.request;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The look-ups that are open, in the order of their receipt: so many at a time are searched for, the others wait. */
@Component
class LookUpQueue {
    private final JdbcClient jdbc;
    private final LookUpSettings settings;

    LookUpQueue(JdbcClient jdbc, LookUpSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Whether fewer came before it than may be searched for at once. */
    boolean isTurnOf(Request request) {
        return jdbc.sql("select count(*) from (select from request where organisation = ? and type = 'LOOK_UP'"
                                + " and closed_at is null and begun_at is null and (received_at, reference) < (?, ?)"
                                + " limit ?) earlier")
                        .params(
                                request.organisation().value(),
                                Timestamp.from(request.receivedAt()),
                                request.reference().value(),
                                settings.searchesAtOnce())
                        .query(Integer.class)
                        .single()
                < settings.searchesAtOnce();
    }

    List<OpenLookUp> open(OrganisationId organisation, int from, int atMost) {
        return jdbc.sql("select reference, received_at, due, begun_at is not null as written,"
                        + " (select count(*) from system_asked a where a.reference = r.reference) as asked,"
                        + " (select count(*) from system_answer a where a.reference = r.reference) as answered"
                        + " from request r where organisation = ? and type = 'LOOK_UP' and closed_at is null"
                        + " order by due, received_at, reference offset ? limit ?")
                .params(organisation.value(), from, atMost)
                .query((row, number) -> new OpenLookUp(
                        new Reference(row.getString("reference")),
                        row.getTimestamp("received_at").toInstant(),
                        row.getObject("due", LocalDate.class),
                        row.getInt("asked"),
                        row.getInt("answered"),
                        row.getBoolean("written")))
                .list();
    }
}

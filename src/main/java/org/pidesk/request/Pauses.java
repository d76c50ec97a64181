package org.pidesk.request;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.pidesk.kernel.Reference;
import org.pidesk.sla.Deadlines;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When a case waited for the person, and for what. */
@Component
class Pauses {
    private final JdbcClient jdbc;

    Pauses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param until null while it lasts */
    record Pause(PauseReason reason, Instant from, Instant until) {
        boolean isOpen() {
            return until == null;
        }

        /** As days are counted everywhere here: the first is excluded, the last included. */
        private boolean covers(LocalDate day) {
            return day.isAfter(Deadlines.dayOf(from)) && (isOpen() || !day.isAfter(Deadlines.dayOf(until)));
        }
    }

    /** All the pauses of one case. */
    record Rest(List<Pause> pauses) {
        static final Rest NONE = new Rest(List.of());

        boolean covers(LocalDate day) {
            return pauses.stream().anyMatch(pause -> pause.covers(day));
        }

        Optional<Pause> open() {
            return pauses.stream().filter(Pause::isOpen).findFirst();
        }

        boolean isOpen() {
            return open().isPresent();
        }
    }

    /** Most cases never wait, and cost nothing here. */
    Rest of(Request request) {
        return request.hasRested() ? read(request.reference()) : Rest.NONE;
    }

    private Rest read(Reference reference) {
        return new Rest(jdbc.sql(
                        "select reason, paused_at, resumed_at from request_pause where reference = ? order by paused_at")
                .param(reference.value())
                .query((row, number) -> new Pause(
                        PauseReason.valueOf(row.getString(1)),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject(3, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null)))
                .list());
    }

    void begin(Reference reference, PauseReason reason, Instant now) {
        jdbc.sql("insert into request_pause (reference, reason, paused_at) values (?, ?, ?)")
                .params(reference.value(), reason.name(), Timestamp.from(now))
                .update();
    }

    void end(Reference reference, Instant now) {
        jdbc.sql("update request_pause set resumed_at = ? where reference = ? and resumed_at is null")
                .params(Timestamp.from(now), reference.value())
                .update();
    }
}

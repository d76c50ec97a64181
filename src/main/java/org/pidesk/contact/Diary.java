package org.pidesk.contact;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happened with a record, and when: dates and codes. It ends with the person: nothing of it outlives the name. */
@Service
@Transactional
public class Diary {
    private static final int SHOWN = 200;

    private final JdbcClient jdbc;
    private final Clock clock;

    Diary(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param detail a code: which field, which kind of message, which interest; never a person's words */
    public void note(Collection<UUID> contacts, DiaryNote.What what, String detail) {
        if (contacts.isEmpty()) {
            return;
        }
        jdbc.sql("insert into contact_note (contact, what, detail, at)"
                        + " select unnest(cast(:contacts as uuid[])), :what, :detail, :at")
                .param("contacts", contacts.stream().map(UUID::toString).toArray(String[]::new))
                .param("what", what.name())
                .param("detail", detail)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public List<DiaryNote> of(UUID contact) {
        return jdbc.sql("select what, detail, at from contact_note where contact = ? order by at desc limit ?")
                .params(contact, SHOWN)
                .query((row, number) -> new DiaryNote(
                        DiaryNote.What.valueOf(row.getString("what")),
                        row.getString("detail"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    @EventListener
    void on(ContactDeIdentified forgotten) {
        jdbc.sql("delete from contact_note where contact = ?")
                .param(forgotten.contact())
                .update();
    }
}

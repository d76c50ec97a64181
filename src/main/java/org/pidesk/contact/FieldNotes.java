package org.pidesk.contact;

import java.sql.Timestamp;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.pidesk.kernel.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is noted beside the fields of a record: what is in question, what was left uncorrected, what was consented to. */
@Repository
class FieldNotes {
    private final JdbcClient jdbc;

    FieldNotes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void contest(UUID contact, Field field, Reference itsCase) {
        jdbc.sql("insert into contact_contested (contact, field, reference) values (?, ?, ?) on conflict do nothing")
                .params(contact, field.name(), itsCase.value())
                .update();
    }

    void settle(UUID contact, Reference itsCase) {
        jdbc.sql("delete from contact_contested where contact = ? and reference = ?")
                .params(contact, itsCase.value())
                .update();
    }

    Set<Field> contestedOf(UUID contact) {
        var fields = EnumSet.noneOf(Field.class);
        jdbc.sql("select field from contact_contested where contact = ?")
                .param(contact)
                .query((row, number) -> Field.valueOf(row.getString(1)))
                .list()
                .forEach(fields::add);
        return fields;
    }

    void attach(UUID contact, Statement statement) {
        jdbc.sql("insert into contact_statement (contact, field, text, reference, at) values (?, ?, ?, ?, ?)"
                        + " on conflict (contact, field) do update set text = excluded.text,"
                        + " reference = excluded.reference, at = excluded.at")
                .params(
                        contact,
                        statement.field().name(),
                        statement.text(),
                        statement.reference().value(),
                        Timestamp.from(statement.at()))
                .update();
    }

    void detach(UUID contact, Field field) {
        jdbc.sql("delete from contact_statement where contact = ? and field = ?")
                .params(contact, field.name())
                .update();
    }

    List<Statement> statementsOf(UUID contact) {
        return jdbc.sql("select field, text, reference, at from contact_statement where contact = ? order by field")
                .param(contact)
                .query((row, number) -> new Statement(
                        Field.valueOf(row.getString("field")),
                        row.getString("text"),
                        new Reference(row.getString("reference")),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    void keep(UUID contact, ConsentEvidence evidence) {
        jdbc.sql("insert into consent_evidence (contact, field, given, wording, channel, reference, at)"
                        + " values (?, ?, ?, ?, ?, ?, ?) on conflict (contact, field, reference) do update"
                        + " set given = excluded.given, at = excluded.at")
                .params(
                        contact,
                        evidence.field().name(),
                        evidence.given(),
                        evidence.wording(),
                        evidence.channel(),
                        evidence.reference().value(),
                        Timestamp.from(evidence.at()))
                .update();
    }

    List<ConsentEvidence> consentEvidenceOf(UUID contact) {
        return jdbc.sql("select * from consent_evidence where contact = ? order by at desc")
                .param(contact)
                .query((row, number) -> new ConsentEvidence(
                        Field.valueOf(row.getString("field")),
                        row.getBoolean("given"),
                        row.getString("wording"),
                        row.getString("channel"),
                        new Reference(row.getString("reference")),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /** A statement on a field that is held stays: it is always read with the field. */
    void forget(UUID contact, Set<String> held) {
        Arrays.stream(Field.values())
                .filter(field -> held.stream().noneMatch(field::isKeptBy))
                .forEach(field -> detach(contact, field));
        jdbc.sql("delete from contact_contested where contact = ?")
                .param(contact)
                .update();
        jdbc.sql("delete from consent_evidence where contact = ?")
                .param(contact)
                .update();
    }
}

package org.pidesk.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every yes and no. Nothing is ever rewritten: what is said anew stands, and what stood before stays to be read. */
@Repository
class Decisions {
    private final JdbcClient jdbc;

    Decisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The contact is locked by the caller: of two that say something at once, one comes after the other. */
    void add(OrganisationId organisation, UUID contact, MarketingConsent said) {
        // a no ends all, and nothing but a yes of its own ground replaces a yes
        jdbc.sql("update marketing_consent set stands = false"
                        + " where contact = ? and channel = ? and coalesce(interest, '') = coalesce(?, '') and stands"
                        + " and ('WITHDRAWN' in (state, ?) or ground = ?)")
                .params(
                        contact,
                        said.channel().name(),
                        said.interest(),
                        said.state().name(),
                        said.ground().name())
                .update();
        var evidence = said.evidence();
        jdbc.sql(
                        "insert into marketing_consent (contact, organisation, channel, interest, state, ground, evidence,"
                                + " wording, reference, taken_by, note, said_on, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        contact,
                        organisation.value(),
                        said.channel().name(),
                        said.interest(),
                        said.state().name(),
                        said.ground().name(),
                        evidence.kind().name(),
                        evidence.wording(),
                        evidence.reference().value(),
                        evidence.takenBy(),
                        evidence.note(),
                        evidence.saidOn(),
                        Timestamp.from(said.at()))
                .update();
    }

    List<MarketingConsent> standing(UUID contact) {
        return jdbc.sql("select * from marketing_consent where contact = ? and stands"
                        + " order by channel, interest nulls first, ground")
                .param(contact)
                .query((row, number) -> read(row))
                .list();
    }

    Optional<MarketingConsent> standing(UUID contact, Channel channel, String interest) {
        return standing(contact).stream()
                .filter(said -> said.isAbout(channel, interest))
                .findFirst();
    }

    /** The newest first. */
    List<MarketingConsent> ever(UUID contact) {
        return jdbc.sql("select * from marketing_consent where contact = ? order by id desc")
                .param(contact)
                .query((row, number) -> read(row))
                .list();
    }

    boolean knows(OrganisationId organisation, String interest) {
        return jdbc.sql("select exists (select from interest where organisation = ? and code = ?)")
                .params(organisation.value(), interest)
                .query(Boolean.class)
                .single();
    }

    List<UUID> refusing() {
        return jdbc.sql("select distinct contact from marketing_consent where stands and state = 'WITHDRAWN'")
                .query(UUID.class)
                .list();
    }

    void forget(UUID contact) {
        jdbc.sql("delete from marketing_consent where contact = ?")
                .param(contact)
                .update();
    }

    boolean is(UUID contact, Condition condition) {
        return jdbc.sql("select exists (select from contact c where c.id = :itself and " + condition.sql() + ")")
                .param("itself", contact)
                .params(condition.parameters())
                .query(Boolean.class)
                .single();
    }

    private static MarketingConsent read(ResultSet row) throws SQLException {
        return new MarketingConsent(
                Channel.valueOf(row.getString("channel")),
                row.getString("interest"),
                MarketingConsent.State.valueOf(row.getString("state")),
                MarketingConsent.Ground.valueOf(row.getString("ground")),
                new Evidence(
                        Evidence.Kind.valueOf(row.getString("evidence")),
                        row.getString("wording"),
                        new Reference(row.getString("reference")),
                        row.getString("taken_by"),
                        row.getString("note"),
                        row.getObject("said_on", LocalDate.class)),
                row.getTimestamp("at").toInstant());
    }
}

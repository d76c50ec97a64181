package org.pidesk.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.pidesk.contact.Field;
import org.pidesk.contact.Lead;
import org.pidesk.identity.Proof;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Reference;
import org.pidesk.organisation.Purpose;
import org.pidesk.suppression.Suppressions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads all that is held at an address in one statement: people look far more often than anything changes. It reads
 * the tables of other modules, and changes none.
 */
@Component
class HeldReading {
    private static final String STATEMENT = """
            select
                (select coalesce(json_agg(r order by r.number), '[]') from (
                    select c.pseudonym, c.kind, c.number, c.first_name as "firstName", c.last_name as "lastName", c.email,
                        c.mobile, c.id_number as "idNumber", c.notes, c.source, c.state,
                        c.consent_to_process as "consentToProcess", c.consent_to_market as "consentToMarket",
                        c.one_hand as "oneHand",
                        (select coalesce(json_agg(json_build_object('number', l.number, 'interest', l.interest,
                                'words', l.enquiry, 'state', l.status, 'since', l.created_on)
                                order by l.created_on desc, l.number), '[]')
                            from lead l where l.contact = c.id) as leads,
                        (select coalesce(json_agg(json_build_object('channel', m.channel, 'interest', i.name,
                                'given', m.state = 'GIVEN', 'asCustomer', m.ground = 'CUSTOMER',
                                'since', (m.at at time zone 'Africa/Johannesburg')::date)
                                order by m.channel, i.name nulls first), '[]')
                            from marketing_consent m
                            left join interest i on i.organisation = m.organisation and i.code = m.interest
                            where m.contact = c.id and m.stands) as marketing,
                        (select bool_or(q.started_by is null) from request_record x join request q using (reference)
                            where x.contact = c.id and q.closed_at is null
                                and q.type in ('WITHDRAWAL', 'DE_IDENTIFICATION')) as "askedToGo",
                        (select coalesce(json_agg(h order by h.until, h.ground), '[]') from (
                            select distinct t.ground, t.until from contact_hold t where t.contact = c.id) h) as holds,
                        (select coalesce(json_agg(t.field), '[]') from contact_contested t where t.contact = c.id)
                            as contested,
                        (select coalesce(json_object_agg(t.field, t.text), '{}') from contact_statement t
                            where t.contact = c.id) as statements
                    from contact c where c.organisation = :organisation and c.%s = :address) r) as records,
                (select coalesce(json_agg(json_build_object('name', p.name, 'ground', p.ground, 'law', p.law,
                        'scope', p.applies_to) order by p.name), '[]')
                    from processing_purpose p where p.organisation = :organisation) as purposes,
                (select coalesce(json_agg(json_build_object('name', s.name, 'dms', s.kind = 'DMS', 'holds', s.holds,
                        'region', s.region, 'active', s.removed_at is null)
                        order by s.kind, s.name), '[]')
                    from processing_system s where s.organisation = :organisation) as systems,
                (select coalesce(json_agg(q.reference order by q.received_at desc), '[]')
                    from request q join request_address a using (reference)
                    where a.fingerprint = any(:fingerprints)) as cases,
                %s as black_listed""";

    private final JdbcClient jdbc;
    private final Trail trail;
    private final Suppressions suppressions;
    private final ObjectMapper json;

    HeldReading(JdbcClient jdbc, Trail trail, Suppressions suppressions, ObjectMapper json) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.suppressions = suppressions;
        this.json = json;
    }

    /**
     * A record as it is held.
     *
     * @param oneHand whether its two addresses prove no more than one
     * @param askedToGo of an open case that removes it, whether the person asked; null where there is none
     */
    record HeldRecord(
            UUID pseudonym,
            String kind,
            long number,
            String firstName,
            String lastName,
            String email,
            String mobile,
            String idNumber,
            String notes,
            String source,
            String state,
            boolean consentToProcess,
            boolean consentToMarket,
            boolean oneHand,
            Boolean askedToGo,
            List<HeldHold> holds,
            List<HeldLead> leads,
            List<Held.Marketing> marketing,
            Set<Field> contested,
            Map<Field, String> statements) {

        /** Because of what it stays; nothing that an open case may decide yet. */
        List<String> kept() {
            return askedToGo != null
                    ? List.of()
                    : holds.stream()
                            .map(hold -> hold.ground().because(hold.until()))
                            .toList();
        }
    }

    record HeldHold(RefusalReason ground, LocalDate until) {}

    record HeldLead(long number, String interest, String words, Lead.Status state, LocalDate since) {}

    /** All of it, unmasked: never to leave this module as it is. */
    record Everything(
            List<HeldRecord> records,
            List<Purpose> purposes,
            List<Held.ThirdParty> systems,
            List<Reference> cases,
            boolean blackListed) {}

    Everything read(Proof proof) {
        var blackListed = suppressions.condition(proof.organisation(), proof.address());
        return jdbc.sql(STATEMENT.formatted(column(proof.address()), blackListed.sql()))
                .param("organisation", proof.organisation().value())
                .param("address", proof.address().value())
                .param("fingerprints", trail.fingerprints(proof.organisation(), proof.address()))
                .params(blackListed.parameters())
                .query((row, number) -> everything(row))
                .single();
    }

    private static String column(Address address) {
        return address instanceof EmailAddress ? "email" : "mobile";
    }

    private Everything everything(ResultSet row) throws SQLException {
        return new Everything(
                list(row.getString("records"), HeldRecord.class),
                list(row.getString("purposes"), Purpose.class),
                list(row.getString("systems"), Held.ThirdParty.class),
                list(row.getString("cases"), String.class).stream()
                        .map(Reference::new)
                        .toList(),
                row.getBoolean("black_listed"));
    }

    private <T> List<T> list(String text, Class<T> type) {
        try {
            return json.readerForListOf(type).readValue(text);
        } catch (JsonProcessingException unreadable) {
            // its message would quote what is held
            throw new IllegalStateException("what is held cannot be read");
        }
    }
}

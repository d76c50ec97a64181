package org.pidesk.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.pidesk.activity.ActivityLog;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.NotAnAddress;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The record of all customer changes: what was asked when, and, for who may read it, what it was and what it is. */
@Service
@Transactional(readOnly = true)
public class CustomerChanges {
    /** How many a page shows. */
    public static final int PAGE = 50;

    private static final Pattern CUSTOMER_NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final String SELECT =
            "select reference, type, status, received_at, closed_at, pseudonym from request where organisation = :organisation";

    private final JdbcClient jdbc;
    private final RequestRepository requests;
    private final Trail trail;
    private final CaseFiles files;
    private final Contacts contacts;
    private final ActivityLog activity;
    private final Clock clock;

    CustomerChanges(
            JdbcClient jdbc,
            RequestRepository requests,
            Trail trail,
            CaseFiles files,
            Contacts contacts,
            ActivityLog activity,
            Clock clock) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.trail = trail;
        this.files = files;
        this.contacts = contacts;
        this.activity = activity;
        this.clock = clock;
    }

    /**
     * One change.
     *
     * @param closedAt null while it is open
     * @param pseudonym its person, as the log has it
     */
    public record Change(
            Reference reference,
            RequestType type,
            RequestStatus status,
            Instant receivedAt,
            Instant closedAt,
            UUID pseudonym) {}

    /**
     * What a change changed.
     *
     * @param records what each record said before and says since, or would have said; empty when nothing is kept of it
     * @param statement what the person wanted attached; null for nothing
     */
    public record Opened(Change change, List<OfRecord> records, String statement) {}

    /** @param number the customer number; null where it is known no more */
    public record OfRecord(Long number, List<Line> lines) {}

    /**
     * One field.
     *
     * @param was null when nothing stood there
     * @param left why it stays in our own record; null when it was changed
     */
    public record Line(String field, String was, String changed, String left) {}

    /**
     * The changes of an organisation, the newest first.
     *
     * @param type null for all
     * @param from the first day, and {@code to} the last; null for no bound
     * @param page from 0
     * @return one more than a page where there are more
     */
    public List<Change> of(OrganisationId organisation, RequestType type, LocalDate from, LocalDate to, int page) {
        return jdbc.sql(SELECT + " and (:type::text is null or type = :type)"
                        + " and (:from::timestamptz is null or received_at >= :from)"
                        + " and (:to::timestamptz is null or received_at < :to)"
                        + " order by received_at desc, reference limit :limit offset :offset")
                .param("organisation", organisation.value())
                .param("type", type == null ? null : type.name())
                .param("from", from == null ? null : start(from))
                .param("to", to == null ? null : start(to.plusDays(1)))
                .param("limit", PAGE + 1)
                .param("offset", (long) page * PAGE)
                .query((row, number) -> change(row))
                .list();
    }

    private Timestamp start(LocalDate day) {
        return Timestamp.from(day.atStartOfDay(clock.getZone()).toInstant());
    }

    /** The changes of one person, found by email address, mobile number or customer number; the newest first. */
    public List<Change> ofPerson(OrganisationId organisation, String typed) {
        var references =
                find(organisation, typed.strip()).stream().map(Reference::value).toList();
        if (references.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(SELECT + " and reference in (:references) order by received_at desc, reference")
                .param("organisation", organisation.value())
                .param("references", references)
                .query((row, number) -> change(row))
                .list();
    }

    private Collection<Reference> find(OrganisationId organisation, String typed) {
        var found = new ArrayList<Reference>();
        if (CUSTOMER_NUMBER.matcher(typed).matches()) {
            contacts.numbered(organisation, Long.parseLong(typed))
                    .ifPresent(record -> found.addAll(trail.everAbout(record.id())));
        }
        try {
            found.addAll(trail.casesOf(organisation, Address.parse(typed)));
        } catch (NotAnAddress notAnAddress) {
            // then it was a customer number, or nothing
        }
        return found;
    }

    /** Opens a change; who opened it is recorded. Empty when the organisation has no such case. */
    @Transactional
    public Optional<Opened> open(OrganisationId organisation, Reference reference, String by) {
        return requests.findById(reference.value())
                .filter(request -> request.organisation().equals(organisation))
                .map(request -> opened(request, by));
    }

    private Opened opened(Request request, String by) {
        var change = new Change(
                request.reference(),
                request.type(),
                request.status(),
                request.receivedAt(),
                request.closedAt(),
                request.pseudonym());
        var kept = files.read(request.reference(), CaseFiles.ALTERATION, Alteration.class);
        activity.record(request.fact("CHANGE_READ").by(by));
        return new Opened(
                change,
                kept.map(this::records).orElse(List.of()),
                kept.map(Alteration::statement).orElse(null));
    }

    private List<OfRecord> records(Alteration alteration) {
        if (alteration.before().isEmpty()) {
            return List.of(new OfRecord(null, lines(alteration, null)));
        }
        return alteration.before().stream()
                .map(before -> new OfRecord(contacts.get(before.record()).number(), lines(alteration, before)))
                .toList();
    }

    private static List<Line> lines(Alteration alteration, Alteration.Before before) {
        return Arrays.stream(Field.values())
                .filter(alteration.changed()::containsKey)
                .map(field -> new Line(
                        field.label(),
                        before == null ? null : field.written(before.was().get(field)),
                        field.written(alteration.changed().get(field)),
                        alteration.left().get(field)))
                .toList();
    }

    private static Change change(ResultSet row) throws SQLException {
        var closed = row.getTimestamp("closed_at");
        return new Change(
                new Reference(row.getString("reference")),
                RequestType.valueOf(row.getString("type")),
                RequestStatus.valueOf(row.getString("status")),
                row.getTimestamp("received_at").toInstant(),
                closed == null ? null : closed.toInstant(),
                row.getObject("pseudonym", UUID.class));
    }
}

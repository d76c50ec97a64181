package org.pidesk.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.pidesk.activity.ActivityLog;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.Kind;
import org.pidesk.notice.NoticeSettled;
import org.pidesk.notice.Notices;
import org.pidesk.organisation.Organisations;
import org.pidesk.task.AnswerForm;
import org.pidesk.task.InvalidAnswer;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people should have been told and were not. A case goes on without waiting for a dead address; that somebody still
 * owes the person an answer stands here, until staff say how it was given. Why it is so stands in {@code
 * docs/decisions/0010-notices-that-do-not-arrive.md}.
 */
@Service
@Transactional
public class UndeliveredNotices {
    private static final int SETTLED_SHOWN = 50;
    private static final String ROWS =
            "select u.*, r.organisation from undelivered_notice u join request r using (reference)";

    private final RequestRepository requests;
    private final Reachable reachable;
    private final TaskProof proof;
    private final PersonalNotices mails;
    private final Notices notices;
    private final Organisations organisations;
    private final ActivityLog activity;
    private final JdbcClient jdbc;
    private final Clock clock;

    UndeliveredNotices(
            RequestRepository requests,
            Reachable reachable,
            TaskProof proof,
            PersonalNotices mails,
            Notices notices,
            Organisations organisations,
            ActivityLog activity,
            JdbcClient jdbc,
            Clock clock) {
        this.requests = requests;
        this.reachable = reachable;
        this.proof = proof;
        this.mails = mails;
        this.notices = notices;
        this.organisations = organisations;
        this.activity = activity;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Codes belong to no case and mails to staff to no person: neither is anything that is still owed. */
    @EventListener
    void on(NoticeSettled settled) {
        if (!settled.delivered()
                && settled.reference() != null
                && settled.kind().answersOwnRequest()) {
            requests.findById(settled.reference().value()).ifPresent(request -> note(request, settled.kind()));
        }
    }

    /** Several copies that fail are one thing to do. */
    private void note(Request request, Kind kind) {
        var isNew = jdbc.sql("insert into undelivered_notice (id, reference, kind, since) values (?, ?, ?, ?)"
                                + " on conflict do nothing")
                        .params(
                                UUID.randomUUID(),
                                request.reference().value(),
                                kind.name(),
                                Timestamp.from(clock.instant()))
                        .update()
                == 1;
        if (isNew) {
            activity.record(request.fact("NOTICE_NOT_DELIVERED").with("notice", kind));
            organisations
                    .get(request.organisation())
                    .keyContacts()
                    .forEach(contact -> mails.notDelivered(request, contact.email()));
        }
    }

    /** What an organisation still owes, the oldest first. @param from how many to leave out */
    @Transactional(readOnly = true)
    public List<UndeliveredNotice> open(OrganisationId organisation, int from, int atMost) {
        return seen(jdbc.sql(ROWS + " where r.organisation = ? and settled_at is null"
                        + " order by since, id offset ? limit ?")
                .params(organisation.value(), from, atMost)
                .query(this::row)
                .list());
    }

    /** What was settled last. */
    @Transactional(readOnly = true)
    public List<UndeliveredNotice> settled(OrganisationId organisation) {
        return seen(
                jdbc.sql(ROWS + " where r.organisation = ? and settled_at is not null order by settled_at desc limit ?")
                        .params(organisation.value(), SETTLED_SHOWN)
                        .query(this::row)
                        .list());
    }

    @Transactional(readOnly = true)
    public List<UndeliveredNotice> of(Reference reference) {
        return seen(jdbc.sql(ROWS + " where reference = ? order by since")
                .param(reference.value())
                .query(this::row)
                .list());
    }

    @Transactional(readOnly = true)
    public Optional<UndeliveredNotice> find(OrganisationId organisation, UUID id) {
        var found = jdbc.sql(ROWS + " where r.organisation = ? and id = ?")
                .params(organisation.value(), id)
                .query(this::row)
                .list();
        return seen(found).stream().findFirst();
    }

    /**
     * What is known for reaching the person, a line each; empty once the evidence is destroyed. That it was read is
     * recorded.
     */
    public List<String> addresses(UndeliveredNotice open, String reader) {
        var request = requests.get(open.reference());
        activity.record(request.fact("ADDRESSES_READ").by(reader));
        return reachable.of(request);
    }

    /** What staff said when they settled it; empty text when nothing is kept. */
    @Transactional(readOnly = true)
    public String said(UndeliveredNotice settled) {
        return proof.wordsOf(requests.get(settled.reference()), file(settled.id()));
    }

    /**
     * Staff say how the person was reached, or that nobody could be.
     *
     * @param answer {@code way} and {@code words}
     * @throws InvalidAnswer when it is not complete
     * @throws NotNow when somebody else was faster
     */
    public void settle(OrganisationId organisation, UUID id, Map<String, String> answer, String by) {
        var notice = find(organisation, id).orElseThrow(NoSuchElementException::new);
        var form = new AnswerForm(Map.copyOf(answer));
        var way = form.choice("way", WayReached.class, "Say how.");
        var words = form.text("words", "Say in a sentence or two who was told what, and when, or what was tried.");
        form.mustBeComplete();
        settle(notice, way, by);
        proof.keep(
                requests.get(notice.reference()),
                file(id),
                words,
                way == WayReached.NOT_REACHED ? "PERSON_NOT_REACHED" : "PERSON_REACHED",
                by,
                Map.of("way", way, "notice", kindOf(id)));
    }

    private void settle(UndeliveredNotice notice, WayReached way, String by) {
        var settled = jdbc.sql("update undelivered_notice set way = ?, settled_by = ?, settled_at = ?"
                        + " where id = ? and settled_at is null")
                .params(way.name(), by, Timestamp.from(clock.instant()), notice.id())
                .update();
        if (settled == 0) {
            throw new NotNow("Somebody else has settled this already.");
        }
    }

    private String kindOf(UUID id) {
        return jdbc.sql("select kind from undelivered_notice where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    static String file(UUID id) {
        return "undelivered-" + id;
    }

    private record Row(
            UUID id,
            Reference reference,
            Kind kind,
            Instant since,
            WayReached way,
            String settledBy,
            Instant settledAt) {}

    /** Each with how many of its copies arrived, which is asked once for all of them. */
    private List<UndeliveredNotice> seen(List<Row> rows) {
        var delivered =
                notices.delivered(rows.stream().map(Row::reference).distinct().toList());
        return rows.stream()
                .map(row -> new UndeliveredNotice(
                        row.id(),
                        row.reference(),
                        what(row.kind()),
                        row.since(),
                        delivered.getOrDefault(row.reference(), Map.of()).getOrDefault(row.kind(), 0),
                        row.way(),
                        row.settledBy(),
                        row.settledAt()))
                .toList();
    }

    private Row row(ResultSet row, int number) throws SQLException {
        var way = row.getString("way");
        var settledAt = row.getTimestamp("settled_at");
        return new Row(
                row.getObject("id", UUID.class),
                new Reference(row.getString("reference")),
                Kind.valueOf(row.getString("kind")),
                row.getTimestamp("since").toInstant(),
                way == null ? null : WayReached.valueOf(way),
                row.getString("settled_by"),
                settledAt == null ? null : settledAt.toInstant());
    }

    private static String what(Kind kind) {
        return switch (kind) {
            case RECEIPT, LOOK_UP_RECEIPT, ALTERATION_RECEIVED -> "that we have the request";
            case ASKED_IN_YOUR_NAME, ALTERATION_ASKED -> "the warning that somebody asked in their name";
            case PAUSE -> "what was decided, and until when it can be undone";
            case EXTENSION -> "that we need more time, and why";
            case WAITS_FOR_YOU -> "that the request waits for them";
            case CANCELLED, LOOK_UP_CANCELLED, ALTERATION_CANCELLED -> "that the request was cancelled";
            case CONFIRMATION, ALTERATION_CONFIRMED -> "what was done";
            case LOOK_UP_ANSWER -> "what was found";
            case REFUSAL -> "the refusal, with its reason";
            case REVIEW_DECIDED -> "what came of the review";
            default -> "a notice about the request";
        };
    }
}

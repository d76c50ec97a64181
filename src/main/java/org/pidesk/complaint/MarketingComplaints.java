package org.pidesk.complaint;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Day;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Secrets;
import org.pidesk.notice.ComplaintLinks.Recipient;
import org.pidesk.notice.ComplaintReceived;
import org.pidesk.notice.Kind;
import org.pidesk.notice.MarketingEnds;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.pidesk.organisation.Organisations;
import org.pidesk.sla.Deadlines;
import org.pidesk.vault.Vault;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Complaints of our own messages, by the link in a mail or through the provider of a mailbox. One of a person is open at a
 * time: who says it twice is heard once, and who says it without end is counted.
 */
@Service
@Transactional
public class MarketingComplaints {
    /** Our own target: no law sets a day for it. */
    static final int WORKING_DAYS = 5;

    static final String ANSWER = "answer";
    private static final String FILE = "complaint";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private final JdbcClient database;
    private final Organisations organisations;
    private final MarketingEnds ends;
    private final Notices notices;
    private final Deadlines deadlines;
    private final Vault vault;
    private final ActivityLog activity;
    private final Secrets secrets;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final String staffUrl;

    MarketingComplaints(
            JdbcClient database,
            Organisations organisations,
            MarketingEnds ends,
            Notices notices,
            Deadlines deadlines,
            Vault vault,
            ActivityLog activity,
            Secrets secrets,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${pidesk.staff-url}") String staffUrl) {
        this.database = database;
        this.organisations = organisations;
        this.ends = ends;
        this.notices = notices;
        this.deadlines = deadlines;
        this.vault = vault;
        this.activity = activity;
        this.secrets = secrets;
        this.events = events;
        this.clock = clock;
        this.staffUrl = staffUrl;
    }

    /** Takes what a person says by the link in a mail. @return the complaint, which may have been open before */
    public ComplaintCase receive(Recipient who, ComplaintReceived.About about, String words, boolean awaitsAnswer) {
        events.publishEvent(new ComplaintReceived(
                who.organisation(),
                who.address(),
                ComplaintReceived.Means.PAGE,
                about,
                words,
                awaitsAnswer,
                who.origin(),
                who.record()));
        return openOf(who).orElseThrow();
    }

    /** The complaint of theirs that is open. */
    @Transactional(readOnly = true)
    public Optional<ComplaintCase> openOf(Recipient who) {
        return database.sql("select * from marketing_complaint"
                        + " where organisation = ? and address_hash = ? and answered_at is null")
                .params(who.organisation().value(), hash(who.organisation(), who.address()))
                .query(this::row)
                .optional();
    }

    /** @throws java.util.NoSuchElementException when there is none of this reference */
    @Transactional(readOnly = true)
    public ComplaintCase get(Reference reference) {
        return database.sql("select * from marketing_complaint where reference = ?")
                .param(reference.value())
                .query(this::row)
                .optional()
                .orElseThrow();
    }

    @EventListener
    void on(ComplaintReceived received) {
        var fresh = Reference.random();
        var taken = database.sql("""
                        insert into marketing_complaint as known (reference, organisation, address_hash, means, about,
                            awaits_answer, received_at)
                        values (:reference, :organisation, :hash, :means, :about, :awaits, :now)
                        on conflict (organisation, address_hash) where answered_at is null do update
                        set times = known.times + 1, awaits_answer = known.awaits_answer or excluded.awaits_answer,
                            awaits_since = case when excluded.awaits_answer and not known.awaits_answer then :now
                                else known.awaits_since end,
                            about = coalesce(excluded.about, known.about)
                        returning reference, awaits_since is not distinct from :now as wanted_now""")
                .param("reference", fresh.value())
                .param("organisation", received.organisation().value())
                .param("hash", hash(received.organisation(), received.address()))
                .param("means", received.means().name())
                .param(
                        "about",
                        received.about() == null ? null : received.about().name())
                .param("awaits", received.awaitsAnswer())
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) ->
                        new Taken(new Reference(row.getString("reference")), row.getBoolean("wanted_now")))
                .single();
        var reference = taken.reference();
        if (reference.equals(fresh)) {
            seal(
                    reference,
                    received.organisation(),
                    new ComplaintFile(received.address().value(), received.words()));
            record(reference, "COMPLAINT_RECEIVED", received.means().name());
            events.publishEvent(new ComplaintOpened(reference));
        } else {
            ends.endAgain(received.organisation(), received.address(), MarketingEnds.By.COMPLAINT, reference);
            if (!get(reference).isOnlyCounted()) {
                add(reference, received);
                record(reference, "COMPLAINT_REPEATED", received.means().name());
            }
            if (taken.wantsAnswerNow()) {
                answerIsWanted(reference);
            }
        }
        if (received.record() != null) {
            ends.follow(received.record(), received.address(), MarketingEnds.By.COMPLAINT, reference);
        }
    }

    /** @param wantsAnswerNow whether an open one has become one that is answered */
    private record Taken(Reference reference, boolean wantsAnswerNow) {}

    /** The day is counted from now. Whoever was reminded before hears of it at once: no second reminder is to come. */
    private void answerIsWanted(Reference reference) {
        acknowledge(reference);
        if (lastDayFrom(get(reference).receivedAt()).isBefore(Deadlines.dayOf(clock.instant()))) {
            remind(reference);
        }
        events.publishEvent(new AnswerWanted(reference));
    }

    /** At once, and whoever was right: nobody is written to who does not want it. */
    public void stopMarketing(Reference reference) {
        ends.end(get(reference).organisation(), file(reference).whose(), MarketingEnds.By.COMPLAINT, reference);
    }

    public void acknowledge(Reference reference) {
        var complaint = get(reference);
        notices.send(Notice.of(
                        Kind.COMPLAINT_RECEIVED,
                        complaint.organisation(),
                        file(reference).whose())
                .about(reference)
                .with("due", DAY.format(complaint.due())));
    }

    public void answer(Reference reference) {
        var words = vault.open(reference, ANSWER).orElseThrow();
        notices.send(Notice.of(
                        Kind.COMPLAINT_ANSWERED,
                        get(reference).organisation(),
                        file(reference).whose())
                .about(reference)
                .with("answer", words));
    }

    /** The organisation's people are told that a complaint waits. */
    public void remind(Reference reference) {
        var organisation = organisations.get(get(reference).organisation());
        for (var contact : organisation.keyContacts()) {
            notices.send(Notice.of(Kind.TASK_IS_LATE, organisation.id(), EmailAddress.parse(contact.email()))
                    .about(reference)
                    .with("task", "Look into a complaint")
                    .with("link", staffUrl + "/camunda/app/tasklist/default/"));
        }
    }

    /** From when the task is late: when its last day is over. */
    @Transactional(readOnly = true)
    public Instant lateAt(Reference reference) {
        return get(reference).due().plusDays(1).atStartOfDay(Day.ZONE).toInstant();
    }

    ComplaintFile file(Reference reference) {
        return ComplaintFile.read(vault.open(reference, FILE).orElseThrow());
    }

    /** What staff found, in the transaction of their answer. */
    void settle(Reference reference, boolean upheld, String note, String answer, String by) {
        var until = keepUntil(get(reference).organisation());
        vault.seal(reference, "note", note, until);
        if (!answer.isBlank()) {
            vault.seal(reference, ANSWER, answer, until);
        }
        database.sql("update marketing_complaint set upheld = ?, answered_by = ?, answered_at = ? where reference = ?")
                .params(upheld, by, Timestamp.from(clock.instant()), reference.value())
                .update();
        activity.record(Fact.of(reference, "COMPLAINT_LOOKED_INTO").by(by).with("upheld", upheld ? "YES" : "NO"));
    }

    private void add(Reference reference, ComplaintReceived received) {
        if (!received.words().isBlank()) {
            seal(reference, received.organisation(), file(reference).saying(received.words()));
        }
    }

    private void seal(Reference reference, OrganisationId organisation, ComplaintFile file) {
        vault.seal(reference, FILE, file.write(), keepUntil(organisation));
    }

    private LocalDate keepUntil(OrganisationId organisation) {
        return LocalDate.now(clock).plusYears(organisations.get(organisation).evidenceYears());
    }

    private void record(Reference reference, String kind, String means) {
        activity.record(Fact.of(reference, kind).by(Fact.PERSON).with("means", means));
    }

    private byte[] hash(OrganisationId organisation, Address address) {
        return secrets.fingerprint(address.value(), "complaint", organisation.value());
    }

    private ComplaintCase row(ResultSet row, int number) throws SQLException {
        var receivedAt = row.getTimestamp("received_at").toInstant();
        var awaitsSince = row.getTimestamp("awaits_since");
        var about = row.getString("about");
        return new ComplaintCase(
                new Reference(row.getString("reference")),
                new OrganisationId(row.getString("organisation")),
                ComplaintReceived.Means.valueOf(row.getString("means")),
                about == null ? null : ComplaintReceived.About.valueOf(about),
                row.getBoolean("awaits_answer"),
                row.getInt("times"),
                receivedAt,
                lastDayFrom(awaitsSince == null ? receivedAt : awaitsSince.toInstant()),
                row.getObject("upheld", Boolean.class));
    }

    private LocalDate lastDayFrom(Instant moment) {
        return deadlines.workingDaysAfter(Deadlines.dayOf(moment), WORKING_DAYS);
    }
}

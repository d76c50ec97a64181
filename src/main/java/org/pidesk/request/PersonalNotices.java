package org.pidesk.request;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pidesk.contact.Hold;
import org.pidesk.contact.Lead;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Day;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.pidesk.organisation.Organisation;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The notices of a case: to whom, with which link, and with how much in them. */
@Component
class PersonalNotices {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy 'at' HH:mm", Locale.ENGLISH)
            .withZone(Day.ZONE);

    private static final String SEARCH_STARTS_LATER =
            "Very many people ask at present, so we look for you as soon as it is your turn. You need not do anything.";

    private static final String RECORD_BROUGHT_UP_TO_DATE =
            "We now keep a record of you ourselves, so that your next look-up finds it.";

    private final Notices notices;
    private final LateMails lateMails;
    private final Trail trail;
    private final String baseUrl;
    private final String staffUrl;

    PersonalNotices(
            Notices notices,
            LateMails lateMails,
            Trail trail,
            @Value("${pidesk.base-url}") String baseUrl,
            @Value("${pidesk.staff-url}") String staffUrl) {
        this.notices = notices;
        this.lateMails = lateMails;
        this.trail = trail;
        this.baseUrl = baseUrl;
        this.staffUrl = staffUrl;
    }

    void receipt(Request request, Address to) {
        notices.send(of(Kind.RECEIPT, request, to)
                .with("link", statusLink(request, to))
                .with("due", DAY.format(request.due()))
                .with("asked", request.type().name()));
    }

    /** Whether the answer of a removal is written: whoever asks from now on would have none. */
    boolean isConfirmed(Request request) {
        return notices.isWritten(request.reference(), Kind.CONFIRMATION);
    }

    void askedInYourName(Request request, Address to) {
        notices.send(of(Kind.ASKED_IN_YOUR_NAME, request, to).with("link", statusLink(request, to)));
    }

    void pause(Request request, Address to, List<String> kept) {
        notices.send(of(Kind.PAUSE, request, to)
                .with("link", statusLink(request, to))
                .with("undoUntil", moment(request.pauseEndsAt()))
                .with("decision", kept.isEmpty() ? Decision.NOTHING_HOLDS.name() : Decision.PART_HOLDS.name())
                .with("kept", kept));
    }

    /** More time is needed: how much, why, and where to complain of it (PAIA, section 57(3)). */
    void extension(Request request, Address to) {
        notices.send(of(Kind.EXTENSION, request, to)
                .with("link", statusLink(request, to))
                .with("days", request.extendedBy())
                .with("due", DAY.format(request.due()))
                .with(
                        "reasons",
                        request.extendedBecause().stream()
                                .map(ExtensionReason::lawful)
                                .toList()));
    }

    /** The case waits for the person: for what, and until when at most. */
    void waits(Request request, Address to, PauseReason reason) {
        notices.send(of(Kind.WAITS_FOR_YOU, request, to)
                .with("link", statusLink(request, to))
                .with("waitsFor", reason.words())
                .with("due", DAY.format(request.due())));
    }

    void cancelled(Request request, Address to) {
        notices.send(of(Kind.CANCELLED, request, to));
    }

    /** @param hold what keeps it; null where the record says no more that anything does */
    void refusal(Request request, Address to, Hold hold) {
        notices.send(of(Kind.REFUSAL, request, to)
                .with("withdraw", request.type() == RequestType.WITHDRAWAL ? null : withdrawLink(request))
                .with("reason", request.refusal().words())
                .with("law", request.refusal().law())
                .with("keptUntil", hold == null || hold.until() == null ? null : day(hold.until()))
                .with("lookedAtAgain", hold == null ? null : day(hold.lookedAtAgainOn())));
    }

    void confirmation(Request request, Address to, Report report) {
        notices.send(of(Kind.CONFIRMATION, request, to)
                .with("done", report.done())
                .with("kept", report.kept())
                .with("systems", report.systems())
                .with("notTold", report.notTold())
                .with("unanswered", report.unanswered())
                .with("evidenceUntil", day(report.evidenceUntil())));
    }

    /** To a key contact, that a customer is gone, or kept for a ground alone: name and number where the organisation wants them. */
    void customerLeft(Request request, Organisation organisation, String to, CaseFile file) {
        Map<String, Object> facts = null;
        if (organisation.factsInMails() && !file.records().isEmpty()) {
            var person = file.records().get(0);
            facts = Map.of("name", person.name(), "customerNumber", person.number());
        }
        var kind = kindOf(request);
        var notice = of(kind, request, EmailAddress.parse(to))
                .with("link", deskLink(request))
                .with("facts", facts);
        notices.send(
                switch (kind) {
                    case CUSTOMER_WITHDREW -> notice;
                    case RECORD_KEPT -> notice.with("why", why(request)).with("recipient", null);
                    default -> notice.with("why", why(request));
                });
    }

    private static Kind kindOf(Request request) {
        if (request.removesNothing()) {
            return Kind.RECORD_KEPT;
        }
        return request.type() == RequestType.WITHDRAWAL ? Kind.CUSTOMER_WITHDREW : Kind.CUSTOMER_DE_IDENTIFIED;
    }

    /** To the person who works the enquiry, that it is de-identified, or kept for a ground alone. */
    void leadLeft(Request request, Organisation organisation, String to, long customerNumber, List<Lead> leads) {
        Map<String, Object> facts = null;
        if (organisation.factsInMails()) {
            var numbers = leads.stream().map(Lead::number).toList();
            facts = Map.of("customerNumber", customerNumber, "leads", numbers);
        }
        var kind = request.removesNothing() ? Kind.RECORD_KEPT : Kind.LEAD_DE_IDENTIFIED;
        notices.send(of(kind, request, EmailAddress.parse(to))
                .with("link", deskLink(request))
                .with("recipient", leads.get(0).recipientName())
                .with("why", why(request))
                .with("facts", facts));
    }

    private static String why(Request request) {
        return request.askedByThePerson() ? request.type().name() : "PURPOSE_ENDED";
    }

    void late(Request request, Organisation organisation) {
        late(request, organisation, request.decision() == null ? "Decide what must stay" : "Release de-identification");
    }

    void late(Request request, Organisation organisation, String task) {
        late(request, organisation.informationOfficer(), task);
    }

    private void late(Request request, EmailAddress to, String task) {
        lateMails.send(isLate(request, to, task), request.organisation(), to);
    }

    private Notice isLate(Request request, EmailAddress to, String task) {
        return of(Kind.TASK_IS_LATE, request, to)
                .with("link", deskLink(request))
                .with("task", task);
    }

    /** @param later whether so many ask that the search starts later */
    void lookUpReceipt(Request request, Address to, boolean later) {
        notices.send(of(Kind.LOOK_UP_RECEIPT, request, to)
                .with("link", statusLink(request, to))
                .with("due", DAY.format(request.due()))
                .with("later", later ? List.of(SEARCH_STARTS_LATER) : List.of()));
    }

    /** @param ours whether by now we hold a record ourselves */
    void lookUpAnswer(Request request, Address to, Findings findings, boolean ours, LocalDate evidenceUntil) {
        notices.send(of(Kind.LOOK_UP_ANSWER, request, to)
                .with("link", statusLink(request, to))
                .with("found", findings.found(request.reference()))
                .with("searched", findings.searched(request))
                .with("parties", findings.parties(request.reference()))
                .with("ours", ours ? List.of(RECORD_BROUGHT_UP_TO_DATE) : List.of())
                .with("evidenceUntil", day(evidenceUntil)));
    }

    /** @param abuse why we ended it; empty when the person did */
    void lookUpCancelled(Request request, Address to, String abuse) {
        notices.send(of(Kind.LOOK_UP_CANCELLED, request, to)
                .with("endedByUs", abuse.isEmpty() ? List.of() : endedByUs(request, to, abuse)));
    }

    private List<String> endedByUs(Request request, Address to, String abuse) {
        return List.of(
                "Why: " + abuse,
                "For some time no new look-up is started from your address. Everything else that you may ask of us stays open to you.",
                "If you do not agree, have it looked at again: " + statusLink(request, to) + "/review");
    }

    /** To a key contact, that we hold nothing of somebody who asks: a link by default; the address where the organisation wants it. */
    void lookUpNotFound(Request request, Organisation organisation, String to, String address) {
        notices.send(of(Kind.LOOK_UP_NOT_FOUND, request, EmailAddress.parse(to))
                .with("link", deskLink(request))
                .with("facts", organisation.factsInMails() ? Map.of("address", address) : null));
    }

    void moreLookUps(Organisation organisation, String to, int count) {
        notices.send(Notice.of(Kind.MORE_LOOK_UPS, organisation.id(), EmailAddress.parse(to))
                .with("link", staffUrl + "/desk/look-ups")
                .with("count", count));
    }

    /** To staff: the person still has to be told, another way. */
    void notDelivered(Request request, String to) {
        notices.send(of(Kind.NOT_DELIVERED, request, EmailAddress.parse(to)).with("link", deskLink(request)));
    }

    /** To the key contacts: a closed case is to be looked at again. */
    void reviewAsked(Request request, String to, LocalDate due) {
        notices.send(of(Kind.REVIEW_ASKED, request, EmailAddress.parse(to))
                .with("link", deskLink(request))
                .with("due", day(due)));
    }

    /**
     * To the key contacts: nobody has decided it, and its day has come. It is said once, so no flood of other reminders may
     * take its place.
     */
    void reviewIsDue(Request request, String to) {
        notices.send(isLate(request, EmailAddress.parse(to), "Decide the review"));
    }

    void reviewDecided(Request request, Address to, Review review) {
        notices.send(of(Kind.REVIEW_DECIDED, request, to)
                .with("link", statusLink(request, to) + "/review")
                .with("outcome", said(review))
                .with("words", review.answer()));
    }

    private static String said(Review review) {
        return switch (review.outcome()) {
            case UPHELD -> "Our answer stands.";
            case REOPENED ->
                "You are right to ask: it is done again, as request %s. You have a receipt for it with a link of its own."
                        .formatted(review.reopenedAs());
            case ASK_AGAIN ->
                "You are right to ask, and only you can say again what you want. Please ask once more on our page; the link leads there.";
        };
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    static String moment(Instant at) {
        return MOMENT.format(at);
    }

    static Notice of(Kind kind, Request request, Address to) {
        return Notice.of(kind, request.organisation(), to).about(request.reference());
    }

    /** Every recipient has a link of their own: one that is forwarded can be told from the others. */
    String statusLink(Request request, Address to) {
        Reference reference = request.reference();
        return baseUrl + "/" + request.organisation() + "/pi/requests/"
                + trail.link(reference, request.organisation(), to).value();
    }

    /** Where whoever proves an address withdraws consent. */
    private String withdrawLink(Request request) {
        return baseUrl + "/" + request.organisation() + "/pi/withdraw";
    }

    String deskLink(Request request) {
        return staffUrl + "/desk/requests/" + request.reference();
    }
}

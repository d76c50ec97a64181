package org.pidesk.request;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.pidesk.organisation.Organisation;
import org.springframework.stereotype.Component;

/** The notices of an alteration: to the person, to staff, and to whoever else was given the information. */
@Component
class AlterationNotices {
    private final Notices notices;
    private final PersonalNotices links;

    AlterationNotices(Notices notices, PersonalNotices links) {
        this.notices = notices;
        this.links = links;
    }

    void received(Request request, Address to) {
        notices.send(of(Kind.ALTERATION_RECEIVED, request, to)
                .with("link", links.statusLink(request, to))
                .with("due", PersonalNotices.day(request.due())));
    }

    /** @param pauseUntil until when nothing is changed; null where nothing has to wait */
    void asked(Request request, Address to, Instant pauseUntil) {
        notices.send(of(Kind.ALTERATION_ASKED, request, to)
                .with("link", links.statusLink(request, to))
                .with("pauseUntil", pauseUntil == null ? null : PersonalNotices.moment(pauseUntil)));
    }

    /** @param used whether the fields are used again from now on */
    void cancelled(Request request, Address to, boolean used) {
        notices.send(of(Kind.ALTERATION_CANCELLED, request, to).with("used", used));
    }

    /** @param used whether the fields are used again from now on */
    void confirmed(Request request, Address to, AlterationReport report, boolean used) {
        notices.send(of(Kind.ALTERATION_CONFIRMED, request, to)
                .with("fields", report.fields())
                .with("notes", report.notes())
                .with("notTold", report.notTold())
                .with("used", used)
                .with("evidenceUntil", PersonalNotices.day(report.evidenceUntil())));
    }

    /** To a key contact: a link by default; field, was and changed where the organisation wants that. */
    void customerAltered(Request request, Organisation organisation, String to, String name, List<List<String>> rows) {
        notices.send(of(Kind.CUSTOMER_ALTERED, request, EmailAddress.parse(to))
                .with("link", links.deskLink(request))
                .with("facts", organisation.factsInMails() ? Map.of("name", name, "rows", rows) : null));
    }

    void leadAltered(Request request, String to, String recipient) {
        notices.send(of(Kind.LEAD_ALTERED, request, EmailAddress.parse(to))
                .with("link", links.deskLink(request))
                .with("recipient", recipient));
    }

    private static Notice of(Kind kind, Request request, Address to) {
        return PersonalNotices.of(kind, request, to);
    }
}

package org.pidesk.signin;

import java.time.Instant;
import java.util.Map;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.pidesk.staff.LinkPurpose;
import org.pidesk.staff.PasswordChanged;
import org.pidesk.staff.SecondFactorChanged;
import org.pidesk.staff.StaffAddressChanged;
import org.pidesk.staff.StaffLinkIssued;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes to staff about their own accounts, and about nothing else. */
@Component
class StaffMails {
    private static final Map<LinkPurpose, String> PAGES =
            Map.of(LinkPurpose.INVITATION, "/login/invitation/", LinkPurpose.RESET, "/login/reset/");

    private final Notices notices;
    private final StaffMembers staff;
    private final String address;

    StaffMails(Notices notices, StaffMembers staff, @Value("${pidesk.staff-url}") String address) {
        this.notices = notices;
        this.staff = staff;
        this.address = address;
    }

    @EventListener
    void on(StaffLinkIssued issued) {
        var link = address + PAGES.get(issued.purpose()) + issued.token().value();
        var good = issued.purpose().good();
        send(
                issued.purpose() == LinkPurpose.RESET
                        ? to(issued.member(), Kind.PASSWORD_RESET)
                                .with("link", link)
                                .with("minutes", good.toMinutes())
                        : to(issued.member(), Kind.STAFF_INVITED)
                                .with("link", link)
                                .with("days", good.toDays()),
                issued.until());
    }

    @EventListener
    void on(PasswordChanged changed) {
        tell(changed.username(), Kind.PASSWORD_CHANGED);
    }

    @EventListener
    void on(SecondFactorChanged changed) {
        tell(changed.username(), Kind.SECOND_FACTOR_CHANGED);
    }

    @EventListener
    void on(StaffAddressChanged changed) {
        notices.send(to(changed.member(), changed.former(), Kind.STAFF_ADDRESS_CHANGED));
    }

    private void tell(String username, Kind kind) {
        staff.find(username).ifPresent(member -> notices.send(to(member, kind).with("link", address + "/login/reset")));
    }

    /** A link that has run out is not worth a mail. */
    private void send(Notice notice, Instant until) {
        notices.send(notice.expiring(until));
    }

    private static Notice to(StaffMember member, Kind kind) {
        return to(member, member.email(), kind);
    }

    private static Notice to(StaffMember member, EmailAddress address, Kind kind) {
        return member.organisation() == null
                ? Notice.ofTheHouse(kind, address)
                : Notice.of(kind, member.organisation(), address);
    }
}

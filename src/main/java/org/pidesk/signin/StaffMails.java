package org.pidesk.signin;

import java.time.Instant;
import java.util.Map;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.pidesk.staff.LinkPurpose;
import org.pidesk.staff.PasswordChanged;
import org.pidesk.staff.Role;
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

    private static final String FORGOTTEN = "/login/reset";

    private final Notices notices;
    private final StaffMembers staff;
    private final String staffUrl;

    StaffMails(Notices notices, StaffMembers staff, @Value("${pidesk.staff-url}") String staffUrl) {
        this.notices = notices;
        this.staff = staff;
        this.staffUrl = staffUrl;
    }

    @EventListener
    void on(StaffLinkIssued issued) {
        var link = staffUrl + PAGES.get(issued.purpose()) + issued.token().value();
        var good = issued.purpose().good();
        send(
                issued.purpose() == LinkPurpose.RESET
                        ? to(issued.member(), Kind.PASSWORD_RESET)
                                .with("link", link)
                                .with("minutes", good.toMinutes())
                        : to(issued.member(), Kind.STAFF_INVITED)
                                .with("link", link)
                                .with("days", good.toDays())
                                .with("by", issued.keeper().name())
                                .with("role", said(issued.member().role()))
                                .with("oversees", issued.member().oversees())
                                .with("again", issued.again()),
                issued.until());
    }

    @EventListener
    void on(PasswordChanged changed) {
        staff.find(changed.username())
                .ifPresent(
                        member -> notices.send(to(member, Kind.PASSWORD_CHANGED).with("link", staffUrl + FORGOTTEN)));
    }

    @EventListener
    void on(SecondFactorChanged changed) {
        staff.find(changed.username())
                .ifPresent(member -> notices.send(to(member, Kind.SECOND_FACTOR_CHANGED)
                        .with("what", said(changed.what()))
                        .with("link", staffUrl + FORGOTTEN)));
    }

    @EventListener
    void on(StaffAddressChanged changed) {
        notices.send(to(changed.member(), changed.former(), Kind.STAFF_ADDRESS_CHANGED));
    }

    private static String said(SecondFactorChanged.What what) {
        return switch (what) {
            case SET_UP ->
                "A second factor was set up for your account at pi-desk: a code of an app, asked for after your password.";
            case REMOVED -> "The second factor of your account at pi-desk was taken away.";
            case RECOVERY_CODE_USED ->
                "A recovery code was used to sign in to your account at pi-desk, in the place of a code of your app.";
            case RECOVERY_CODES_RENEWED ->
                "New recovery codes were made for your account at pi-desk. Those of before are no longer good.";
        };
    }

    private static String said(Role role) {
        return switch (role) {
            case DEALERSHIP_STAFF -> "a member of staff";
            case COMPLIANCE_MANAGER -> "a compliance manager";
            case ADMINISTRATOR -> "an administrator";
        };
    }

    /** A link that has run out is not worth a mail. */
    private void send(Notice notice, Instant until) {
        notices.send(notice.expiring(until));
    }

    private static Notice to(StaffMember member, Kind kind) {
        return to(member, member.email(), kind);
    }

    private static Notice to(StaffMember member, EmailAddress address, Kind kind) {
        return Notice.toStaff(kind, member.organisation(), address);
    }
}

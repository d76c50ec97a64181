package org.pidesk.desk;

import java.time.LocalDate;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.pidesk.staff.Absences;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Names who stands in for somebody, and tells them in the same transaction. */
@Component
@Transactional
class Substitutes {
    private final Absences absences;
    private final StaffMembers staff;
    private final Notices notices;
    private final String staffUrl;

    Substitutes(Absences absences, StaffMembers staff, Notices notices, @Value("${pidesk.staff-url}") String staffUrl) {
        this.absences = absences;
        this.staff = staff;
        this.notices = notices;
        this.staffUrl = staffUrl;
    }

    /** @throws org.pidesk.staff.AccountRefused when nobody can stand in like that */
    void name(StaffMember absent, String substitute, LocalDate from, LocalDate until) {
        absences.plan(absent, substitute, from, until);
        tell(staff.find(substitute).orElseThrow());
    }

    /** A link, and not for whom or when: their account says it. */
    private void tell(StaffMember substitute) {
        var notice = Notice.toStaff(Kind.NAMED_AS_SUBSTITUTE, substitute.organisation(), substitute.email());
        notices.send(notice.with("link", staffUrl + "/desk/account"));
    }
}

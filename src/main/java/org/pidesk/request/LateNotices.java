package org.pidesk.request;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notices;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Who is told that a case is late, and how late. */
@Component
class LateNotices {
    private final Notices notices;
    private final Organisations organisations;
    private final StaffMembers staff;
    private final OpenCaseTasks tasks;
    private final String staffUrl;

    LateNotices(
            Notices notices,
            Organisations organisations,
            StaffMembers staff,
            OpenCaseTasks tasks,
            @Value("${pidesk.staff-url}") String staffUrl) {
        this.notices = notices;
        this.organisations = organisations;
        this.staff = staff;
        this.tasks = tasks;
        this.staffUrl = staffUrl;
    }

    /** Whom any of these rungs concerns is told once, of the highest. */
    void tell(Request request, List<Rung> reached) {
        var highest = reached.get(reached.size() - 1);
        var told = new LinkedHashSet<EmailAddress>();
        reached.forEach(rung -> told.addAll(concernedBy(rung, request)));
        told.forEach(to -> notices.send(PersonalNotices.of(kindOf(highest), request, to)
                .with("link", staffUrl + "/desk/requests/" + request.reference())
                .with("due", PersonalNotices.day(request.due()))));
    }

    private static Kind kindOf(Rung rung) {
        return switch (rung) {
            case HALF -> Kind.HALF_OF_TIME_GONE;
            case AT_RISK -> Kind.CASE_AT_RISK;
            case WORKING_DEADLINE -> Kind.LAST_WORKING_DAY_OVER;
            case BREACHED -> Kind.LAST_DAY_OVER;
        };
    }

    private List<EmailAddress> concernedBy(Rung rung, Request request) {
        var organisation = organisations.get(request.organisation());
        return switch (rung) {
            case HALF -> whoHasIt(request, organisation);
            case AT_RISK -> complianceManagers(organisation);
            case WORKING_DEADLINE -> both(assignees(request), complianceManagers(organisation));
            case BREACHED -> both(List.of(organisation.informationOfficer()), complianceManagers(organisation));
        };
    }

    private List<EmailAddress> whoHasIt(Request request, Organisation organisation) {
        var assignees = assignees(request);
        return assignees.isEmpty()
                ? organisation.keyContacts().stream()
                        .map(contact -> EmailAddress.parse(contact.email()))
                        .toList()
                : assignees;
    }

    private List<EmailAddress> assignees(Request request) {
        return tasks.assignees(request.reference()).stream()
                .flatMap(username -> staff.find(username).stream())
                .map(StaffMember::email)
                .toList();
    }

    private List<EmailAddress> complianceManagers(Organisation organisation) {
        return staff.of(organisation.id(), Role.COMPLIANCE_MANAGER).stream()
                .map(StaffMember::email)
                .toList();
    }

    private static List<EmailAddress> both(List<EmailAddress> some, List<EmailAddress> others) {
        return Stream.of(some, others).flatMap(Collection::stream).toList();
    }
}

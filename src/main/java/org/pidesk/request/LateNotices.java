package org.pidesk.request;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
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
    private final LateMails mails;
    private final Organisations organisations;
    private final StaffMembers staff;
    private final OpenCaseTasks tasks;
    private final String staffUrl;

    LateNotices(
            LateMails mails,
            Organisations organisations,
            StaffMembers staff,
            OpenCaseTasks tasks,
            @Value("${pidesk.staff-url}") String staffUrl) {
        this.mails = mails;
        this.organisations = organisations;
        this.staff = staff;
        this.tasks = tasks;
        this.staffUrl = staffUrl;
    }

    /**
     * Whom any of these rungs concerns is told once, of the highest. Two cases that tell the same people tell them in the
     * same order, so that they never wait for each other.
     */
    void tell(Request request, List<Rung> reached) {
        var highest = reached.get(reached.size() - 1);
        reached.stream()
                .flatMap(rung -> concernedBy(rung, request).stream())
                .distinct()
                .sorted(Comparator.comparing(EmailAddress::value))
                .forEach(to -> mails.send(ofOne(request, highest, to), request.organisation(), to));
    }

    private Notice ofOne(Request request, Rung highest, EmailAddress to) {
        return PersonalNotices.of(kindOf(highest), request, to)
                .with("link", staffUrl + "/desk/requests/" + request.reference())
                .with("due", PersonalNotices.day(request.due()));
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

    /** Who works here, and can sign in. */
    private List<EmailAddress> assignees(Request request) {
        var taken = tasks.assignees(request.reference());
        return staff.active().stream()
                .filter(member -> taken.contains(member.username()))
                .filter(member -> request.organisation().equals(member.organisation()))
                .map(StaffMember::email)
                .toList();
    }

    /** Where an organisation has none, its Information Officer is told in their place. */
    private List<EmailAddress> complianceManagers(Organisation organisation) {
        var managers = staff.active().stream()
                .filter(member -> member.role() == Role.COMPLIANCE_MANAGER)
                .filter(member -> organisation.id().equals(member.organisation()))
                .map(StaffMember::email)
                .toList();
        return managers.isEmpty() ? List.of(organisation.informationOfficer()) : managers;
    }

    private static List<EmailAddress> both(List<EmailAddress> some, List<EmailAddress> others) {
        return Stream.of(some, others).flatMap(Collection::stream).toList();
    }
}

package org.pidesk.desk;

import static org.pidesk.staff.Role.ADMINISTRATOR;
import static org.pidesk.staff.Role.COMPLIANCE_MANAGER;
import static org.pidesk.staff.Role.DEALERSHIP_STAFF;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.pidesk.staff.Role;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The links on top of every page for staff: those pages that are there for the reader, and no others. */
@ControllerAdvice(basePackages = {"org.pidesk.desk", "org.pidesk.report", "org.pidesk.cockpit"})
class Ways {
    private static final Set<Role> WHO_WORKS_TASKS = Set.of(DEALERSHIP_STAFF, COMPLIANCE_MANAGER);
    private static final Set<Role> ADMINISTRATORS = Set.of(ADMINISTRATOR);
    private static final Set<Role> COMPLIANCE_MANAGERS = Set.of(COMPLIANCE_MANAGER);
    private static final Set<Role> EVERYBODY = Set.of(Role.values());
    private static final Set<Role> WHO_OVERSEES = Set.of(COMPLIANCE_MANAGER, ADMINISTRATOR);

    private static final List<Group> ALL = List.of(
            new Group(
                    "Requests",
                    List.of(
                            new Way("/camunda/app/tasklist/default/", "Tasklist", EVERYBODY),
                            new Way("/desk/look-ups", "Open look-ups", WHO_WORKS_TASKS),
                            new Way("/desk/identity", "Check identity", WHO_WORKS_TASKS),
                            new Way("/desk/de-identify", "De-identify a record", WHO_WORKS_TASKS),
                            new Way("/desk/reviews", "Reviews", WHO_WORKS_TASKS),
                            new Way("/desk/systems", "Systems", WHO_WORKS_TASKS))),
            new Group(
                    "People",
                    List.of(
                            new Way("/desk/changes", "Customer changes", WHO_WORKS_TASKS),
                            new Way("/desk/undelivered", "Not delivered", WHO_WORKS_TASKS),
                            new Way("/desk/undeliverable", "Undeliverable addresses", WHO_WORKS_TASKS))),
            new Group(
                    "Marketing",
                    List.of(
                            new Way("/desk/consents", "Consents", WHO_WORKS_TASKS),
                            new Way("/desk/campaigns", "Campaigns", WHO_WORKS_TASKS),
                            new Way("/desk/screening", "Screen a list", WHO_WORKS_TASKS))),
            new Group(
                    "Oversight",
                    List.of(
                            new Way("/camunda/app/cockpit/default/", "Cockpit", WHO_OVERSEES),
                            new Way("/desk/cases", "Late and open cases", COMPLIANCE_MANAGERS),
                            new Way("/desk/reports", "Reports", COMPLIANCE_MANAGERS),
                            new Way("/desk/reports/activity", "Activity report", COMPLIANCE_MANAGERS),
                            new Way("/desk/reports/diary", "Diary", COMPLIANCE_MANAGERS),
                            new Way("/desk/activity", "Activity log", WHO_OVERSEES),
                            new Way("/desk/holidays", "Public holidays", WHO_OVERSEES),
                            new Way("/desk/organisations", "Organisations", ADMINISTRATORS),
                            new Way("/desk/users", "Accounts", WHO_OVERSEES),
                            new Way(MessagesToCheckController.PAGE, "Messages to check", ADMINISTRATORS))),
            new Group(
                    "You",
                    List.of(
                            new Way("/desk/account", "Your account", EVERYBODY),
                            new Way("/desk/devices", "Your browsers", EVERYBODY))));

    /** A page, and who finds something there. */
    record Way(String address, String name, Set<Role> readers) {
        boolean isFor(HttpServletRequest request) {
            return readers.stream().map(Role::name).anyMatch(request::isUserInRole);
        }
    }

    /** Pages that stand together under one word. */
    record Group(String name, List<Way> ways) {
        Group of(HttpServletRequest request) {
            return new Group(
                    name, ways.stream().filter(way -> way.isFor(request)).toList());
        }

        /** Whether a page is one of them. */
        public boolean has(String address) {
            return ways.stream().anyMatch(way -> way.address().equals(address));
        }
    }

    @ModelAttribute("deskPages")
    List<Group> ways(HttpServletRequest request) {
        return ALL.stream()
                .map(group -> group.of(request))
                .filter(group -> !group.ways().isEmpty())
                .toList();
    }

    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        return request.getRequestURI();
    }
}

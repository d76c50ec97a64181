package org.pidesk.signin;

import org.pidesk.kernel.OrganisationId;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;

/** Two dealerships that must not see each other, and their people. */
final class Dealerships {
    static final String PASSWORD = "correct horse battery";
    static final OrganisationId ABC = new OrganisationId("abc-motors");
    static final OrganisationId SEA_POINT = new OrganisationId("sea-point-cars");

    private Dealerships() {}

    static void open(Organisations organisations, StaffMembers staff) {
        organisations.register(new Organisation(
                ABC, "ABC Motors", "1 Main Road, Cape Town", "privacy@abc-motors.example", "021 555 0100"));
        organisations.register(new Organisation(
                SEA_POINT, "Sea Point Cars", "9 Beach Road, Cape Town", "privacy@seapoint.example", "021 555 0200"));
        hire(staff);
    }

    /** For dealerships that are there already, with all who are on record. */
    static void hire(StaffMembers staff) {
        staff.register(Hires.member("naledi", "Naledi Khumalo", Role.DEALERSHIP_STAFF, ABC), PASSWORD);
        staff.register(Hires.member("johan", "Johan Botha", Role.COMPLIANCE_MANAGER, ABC), PASSWORD);
        staff.register(Hires.member("zanele", "Zanele Dube", Role.DEALERSHIP_STAFF, SEA_POINT), PASSWORD);
        staff.register(Hires.member("imran", "Imran Patel", Role.COMPLIANCE_MANAGER, SEA_POINT), PASSWORD);
        staff.register(Hires.ADMIN, PASSWORD);
    }
}

package org.pidesk.chaos;

import java.net.HttpCookie;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Lead;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.operator.Particulars;
import org.pidesk.operator.ProcessingSystem;
import org.pidesk.operator.Register;
import org.pidesk.operator.TransferGround;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.pidesk.request.RequestType;
import org.pidesk.signin.KnownBrowser;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;

/** Opens the organisation before the nodes start: its people on record, its systems and its staff. */
final class Dealership {
    static final OrganisationId ID = new OrganisationId("abc-motors");
    static final List<String> STAFF = List.of("naledi", "sipho", "thandi", "pieter");
    static final List<String> MANAGERS = List.of("johan", "zanele");

    /** One is lost when its node dies while it signs in. */
    private static final int BROWSERS = 20;

    private Dealership() {}

    /** Each fourth person is a stranger, who is looked for. */
    static RequestType asks(int person) {
        return RequestType.values()[person % RequestType.values().length];
    }

    /** @return by which cookies the browsers of each member of staff are known */
    static Map<String, List<HttpCookie>> open(List<String> settings, int people) {
        return open(settings, people, nobody -> false);
    }

    /** @param hasMobile and no mailbox */
    static Map<String, List<HttpCookie>> open(List<String> settings, int people, IntPredicate hasMobile) {
        try (var product = Product.start(settings)) {
            product.getBean(Organisations.class)
                    .register(new Organisation(
                                    ID,
                                    "ABC Motors",
                                    "12 Kloof Street, Gardens, Cape Town, 8001",
                                    "privacy@abcmotors.example.com",
                                    "021 555 0100")
                            .site("localhost")
                            .pause(Duration.ofHours(24))
                            .keyContact("Lerato Mokoena", EmailAddress.parse("lerato@abcmotors.example.com")));
            var register = product.getBean(Register.class);
            register.add(ID, system(ProcessingSystem.Kind.DMS, "Dealer management system"));
            register.add(ID, system(ProcessingSystem.Kind.OPERATOR, "Cape Newsletters"));
            var contacts = product.getBean(Contacts.class);
            for (int person = 0; person < people; person++) {
                if (asks(person) != RequestType.LOOK_UP) {
                    putOnRecord(contacts, person, hasMobile.test(person));
                }
            }
            return hire(product.getBean(StaffMembers.class), product.getBean(KnownBrowser.class));
        }
    }

    private static void putOnRecord(Contacts contacts, int number, boolean hasMobile) {
        var contact = new Contact(ID, "Person", Person.surname(number), "Walked in");
        var person = contacts.add(
                hasMobile
                        ? contact.reachedAt(MobileNumber.parse(Person.mobile(number)))
                        : contact.reachedAt(EmailAddress.parse(Person.address(number))));
        contacts.add(new Lead(person, "A car", "Called as " + Person.surname(number) + ".", LocalDate.of(2026, 10, 3)));
    }

    private static Map<String, List<HttpCookie>> hire(StaffMembers staff, KnownBrowser browsers) {
        browsers.isRunning();
        var known = new LinkedHashMap<String, List<HttpCookie>>();
        STAFF.forEach(name -> staff.register(Hires.member(name, name, Role.DEALERSHIP_STAFF, ID), Clerk.PASSWORD));
        MANAGERS.forEach(name -> staff.register(Hires.member(name, name, Role.COMPLIANCE_MANAGER, ID), Clerk.PASSWORD));
        STAFF.forEach(name -> known.put(name, browsersOf(name)));
        MANAGERS.forEach(name -> known.put(name, browsersOf(name)));
        return known;
    }

    private static List<HttpCookie> browsersOf(String name) {
        return Stream.generate(() -> KnownBrowser.of(name).orElseThrow())
                .limit(BROWSERS)
                .toList();
    }

    private static Particulars system(ProcessingSystem.Kind kind, String name) {
        return new Particulars(
                kind,
                name,
                "Names and addresses",
                "To keep in touch",
                "Agreement 17",
                LocalDate.of(2025, 2, 14),
                "Support desk",
                "support@systems.example.com",
                "011 555 0700",
                "Security line: 011 555 0799",
                "Midrand, South Africa",
                TransferGround.IN_SOUTH_AFRICA,
                "Search by address.",
                "Open the customer and change the fields.",
                "Open the customer and anonymise.");
    }
}

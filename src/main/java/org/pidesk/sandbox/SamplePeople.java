package org.pidesk.sandbox;

import java.time.LocalDate;
import java.util.List;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Lead;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.operator.Register;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.pidesk.organisation.Purpose;
import org.pidesk.organisation.Purpose.Ground;
import org.pidesk.organisation.Purpose.Scope;
import org.pidesk.organisation.Purposes;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Two dealerships and the people whom every test and every demonstration knows. */
@SandboxOnly
@Component
public class SamplePeople {
    public static final OrganisationId ABC_MOTORS = new OrganisationId("abc-motors");
    public static final OrganisationId SEA_POINT_CARS = new OrganisationId("sea-point-cars");

    /** A customer of both dealerships. */
    public static final EmailAddress THANDI = EmailAddress.parse("thandi.nkosi@example.com");

    public static final MobileNumber THANDIS_MOBILE = MobileNumber.parse("082 555 0101");
    /** Of the right length and with the right last digit, and nobody's: there is no day 32. */
    public static final String THANDIS_ID_NUMBER = "9001320000085";
    /** Has a mobile number only. */
    public static final MobileNumber PIETER = MobileNumber.parse("082 555 0202");
    /** Two people of one name share this address. */
    public static final EmailAddress AISHA = EmailAddress.parse("khan.family@example.org");

    public static final MobileNumber AISHAS_MOBILE = MobileNumber.parse("072 555 0303");
    public static final MobileNumber OTHER_AISHAS_MOBILE = MobileNumber.parse("072 555 0304");
    /** A company: it has the rights of a person. */
    public static final EmailAddress KLOOF_TRADERS = EmailAddress.parse("accounts@kloof-traders.example.com");

    /** Is on no record, and asks in Thandi's name. */
    public static final EmailAddress MALLORY = EmailAddress.parse("mallory@example.net");

    public static final EmailAddress FRED = EmailAddress.parse("fred@sea.example.com");
    public static final MobileNumber FREDS_MOBILE = MobileNumber.parse("083 656 7788");
    public static final long FREDS_NUMBER = 19_713_570;
    public static final long FREDS_FIRST_LEAD = 6_226_950;
    public static final long FREDS_SECOND_LEAD = 6_226_978;
    /** Works Fred's enquiries. */
    public static final EmailAddress ASHVEER = EmailAddress.parse("ashveer@abcmotors.example.com");

    private final Organisations organisations;
    private final Register register;
    private final Contacts contacts;
    private final Purposes purposes;

    SamplePeople(Organisations organisations, Purposes purposes, Register register, Contacts contacts) {
        this.organisations = organisations;
        this.purposes = purposes;
        this.register = register;
        this.contacts = contacts;
    }

    /** Moves everybody in, unless they live here already. */
    @Transactional
    public void moveIn() {
        if (organisations.find(ABC_MOTORS).isEmpty()) {
            abcMotors();
            seaPointCars();
        }
    }

    private void abcMotors() {
        organisations.register(new Organisation(
                        ABC_MOTORS,
                        "ABC Motors",
                        "12 Kloof Street, Gardens, Cape Town, 8001",
                        "privacy@abcmotors.example.com",
                        "021 555 0100")
                .site("abcmotors.localhost")
                .site("localhost")
                .site("127.0.0.1")
                .whatsapp("081 555 0100")
                .privacyPolicy("https://abcmotors.example.com/privacy")
                .informationOfficer(EmailAddress.parse("officer@abcmotors.example.com"))
                .keyContact("Lerato Mokoena", EmailAddress.parse("lerato@abcmotors.example.com"))
                .keyContact("Ruan Botha", EmailAddress.parse("ruan@abcmotors.example.com")));
        purposesOf(ABC_MOTORS);
        systemsOf(ABC_MOTORS, "ABC dealer management system", "Cape Newsletters", "Table Bay Text Messages");
        thandi(ABC_MOTORS, "Walked in to the showroom");
        pieter();
        aishas();
        kloofTraders();
        fred();
    }

    private void seaPointCars() {
        organisations.register(new Organisation(
                        SEA_POINT_CARS,
                        "Sea Point Cars",
                        "88 Main Road, Sea Point, Cape Town, 8005",
                        "privacy@seapointcars.example.com",
                        "021 555 0200")
                .site("seapointcars.localhost")
                .keyContact("Zodwa Dlamini", EmailAddress.parse("zodwa@seapointcars.example.com")));
        purposesOf(SEA_POINT_CARS);
        systemsOf(SEA_POINT_CARS, "Sea Point stock and sales system", "Atlantic Mailers", "Signal Hill Surveys");
        thandi(SEA_POINT_CARS, "Enquired on the web site");
    }

    private void purposesOf(OrganisationId organisation) {
        List.of(
                        new Purpose("To answer you and keep in touch", Ground.CONSENT, null, Scope.RECORD),
                        new Purpose(
                                "To quote for what you ask about, and to carry out what you order",
                                Ground.CONTRACT,
                                null,
                                Scope.ENQUIRIES),
                        new Purpose(
                                "To keep invoices for the tax office",
                                Ground.LAW,
                                "Tax Administration Act, section 29",
                                Scope.SALES),
                        new Purpose("To tell you of offers and events", Ground.CONSENT, null, Scope.MARKETING))
                .forEach(purpose -> purposes.declare(organisation, purpose));
    }

    private void systemsOf(OrganisationId organisation, String dms, String first, String second) {
        register.add(organisation, SampleSystems.dms(dms));
        register.add(organisation, SampleSystems.newsletters(first));
        register.add(organisation, SampleSystems.texts(second));
    }

    private void thandi(OrganisationId organisation, String source) {
        var thandi = contacts.add(new Contact(organisation, "Thandi", "Nkosi", source)
                .reachedAt(THANDI)
                .reachedAt(THANDIS_MOBILE)
                .identifiedBy(THANDIS_ID_NUMBER)
                .consentsToMarketing());
        contacts.add(new Lead(thandi, "Small hatchback", "Wants a test drive on a Saturday.", LocalDate.of(2026, 10, 3))
                .workedBy("Ashveer", ASHVEER.value()));
    }

    private void pieter() {
        contacts.add(new Contact(ABC_MOTORS, "Pieter", "van Wyk", "Phoned the workshop").reachedAt(PIETER));
    }

    private void aishas() {
        contacts.add(new Contact(ABC_MOTORS, "Aisha", "Khan", "Bought a car in 2024")
                .reachedAt(AISHA)
                .reachedAt(AISHAS_MOBILE));
        contacts.add(new Contact(ABC_MOTORS, "Aisha", "Khan", "Entered a competition")
                .reachedAt(AISHA)
                .reachedAt(OTHER_AISHAS_MOBILE)
                .consentsToMarketing());
    }

    private void kloofTraders() {
        var traders = contacts.add(Contact.company(ABC_MOTORS, "Kloof Street Traders (Pty) Ltd", "Leases three vans")
                .reachedAt(KLOOF_TRADERS));
        contacts.add(new Lead(traders, "Three panel vans", "Vans for deliveries in town.", LocalDate.of(2025, 5, 12))
                .workedBy("Ashveer", ASHVEER.value())
                .won());
    }

    private void fred() {
        var fred = contacts.add(new Contact(ABC_MOTORS, "Fred", "Basset", "Asked for a quote on the web site")
                .numbered(FREDS_NUMBER)
                .reachedAt(FRED)
                .reachedAt(FREDS_MOBILE)
                .noted("Fred prefers calls after five.")
                .consentsToMarketing());
        contacts.add(new Lead(fred, "Double cab", "Fred asked for a trade-in price.", LocalDate.of(2026, 9, 14))
                .numbered(FREDS_FIRST_LEAD)
                .workedBy("Ashveer", ASHVEER.value()));
        contacts.add(new Lead(fred, "Roof rack", "Call 083 656 7788 when it is in stock.", LocalDate.of(2026, 11, 2))
                .numbered(FREDS_SECOND_LEAD)
                .workedBy("Ashveer", ASHVEER.value()));
    }
}

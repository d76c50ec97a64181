package org.pidesk.sandbox;

import static org.pidesk.staff.Role.ADMINISTRATOR;
import static org.pidesk.staff.Role.COMPLIANCE_MANAGER;
import static org.pidesk.staff.Role.DEALERSHIP_STAFF;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Somebody for every role at both dealerships, with passwords that the start tells. */
@SandboxOnly
@Component
@Order(10)
@ConditionalOnProperty(name = "pidesk.sandbox.samples", havingValue = "true", matchIfMissing = true)
class SampleStaff implements ApplicationRunner {
    private static final List<StaffMember> EVERYBODY = List.of(
            member("naledi", "Naledi Khumalo", DEALERSHIP_STAFF, SamplePeople.ABC_MOTORS),
            member("johan", "Johan Botha", COMPLIANCE_MANAGER, SamplePeople.ABC_MOTORS),
            member("zanele", "Zanele Dube", DEALERSHIP_STAFF, SamplePeople.SEA_POINT_CARS),
            member("imran", "Imran Patel", COMPLIANCE_MANAGER, SamplePeople.SEA_POINT_CARS),
            new StaffMember("admin", "Ops", new EmailAddress("admin@pi-desk.example"), ADMINISTRATOR, null));

    private final StaffMembers staff;
    private final SandboxSecrets secrets;
    private final String onePassword;
    private final String baseUrl;

    SampleStaff(
            StaffMembers staff,
            SandboxSecrets secrets,
            @Value("${pidesk.sandbox.password:}") String onePassword,
            @Value("${pidesk.base-url}") String baseUrl) {
        this.staff = staff;
        this.secrets = secrets;
        this.onePassword = onePassword;
        this.baseUrl = baseUrl;
    }

    /** After the organisations, which they belong to. */
    @Override
    public void run(ApplicationArguments arguments) {
        moveIn();
    }

    /** The last words of the start. They are for the one who sits there and not for the log, which is kept. */
    @EventListener(ApplicationReadyEvent.class)
    @Order
    void welcome() throws IOException {
        var screen = new FileOutputStream(FileDescriptor.out);
        screen.write(welcomeNote().getBytes(StandardCharsets.UTF_8));
        screen.flush();
    }

    void moveIn() {
        EVERYBODY.forEach(member -> staff.register(member, passwordOf(member)));
    }

    String welcomeNote() {
        var note = new StringBuilder(
                "\npi-desk runs with sample data; everything it writes is under its data folder.\n\n");
        door(note, "ABC Motors, for its customers", "/" + SamplePeople.ABC_MOTORS + "/pi");
        door(note, "Sea Point Cars, for its customers", "/" + SamplePeople.SEA_POINT_CARS + "/pi");
        door(note, "Mails, text messages, the clock", "/sandbox");
        door(note, "Staff sign in", "/login");
        door(note, "  Tasklist", "/camunda/app/tasklist/default/");
        door(note, "  Cockpit", "/camunda/app/cockpit/default/");
        note.append('\n');
        for (var member : EVERYBODY) {
            note.append(String.format("  %-7s %-21s %s%n", member.username(), passwordOf(member), describe(member)));
        }
        return note.toString();
    }

    private void door(StringBuilder note, String what, String path) {
        note.append(String.format("  %-34s %s%n", what, baseUrl + path));
    }

    private String passwordOf(StaffMember member) {
        return onePassword.isBlank() ? secrets.password("staff." + member.username()) : onePassword;
    }

    private static StaffMember member(String username, String name, Role role, OrganisationId organisation) {
        return new StaffMember(
                username, name, new EmailAddress(username + "@" + organisation + ".example"), role, organisation);
    }

    private static String describe(StaffMember member) {
        return switch (member.role()) {
            case DEALERSHIP_STAFF -> "staff of " + member.organisation();
            case COMPLIANCE_MANAGER -> "compliance manager of " + member.organisation();
            case ADMINISTRATOR -> "administrator";
        };
    }
}

package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.signin.Dealerships.PASSWORD;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.notice.Sender;
import org.pidesk.sandbox.Received;
import org.pidesk.staff.Hires;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** From an administrator and nothing else to an organisation at work, without JavaScript. */
@PiDeskTest
class FirstDayTest {
    private static final Pattern INVITATION = Pattern.compile("http://localhost(/login/invitation/\\S+)");
    private static final Map<String, String> KAROO = Map.of(
            "id", "karoo-bakkies",
            "name", "Karoo Bakkies",
            "physicalAddress", "3 Church Street, Prince Albert",
            "email", "privacy@karoo.example",
            "phone", "023 555 0100",
            "informationOfficer", "officer@karoo.example",
            "pauseHours", "24",
            "factsInMails", "NO",
            "evidenceYears", "3");
    private static final Map<String, String> NALEDI = Map.of(
            "username", "naledi",
            "name", "Naledi Khumalo",
            "email", "naledi@karoo.example",
            "role", "DEALERSHIP_STAFF",
            "organisation", "karoo-bakkies",
            "present", PASSWORD);

    @LocalServerPort
    int port;

    @Autowired
    StaffMembers staff;

    @Autowired
    Sender sender;

    @Autowired
    ApplicationContext application;

    @Test
    void leadsFromTheFirstAdministratorToAPageForPeople() {
        staff.register(Hires.ADMIN, PASSWORD);
        var admin = new Visitor(port);
        var naledi = new Visitor(port);
        admin.signIn("admin", PASSWORD);
        assertThat(new Visitor(port).get("/karoo-bakkies/pi").statusCode()).isEqualTo(404);
        assertThat(admin.get("/desk/users/new").body())
                .contains("There is no organisation yet", "/desk/organisations/new", "Administrator")
                .doesNotContain("Compliance manager", "name=\"organisation\"");

        assertThat(admin.submit("/desk/organisations/new", "/desk/organisations", KAROO)
                        .statusCode())
                .isEqualTo(302);
        assertThat(admin.submit("/desk/users/new", NALEDI).statusCode()).isEqualTo(302);
        sender.sendDue();
        naledi.submit(invitation(), Map.of("password", "wilted marmalade on tuesday"));
        naledi.signIn("naledi", "wilted marmalade on tuesday");

        assertThat(naledi.get("/desk/changes").statusCode()).isEqualTo(200);
        var notHers = naledi.get("/desk/organisations");
        assertThat(notHers.statusCode()).isEqualTo(404);
        assertThat(notHers.body()).contains("href=\"/desk\"");
        assertThat(new Visitor(port).get("/nowhere").body())
                .contains("There is nothing here")
                .doesNotContain("href=\"/desk\"");
        assertThat(new Visitor(port).get("/karoo-bakkies/pi").body()).contains("Karoo Bakkies", "023 555 0100");
        assertThat(admin.get("/desk/users/new").body()).doesNotContain("There is no organisation yet");
    }

    private String invitation() {
        var link = INVITATION.matcher(
                Received.by(application).newest("naledi@karoo.example").orElseThrow());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }
}

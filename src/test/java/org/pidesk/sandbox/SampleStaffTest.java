package org.pidesk.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;

@PiDeskTest
class SampleStaffTest {
    @Autowired
    SamplePeople people;

    @Autowired
    StaffMembers staff;

    @Autowired
    SandboxSecrets secrets;

    @BeforeEach
    void organisations() {
        people.moveIn();
    }

    @Test
    void haveSomebodyForEveryRoleAndTellTheirPasswordsOnce() {
        var samples = new SampleStaff(staff, secrets, "", "http://localhost:8080");

        samples.moveIn();

        assertThat(staff.all()).extracting("username").containsExactly("admin", "imran", "johan", "naledi", "zanele");
        assertThat(samples.welcomeNote())
                .contains(
                        "http://localhost:8080/abc-motors/pi",
                        "http://localhost:8080/sea-point-cars/pi",
                        "/login",
                        "/sandbox",
                        "compliance manager of abc-motors")
                .contains(secrets.password("staff.naledi"));
        assertThat(staff.authenticate("naledi", secrets.password("staff.naledi")))
                .isPresent();
    }

    @Test
    void takeThePasswordThatIsSet() {
        new SampleStaff(staff, secrets, "", "http://localhost").moveIn();
        new SampleStaff(staff, secrets, "the same for all", "http://localhost").moveIn();

        assertThat(staff.authenticate("imran", "the same for all")).isPresent();
        assertThat(staff.authenticate("imran", secrets.password("staff.imran"))).isEmpty();
    }
}

package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.staff.FirstAccount;
import org.pidesk.staff.Hires;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@PiDeskTest
@ExtendWith(OutputCaptureExtension.class)
class FirstAdministratorTest {
    private static final Pattern LINK = Pattern.compile("https://pidesk\\.example(/login/first/\\S+)");

    @LocalServerPort
    int port;

    @Autowired
    FirstAccount first;

    @Autowired
    StaffMembers staff;

    @Test
    void makesTheirAccountByTheLinkInTheLog(CapturedOutput log) {
        start();
        var link = LINK.matcher(log.getOut());
        assertThat(link.find()).isTrue();
        var visitor = new Visitor(port);
        var page = link.group(1);

        assertThat(visitor.get(page).body()).contains("Make the first account");
        assertThat(visitor.submit(page, with("admin admin admin")).body())
                .contains("guessed early", "value=\"admin\"")
                .doesNotContain("admin admin admin");
        assertThat(visitor.submit(page, with("wilted marmalade on tuesday"))
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(place -> assertThat(place).endsWith("/login?made"));

        assertThat(staff.find("admin").orElseThrow().role()).isEqualTo(Hires.ADMIN.role());
        assertThat(visitor.get(page).statusCode()).isEqualTo(410);
    }

    @Test
    void areOfferedNothingWhereThereIsAnAccount(CapturedOutput log) {
        staff.register(Hires.ADMIN, "any password of a sample");

        start();

        assertThat(log.getOut()).doesNotContain("/login/first/");
    }

    private void start() {
        new FirstAdministrator(first, "https://pidesk.example").offer();
    }

    private static Map<String, String> with(String password) {
        return Map.of("username", "admin", "name", "Ops", "email", "admin@pi-desk.example", "password", password);
    }
}

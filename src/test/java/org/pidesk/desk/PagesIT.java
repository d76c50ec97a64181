package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.desk.Rehearsing.CARA;
import static org.pidesk.desk.Rehearsing.PASSWORD;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.Browser;
import org.pidesk.PiDeskTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@PiDeskTest
@ExtendWith(Browser.class)
class PagesIT {
    @LocalServerPort
    int port;

    @Autowired
    Rehearsing stage;

    @BeforeEach
    void begin() {
        stage.begin();
        stage.hire(CARA);
        stage.rehearse();
    }

    @AfterEach
    void end() {
        stage.end();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/desk/requests/PI-7K3M-9QXW-C2TD", "/desk/activity"})
    void canBeReadByEverybodyAndOnEveryScreen(String address, Page page) {
        signIn(page);

        page.navigate("http://localhost:" + port + address);

        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        page.setViewportSize(320, 800);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    }

    private void signIn(Page page) {
        page.navigate("http://localhost:" + port + "/login");
        page.getByLabel("User name").fill(CARA);
        page.getByLabel("Password").fill(PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL("**/camunda/app/tasklist/**");
    }
}

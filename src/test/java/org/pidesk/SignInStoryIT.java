package org.pidesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Reference;
import org.pidesk.staff.Hires;

/** Somebody has Naledi's password: she says so, and support looks into it. */
class SignInStoryIT extends Story {
    private static final EmailAddress NALEDIS = EmailAddress.parse("naledi@pi-desk.example");
    private static final String TASK = "userTask_lookIntoSignInByAStranger";

    @Test
    void aStrangerHasThePassword(Browser browser) {
        staff.register(Hires.ADMIN, PASSWORD);
        var stranger = givesThePassword(browser);
        var reference = asked();
        var admin = signIn(browser, "admin");
        seesTheCaseInCockpit(admin, reference, "deviceVerification");

        saysThatItWasNotThey(browser);

        stranger.navigate(url("/desk"));
        assertThat(stranger.url()).endsWith("/login");
        claims(admin, reference, TASK);
        assertThat(admin.locator(".desk").textContent()).contains("Naledi Khumalo", "Chrome on Linux");
        admin.locator("#note").fill("The password stood on a note at her desk. Taught her the keyring.");
        completes(admin, reference, TASK);
        isOver(reference, "STRANGER_LOOKED_INTO");
    }

    private Page givesThePassword(Browser browser) {
        var page = browser.page(options -> options);
        page.navigate(url("/login"));
        page.getByLabel("User name").fill(NALEDI);
        page.getByLabel("Password").fill(PASSWORD);
        button(page, "Sign in").click();
        page.getByText("Is it you?").waitFor();
        return page;
    }

    private Reference asked() {
        return new Reference(engine.createProcessInstanceQuery()
                .processDefinitionKey("deviceVerification")
                .singleResult()
                .getBusinessKey());
    }

    private void saysThatItWasNotThey(Browser browser) {
        stage.work();
        var naledi = browser.page(options -> options);
        naledi.navigate(url(received()
                .newest(NALEDIS.value())
                .orElseThrow()
                .replaceAll("(?s).*(/login/device/[\\w-]{43}/not-me).*", "$1")));
        button(naledi, "This was not me").click();
        naledi.getByText("Nobody gets in").waitFor();
    }
}

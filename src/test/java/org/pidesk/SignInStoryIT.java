package org.pidesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Reference;
import org.pidesk.signin.Scene;
import org.pidesk.staff.Hires;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody has Naledi's password, or guesses at it: support looks into it. */
class SignInStoryIT extends Story {
    private static final EmailAddress NALEDIS = EmailAddress.parse("naledi@pi-desk.example");
    private static final String TASK = "userTask_lookIntoSignInByAStranger";
    private static final String ATTEMPTS = "userTask_investigateSignInAttempts";

    @Autowired
    Scene signIns;

    @Test
    void aStrangerHasThePassword(Browser browser) {
        staff.register(Hires.ADMIN, PASSWORD);
        var stranger = givesThePassword(browser);
        var reference = caseOf("deviceVerification");
        var admin = signIn(browser, "admin");
        seesTheCaseInCockpit(admin, reference, "deviceVerification");

        saysThatItWasNotThey(browser);

        stranger.navigate(url("/desk"));
        assertThat(stranger.url()).endsWith("/login");
        claims(admin, reference, TASK);
        assertThat(admin.locator(".desk").textContent()).contains("Naledi Khumalo", "Chrome on Linux");
        EveryScreen.has(admin);
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

    @Test
    void somebodyGuessesThePassword(Browser browser) {
        staff.register(Hires.ADMIN, PASSWORD);
        var admin = signIn(browser, "admin");
        for (int i = 0; i < 10; i++) {
            new Visitor(port).signInAsAStranger(NALEDI, "not it");
        }
        signIns.raiseAlerts();
        var reference = caseOf("signInAlert");
        seesTheCaseInCockpit(admin, reference, "signInAlert");

        claims(admin, reference, ATTEMPTS);
        assertThat(admin.locator(".desk").textContent()).contains("Naledi Khumalo", "in a row until now: 10");
        EveryScreen.has(admin);
        admin.getByText("No, it is still safe").click();
        admin.locator("#note").fill("Spoke to Naledi: her caps lock was on.");
        completes(admin, reference, ATTEMPTS);

        isOver(reference, "ATTEMPTS_INVESTIGATED");
    }

    private Reference caseOf(String process) {
        return new Reference(engine.createProcessInstanceQuery()
                .processDefinitionKey(process)
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

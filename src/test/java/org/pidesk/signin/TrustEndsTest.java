package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Token;
import org.pidesk.staff.ForgottenPasswords;
import org.pidesk.staff.Hires;
import org.pidesk.staff.LinkPurpose;
import org.pidesk.staff.Links;
import org.pidesk.staff.StaffAccounts;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.pidesk.staff.StaffPasswords;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What Naledi was trusted by: a browser, a question that waits for an answer by mail, and a code that was mailed. */
@PiDeskTest
class TrustEndsTest {
    private static final Origin HERE = new Origin("ZA", "Firefox on Windows");
    private static final Origin ELSEWHERE = new Origin("NG", "Chrome on Windows");

    @Autowired
    Scene scene;

    @Autowired
    Devices devices;

    @Autowired
    DeviceVerifications verifications;

    @Autowired
    MailedCodes codes;

    @Autowired
    StaffMembers staff;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    StaffPasswords passwords;

    @Autowired
    ForgottenPasswords forgotten;

    @Autowired
    Links links;

    @Autowired
    JdbcClient database;

    Token browser = Token.random();
    Token question;
    Token another;
    Token asking;
    String code;

    @BeforeEach
    void trusted() {
        scene.open();
        devices.trust("naledi", Reference.random(), HERE, browser.hash(), null);
        question = ask();
        another = ask();
        asking = codes.ask("naledi", "192.0.2.1").orElseThrow();
        codes.send();
        code = scene.mailed().replaceAll("(?s).*?\\b([0-9]{6})\\b.*", "$1");
    }

    private Token ask() {
        verifications.begin(staff.find("naledi").orElseThrow(), ELSEWHERE);
        return new Token(scene.link());
    }

    @Test
    void lastsAsLongAsNothingHappens() {
        assertThat(devices.know("naledi", browser, HERE)).isTrue();
        assertThat(answers(question)).isTrue();
        assertThat(codes.accept(asking.value(), "naledi", code)).isTrue();
    }

    @Test
    void endsWithTheAccountAndDoesNotComeBackWithIt() {
        accounts.disable(Hires.ADMIN, "naledi");
        accounts.enable(Hires.ADMIN, "naledi");

        assertThat(devices.know("naledi", browser, HERE)).isFalse();
        nothingMailedHolds();
    }

    @Test
    void endsWhereTheUserSaysThatItWasSomebodyElse() {
        verifications.deny(another);

        assertThat(devices.know("naledi", browser, HERE)).isFalse();
        nothingMailedHolds();
    }

    @Test
    void endsAtAnAddressThatIsNoLongerTheirs() {
        var naledi = staff.find("naledi").orElseThrow();
        var elsewhere = new EmailAddress("elsewhere@pi-desk.example");

        Hires.change(
                accounts, new StaffMember("naledi", naledi.name(), elsewhere, naledi.role(), naledi.organisation()));

        nothingMailedHolds();
        assertThat(devices.know("naledi", browser, HERE)).isTrue();
    }

    /** Where no more are mailed, asking makes the newest good again: not one that was taken back. */
    @Test
    void makesNoCodeGoodAgainThatWasTakenBack() {
        for (int i = 0; i < 3; i++) {
            codes.ask("naledi", "192.0.2.1");
            codes.send();
        }
        var newest = scene.mailed().replaceAll("(?s).*?\\b([0-9]{6})\\b.*", "$1");
        accounts.disable(Hires.ADMIN, "naledi");
        accounts.enable(Hires.ADMIN, "naledi");

        var page = codes.ask("naledi", "192.0.2.1").orElseThrow();
        codes.send();

        assertThat(codes.accept(page.value(), "naledi", newest)).isFalse();
        assertThat(codes.accept(page.value(), "naledi", code)).isFalse();
    }

    @Test
    void endsInEveryBrowserWithAPasswordThatWasReplacedByMail() {
        forgotten.ask("naledi");
        forgotten.answer();
        passwords.choose(links.newest("naledi"), LinkPurpose.RESET, "wilted marmalade on tuesday");

        assertThat(devices.know("naledi", browser, HERE)).isFalse();
        // somebody else may be the one who waits: that can still be said
        assertThat(verifications.deny(question)).isTrue();
    }

    private void nothingMailedHolds() {
        assertThat(answers(question)).isFalse();
        assertThat(codes.accept(asking.value(), "naledi", code)).isFalse();
    }

    private boolean answers(Token link) {
        return verifications.confirm(link, new DeviceVerifications.Answering(ELSEWHERE, Token.random(), null));
    }
}

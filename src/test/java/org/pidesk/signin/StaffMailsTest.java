package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.signin.Dealerships.ABC;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.Token;
import org.pidesk.notice.Notices;
import org.pidesk.staff.Hires;
import org.pidesk.staff.LinkPurpose;
import org.pidesk.staff.PasswordChanged;
import org.pidesk.staff.Role;
import org.pidesk.staff.SecondFactorChanged;
import org.pidesk.staff.StaffLinkIssued;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;

/** Where staff work on a host of their own, every link in a mail to them leads there. */
@PiDeskTest
class StaffMailsTest {
    private static final String APART = "https://desk.pi.example";
    private static final Origin HERE = new Origin("ZA", "Firefox on Windows");

    @Autowired
    Scene scene;

    @Autowired
    Notices notices;

    @Autowired
    StaffMembers staff;

    @Autowired
    Clock clock;

    StaffMember naledi;
    StaffMails mails;
    SignInMails ofSignIns;

    @BeforeEach
    void staffWorkApart() {
        scene.open();
        naledi = staff.find("naledi").orElseThrow();
        mails = new StaffMails(notices, staff, APART);
        ofSignIns = new SignInMails(notices, APART, clock);
    }

    @Test
    void leadToTheHostOfTheStaff() {
        mails.on(issued(LinkPurpose.INVITATION));
        leadsThere("/login/invitation/");
        mails.on(issued(LinkPurpose.RESET));
        leadsThere("/login/reset/");
        mails.on(new PasswordChanged("naledi"));
        leadsThere("/login/reset");
        for (var what : SecondFactorChanged.What.values()) {
            mails.on(new SecondFactorChanged("naledi", what));
            leadsThere("/login/reset");
        }
        ofSignIns.signInAttempts(naledi, 10);
        leadsThere("/login/reset");
        ofSignIns.newBrowser(naledi, HERE);
        leadsThere("/desk/devices");
        ofSignIns.unknownBrowser(naledi, HERE, clock.instant(), "LINK", "1234 5678", later());
        leadsThere("/login/device/LINK/not-me");
    }

    @Test
    void sayWhoInvitesToWhatAndWhatIsNeededForIt() {
        mails.on(issued(LinkPurpose.INVITATION));
        assertThat(scene.mailed())
                .contains("Ops has made an account for you", "a member of staff for ABC Motors")
                .doesNotContain("authenticator", "again");

        var promoted = Hires.member("naledi", "Naledi Khumalo", Role.COMPLIANCE_MANAGER, ABC);
        mails.on(new StaffLinkIssued(promoted, LinkPurpose.INVITATION, Token.random(), later(), Hires.ADMIN, true));
        assertThat(scene.mailed())
                .contains("Ops has opened your account at pi-desk again", "a compliance manager", "authenticator app")
                .doesNotContain("made an account");
    }

    private StaffLinkIssued issued(LinkPurpose purpose) {
        return new StaffLinkIssued(naledi, purpose, Token.random(), later(), Hires.ADMIN, false);
    }

    private Instant later() {
        return clock.instant().plus(Duration.ofMinutes(30));
    }

    private void leadsThere(String page) {
        assertThat(scene.mailed()).contains(APART + page).doesNotContain("localhost");
    }
}

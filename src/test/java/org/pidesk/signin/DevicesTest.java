package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Token;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;

@PiDeskTest
class DevicesTest {
    private static final Origin HERE = new Origin("ZA", "Firefox on Windows");
    private static final Reference VERIFIED = Reference.random();

    @Autowired
    Scene scene;

    @Autowired
    Devices devices;

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    Token value = Token.random();

    @BeforeEach
    void naledisBrowser() {
        scene.open();
        devices.trust("naledi", VERIFIED, HERE, value.hash(), null);
    }

    @Test
    void knowsItsUserAndNobodyElse() {
        assertThat(devices.know("naledi", value, HERE)).isTrue();
        assertThat(devices.know("johan", value, HERE)).isFalse();
        assertThat(devices.know("naledi", Token.random(), HERE)).isFalse();
    }

    @Test
    void asksAnewInAnotherKindOfBrowserOrCountry() {
        assertThat(devices.know("naledi", value, new Origin("ZA", "Chrome on Windows")))
                .isFalse();
        assertThat(devices.know("naledi", value, new Origin("NG", "Firefox on Windows")))
                .isFalse();
        assertThat(devices.know("naledi", value, new Origin(Origin.NOWHERE, "Firefox on Windows")))
                .isFalse();
        assertThat(devices.know("naledi", value, HERE)).isTrue();
    }

    /** Who travels to and fro is asked once for each country. */
    @Test
    void remembersEachCountryInWhichItWasVerified() {
        var abroad = new Origin("NA", "Firefox on Windows");
        var moved = devices.onlyMoved("naledi", value, abroad).orElseThrow();
        var next = Token.random();

        devices.trust("naledi", Reference.random(), abroad, next.hash(), moved);

        assertThat(devices.know("naledi", next, abroad)).isTrue();
        assertThat(devices.know("naledi", next, HERE)).isTrue();
        assertThat(devices.of("naledi", new MockHttpServletRequest()))
                .singleElement()
                .satisfies(device -> assertThat(device.places()).containsExactly("South Africa", "Namibia"));
    }

    @Test
    void takesAnotherKindOfBrowserForNoMovedOne() {
        assertThat(devices.onlyMoved("naledi", value, new Origin("NA", "Chrome on Windows")))
                .isEmpty();
    }

    @Test
    void changesItsValueAtEachUse() {
        var next = devices.renew(value).orElseThrow();

        assertThat(devices.know("naledi", next, HERE)).isTrue();
    }

    /** The answer was lost on its way, or the button was pressed twice. */
    @Test
    void knowsAValueUntilTheBrowserHasComeWithTheNext() {
        var lost = devices.renew(value).orElseThrow();

        assertThat(devices.know("naledi", value, HERE)).isTrue();
        var next = devices.renew(value).orElseThrow();
        assertThat(devices.know("naledi", lost, HERE)).isTrue();
        assertThat(devices.know("naledi", next, HERE)).isTrue();
        assertThat(cameBack()).isZero();
    }

    @Test
    void trustsNobodyOnceAFormerValueComesBack() {
        var next = devices.renew(value).orElseThrow();
        devices.arrived(next.hash());

        assertThat(devices.know("naledi", value, HERE)).isFalse();

        assertThat(devices.know("naledi", next, HERE)).isFalse();
        assertThat(devices.of("naledi", new MockHttpServletRequest())).isEmpty();
        assertThat(cameBack()).isOne();
    }

    /** One of them copied the value, and signs in before the next one of the other was seen. */
    @Test
    void trustsNobodyOnceTwoHaveComeWithWhatFollowedTheSameValue() {
        var one = devices.renew(value).orElseThrow();
        var other = devices.renew(value).orElseThrow();
        devices.arrived(other.hash());
        devices.arrived(one.hash());

        assertThat(devices.know("naledi", other, HERE)).isTrue();
        assertThat(devices.know("naledi", one, HERE)).isFalse();
        assertThat(devices.know("naledi", other, HERE)).isFalse();
        assertThat(cameBack()).isOne();
    }

    /** The sign-in with a value shows that the browser has it, though the session before came to nothing. */
    @Test
    void takesTheSignInForTheArrivalToo() {
        var next = devices.renew(value).orElseThrow();
        devices.renew(next);

        assertThat(devices.know("naledi", value, HERE)).isFalse();
    }

    private int cameBack() {
        return database.sql("select count(*) from fact where kind = 'DEVICE_COOKIE_CAME_BACK'")
                .query(Integer.class)
                .single();
    }

    @Test
    void missesNoFormerValueOfAHundred() {
        for (int round = 1; round <= 100; round++) {
            var stolen = Token.random();
            devices.trust("johan", Reference.random(), HERE, stolen.hash(), null);
            var next = devices.renew(stolen).orElseThrow();
            devices.arrived(next.hash());

            assertThat(devices.know("johan", stolen, HERE)).as("round " + round).isFalse();
            assertThat(devices.know("johan", next, HERE)).as("round " + round).isFalse();
        }
    }

    @Test
    void renewsNoFormerValue() {
        devices.arrived(devices.renew(value).orElseThrow().hash());

        assertThat(devices.renew(value)).isEqualTo(Optional.empty());
    }

    @Test
    void isAStrangerAfterNinetyIdleDays() {
        clock.advance(Duration.ofDays(89));
        var next = devices.renew(value).orElseThrow();
        clock.advance(Duration.ofDays(89));
        assertThat(devices.know("naledi", next, HERE)).isTrue();

        clock.advance(Duration.ofDays(2));
        assertThat(devices.know("naledi", next, HERE)).isFalse();
        devices.forgetIdle();
        assertThat(devices.of("naledi", new MockHttpServletRequest())).isEmpty();
    }

    @Test
    void isTakenBackByItsUserOnly() {
        var id = database.sql("select id from device").query(UUID.class).single();

        assertThat(devices.revoke("johan", id)).isFalse();
        assertThat(devices.know("naledi", value, HERE)).isTrue();
        assertThat(devices.revoke("naledi", id)).isTrue();
        assertThat(devices.know("naledi", value, HERE)).isFalse();
        assertThat(devices.revoke("naledi", id)).isFalse();
    }

    @Test
    void keepsNoValue() {
        assertThat(database.sql("select device_cookie::text from device_cookie")
                        .query(String.class)
                        .list())
                .noneMatch(row -> row.contains(value.value()));
    }
}

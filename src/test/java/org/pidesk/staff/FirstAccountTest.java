package org.pidesk.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Token;
import org.springframework.beans.factory.annotation.Autowired;

@PiDeskTest
class FirstAccountTest {
    private static final String GOOD = "wilted marmalade on tuesday";

    @Autowired
    FirstAccount first;

    @Autowired
    StaffMembers staff;

    @Autowired
    SecondFactors factors;

    @Autowired
    MovableClock clock;

    @Test
    void isAnAdministratorsWithASecondFactorToSetUp() {
        var link = first.offer().orElseThrow();

        assertThat(first.make(link, Hires.ADMIN, GOOD)).isTrue();

        assertThat(staff.authenticate("admin", GOOD)).map(Recognised::member).contains(Hires.ADMIN);
        assertThat(factors.isObligatory(Hires.ADMIN)).isTrue();
    }

    @Test
    void isOfferedToNobodyOnceThereIsOne() {
        var early = first.offer().orElseThrow();
        staff.register(Hires.ADMIN, "any password of a sample");

        assertThat(first.offer()).isEmpty();
        assertThat(first.isOffered(early)).isFalse();
        assertThat(first.make(early, Hires.member("mallory", "Mallory", Role.ADMINISTRATOR, null), GOOD))
                .isFalse();
    }

    @Test
    void isMadeOnceHoweverManyLinksAreOut() throws Exception {
        var links = java.util.List.of(first.offer().orElseThrow(), first.offer().orElseThrow())
                .iterator();

        var made = SecondFactorsTest.together(2, () -> {
            Token link;
            synchronized (links) {
                link = links.next();
            }
            return first.make(link, Hires.member("a" + (link.hash()[0] + 200), "Ops", Role.ADMINISTRATOR, null), GOOD);
        });

        assertThat(made).containsOnlyOnce(true);
        assertThat(staff.all()).hasSize(1);
    }

    @Test
    void takesNoPasswordThatIsNoneAndNoLinkThatIsOld() {
        var link = first.offer().orElseThrow();

        assertThatThrownBy(() -> first.make(link, Hires.ADMIN, "admin admin admin"))
                .isInstanceOf(AccountRefused.class);
        clock.advance(Duration.ofHours(24));
        assertThat(first.make(link, Hires.ADMIN, GOOD)).isFalse();
        assertThat(first.make(Token.random(), Hires.ADMIN, GOOD)).isFalse();
    }
}

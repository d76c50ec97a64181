package org.pidesk.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.OrganisationId;
import org.springframework.beans.factory.annotation.Autowired;

@PiDeskTest
class ShuffleTimeTest {
    private static final OrganisationId ABC_MOTORS = new OrganisationId("abc-motors");

    @Autowired
    Suppressions suppressions;

    @Autowired
    Intake intake;

    @Autowired
    SuppressionProperties properties;

    @Autowired
    MovableClock clock;

    private ShuffleTime time;

    @BeforeEach
    void startTheProcess() {
        time = new ShuffleTime(suppressions, intake, properties, clock);
    }

    @Test
    void waitsForTwentyOrADayUnlessToldOtherwise() {
        assertThat(properties).isEqualTo(new SuppressionProperties(20, Duration.ofDays(1)));
    }

    @Test
    void movesNobodyAlone() {
        cover(19);
        time.shuffleIfDue();

        assertThat(intake.size()).isEqualTo(19);
    }

    @Test
    void movesACrowdAtOnce() {
        cover(20);
        time.shuffleIfDue();

        assertThat(intake.size()).isZero();
    }

    @Test
    void movesTheFewAfterADay() {
        cover(1);
        time.shuffleIfDue();
        clock.advance(Duration.ofHours(23));
        time.shuffleIfDue();
        assertThat(intake.size()).isOne();

        clock.advance(Duration.ofHours(1));
        time.shuffleIfDue();
        assertThat(intake.size()).isZero();
    }

    @Test
    void countsTheDayFromTheOldestThatWaits() {
        time.shuffleIfDue();
        clock.advance(Duration.ofDays(3));
        cover(1);
        time.shuffleIfDue();

        assertThat(intake.size()).isOne();
    }

    @Test
    void waitsAnewAfterEachShuffle() {
        cover(1);
        time.shuffleIfDue();
        clock.advance(Duration.ofDays(1));
        time.shuffleIfDue();

        cover(2);
        time.shuffleIfDue();

        assertThat(intake.size()).isOne();
    }

    /** So many different people; the first of them are the same at each call. */
    private void cover(int people) {
        for (int i = 0; i < people; i++) {
            suppressions.cover(ABC_MOTORS, Address.parse("person" + i + "@example.com"));
        }
    }
}

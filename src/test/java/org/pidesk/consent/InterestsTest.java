package org.pidesk.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Channel;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;

@PiDeskTest
class InterestsTest {
    private static final String PURPOSE = "New models, and test drives of them.";

    @Autowired
    Interests interests;

    @Autowired
    Consents consents;

    @Autowired
    Contacts contacts;

    @Autowired
    SamplePeople people;

    @BeforeEach
    void everybodyHasMovedIn() {
        people.moveIn();
    }

    @Test
    void belongToOneOrganisation() {
        assertThat(interests.add(ABC_MOTORS, "Nuwe motors & bakkies (2026)", PURPOSE, "johan"))
                .isEqualTo("nuwe-motors-bakkies");

        assertThat(interests.open(ABC_MOTORS)).hasSize(1);
        assertThat(interests.open(SEA_POINT_CARS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "2026", "<b>Cars</b>", "Cars\u202e", "New  cars"})
    void refuseANameThatCannotStandOrStandsAlready(String name) {
        interests.add(ABC_MOTORS, "New cars", PURPOSE, "johan");

        assertThatThrownBy(() -> interests.add(ABC_MOTORS, name, PURPOSE, "johan"))
                .isInstanceOf(ConsentRefused.class);
    }

    @Test
    void countWhoBelongsToThem() {
        var cars = interests.add(ABC_MOTORS, "New cars", PURPOSE, "johan");
        consents.give(
                contacts.heldAt(ABC_MOTORS, THANDI).get(0).id(),
                Channel.EMAIL,
                cars,
                Ground.CONSENT,
                Evidence.of(Evidence.Kind.DOUBLE_OPT_IN).worded("marketing/1"));

        assertThat(interests.groups(ABC_MOTORS)).singleElement().satisfies(group -> {
            assertThat(group.byEmail()).isOne();
            assertThat(group.bySms()).isZero();
        });
    }

    @Test
    void areJoinedByNobodyOnceClosed() {
        var cars = interests.add(ABC_MOTORS, "New cars", PURPOSE, "johan");

        interests.close(ABC_MOTORS, cars, "johan");

        assertThat(interests.open(ABC_MOTORS)).isEmpty();
        assertThat(interests.of(ABC_MOTORS)).hasSize(1);

        interests.reopen(ABC_MOTORS, cars, "johan");
        assertThat(interests.open(ABC_MOTORS)).hasSize(1);
    }

    /** Its code says what it is called, and can be guessed. */
    @Test
    void areClosedAndReopenedByTheirOwnOrganisationOnly() {
        var cars = interests.add(ABC_MOTORS, "New cars", PURPOSE, "johan");

        interests.close(SEA_POINT_CARS, cars, "imran");
        assertThat(interests.open(ABC_MOTORS)).hasSize(1);

        interests.close(ABC_MOTORS, cars, "johan");
        interests.reopen(SEA_POINT_CARS, cars, "imran");
        assertThat(interests.open(ABC_MOTORS)).isEmpty();

        interests.reopen(ABC_MOTORS, cars, "johan");
        assertThat(interests.open(ABC_MOTORS)).hasSize(1);
    }
}

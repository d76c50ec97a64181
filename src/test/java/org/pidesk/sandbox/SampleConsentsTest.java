package org.pidesk.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.KLOOF_TRADERS;

import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Interests;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Channel;
import org.springframework.beans.factory.annotation.Autowired;

@PiDeskTest
class SampleConsentsTest {
    @Autowired
    SamplePeople people;

    @Autowired
    SampleConsents samples;

    @Autowired
    Interests interests;

    @Autowired
    Consents consents;

    @Autowired
    Contacts contacts;

    @Test
    void giveEveryGroupSomebodyAndMoveInOnce() {
        people.moveIn();
        samples.moveIn();
        samples.moveIn();

        assertThat(interests.groups(ABC_MOTORS))
                .hasSize(2)
                .allSatisfy(group -> assertThat(group.byEmail()).isPositive());
        var traders = contacts.heldAt(ABC_MOTORS, KLOOF_TRADERS).get(0).id();
        assertThat(consents.mayMarket(traders, Channel.EMAIL, "workshop-and-service"))
                .isTrue();
        assertThat(consents.history(traders)).hasSize(1);
    }
}

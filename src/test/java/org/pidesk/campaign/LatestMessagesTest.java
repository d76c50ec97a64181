package org.pidesk.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.campaign.CampaignStage.THREE_STRANGERS;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.notice.LatestMessages;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever looks into a complaint reads which message it may be of, and from where the address was. */
@PiDeskTest
class LatestMessagesTest {
    private static final EmailAddress NOMSA = EmailAddress.parse("nomsa@example.org");

    @Autowired
    CampaignStage stage;

    @Autowired
    LatestMessages messages;

    @BeforeEach
    void nomsaIsAsked() {
        stage.open();
        stage.ask(THREE_STRANGERS);
    }

    @Test
    void nameTheCampaignAndTheSourceOfTheAddress() {
        assertThat(messages.to(ABC_MOTORS, NOMSA)).singleElement().satisfies(one -> {
            assertThat(one.what()).isEqualTo("the question whether we may write");
            assertThat(one.about()).startsWith("“").endsWith("”; the address: met us at an event");
        });
    }

    @Test
    void areThoseOfTheOrganisationToThisAddressAlone() {
        assertThat(messages.to(SEA_POINT_CARS, NOMSA)).isEmpty();
        assertThat(messages.to(ABC_MOTORS, EmailAddress.parse("nobody@example.org")))
                .isEmpty();
    }
}

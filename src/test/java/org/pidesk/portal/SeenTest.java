package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.campaign.CampaignStage;
import org.pidesk.campaign.Readings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The picture in a mail to many. */
@PiDeskTest
class SeenTest {
    @LocalServerPort
    int port;

    @Autowired
    CampaignStage stage;

    @Autowired
    Readings readings;

    @Autowired
    JdbcClient database;

    @BeforeEach
    void open() {
        stage.open();
    }

    @Test
    void answersTheSameWhetherAnythingIsNotedOrNot() {
        readings.state(ABC_MOTORS, "You agreed to it when you subscribed.", CampaignStage.JOHAN);
        var visitor = new Visitor(port);

        for (var which : new String[] {UUID.randomUUID().toString(), "nonsense", "x".repeat(500)}) {
            var picture = visitor.get("/abc-motors/pi/seen/" + which);
            assertThat(picture.statusCode()).isEqualTo(200);
            assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/gif");
            assertThat(picture.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("no-store");
        }
    }

    @Test
    void notesNothingOfTheOneQuestion() {
        readings.state(ABC_MOTORS, "You agreed to it when you subscribed.", CampaignStage.JOHAN);
        stage.ask(CampaignStage.THREE_STRANGERS);
        assertThat(stage.htmlTo("nomsa@example.org")).doesNotContain("<img", "/pi/seen/");
        var message = database.sql("select message from campaign_recipient limit 1")
                .query(UUID.class)
                .single();

        new Visitor(port).get("/abc-motors/pi/seen/" + message);

        assertThat(stage.count("read_at is not null")).isZero();
    }
}

package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.campaign.CampaignStage;
import org.pidesk.campaign.Readings;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Evidence;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.EmailAddress;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The picture in a mail to many. */
@PiDeskTest
class SeenTest {
    private static final Pattern PICTURE = Pattern.compile("/abc-motors/pi/seen/[0-9a-f-]{36}");

    @LocalServerPort
    int port;

    @Autowired
    CampaignStage stage;

    @Autowired
    Readings readings;

    @Autowired
    Consents consents;

    @Autowired
    Contacts contacts;

    @Autowired
    JdbcClient database;

    @BeforeEach
    void open() {
        stage.open();
    }

    @Test
    void notesThatAMailWasOpenedAndAnswersTheSameWhereItNotesNothing() {
        readings.state(ABC_MOTORS, "You agreed to it when you subscribed.", CampaignStage.JOHAN);
        stage.mailToMany(agreed(THANDI));
        var picture = PICTURE.matcher(stage.htmlTo(THANDI.value()));
        assertThat(picture.find()).isTrue();
        var visitor = new Visitor(port);
        visitor.get("/abc-motors/pi");

        var noted = visitor.get(picture.group());

        assertThat(stage.count("read_at is not null")).isOne();
        assertThat(noted.statusCode()).isEqualTo(200);
        assertThat(noted.headers().firstValue("Content-Type")).hasValue("image/gif");
        assertThat(noted.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        for (var which : new String[] {UUID.randomUUID().toString(), "nonsense", "x".repeat(500)}) {
            var other = visitor.get("/abc-motors/pi/seen/" + which);
            assertThat(other.statusCode()).isEqualTo(noted.statusCode());
            assertThat(other.body()).isEqualTo(noted.body());
            assertThat(headers(other)).isEqualTo(headers(noted));
        }
        assertThat(stage.count("read_at is not null")).isOne();
    }

    @Test
    void notesNothingAtAnotherOrganisation() {
        readings.state(ABC_MOTORS, "You agreed to it when you subscribed.", CampaignStage.JOHAN);
        stage.mailToMany(agreed(THANDI));
        var picture = PICTURE.matcher(stage.htmlTo(THANDI.value()));
        assertThat(picture.find()).isTrue();

        new Visitor(port).get(picture.group().replace("abc-motors", "sea-point-cars"));

        assertThat(stage.count("read_at is not null")).isZero();
    }

    /** @return what they agreed to */
    private String agreed(EmailAddress address) {
        consents.give(
                contacts.idsHeldAt(ABC_MOTORS, address).get(0),
                Channel.EMAIL,
                stage.workshop(),
                Ground.CONSENT,
                Evidence.of(Evidence.Kind.WEB_FORM).worded("marketing/1"));
        return stage.workshop();
    }

    /** But for those that no two answers share. */
    private static Map<String, List<String>> headers(HttpResponse<String> answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("Date"));
        return headers;
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

package org.pidesk.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Reference;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.watch.Figure;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How near the worst campaign comes to what carriers bear, and from which share of complaints one rests. */
@PiDeskTest
class RatesReadingTest {
    @Autowired
    RatesReading rates;

    @Autowired
    Brakes brakes;

    @Autowired
    CampaignStore campaigns;

    @Autowired
    SamplePeople people;

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    @BeforeEach
    void organisations() {
        people.moveIn();
    }

    @Test
    void areNoneWhereNothingIsSent() {
        campaign("RUNNING", 0, 0, 0);

        assertThat(told("bounce_ratio")).isZero();
        assertThat(told("complaint_ratio")).isZero();
    }

    @Test
    void areThoseOfTheWorst() {
        campaign("RUNNING", 2000, 20, 0);
        campaign("RUNNING", 1000, 90, 1);

        assertThat(told("bounce_ratio")).isEqualTo(0.09);
        assertThat(told("complaint_ratio")).isEqualTo(0.001);
    }

    /** Of few messages one that comes back says nothing. */
    @Test
    void meanNothingOfAFew() {
        campaign("RUNNING", 99, 99, 99);
        assertThat(told("bounce_ratio")).isZero();
        campaign("RUNNING", 200, 20, 20);

        assertThat(told("bounce_ratio")).isEqualTo(0.1);
        assertThat(told("complaint_ratio")).isZero();
    }

    @Test
    void stayWhileACampaignRestsAndGoOnceAPersonHasLookedOrItHasEnded() {
        campaign("PAUSED", 1000, 90, 0);
        assertThat(told("bounce_ratio")).isEqualTo(0.09);
        clock.advance(Duration.ofDays(30));
        assertThat(told("bounce_ratio")).isEqualTo(0.09);

        database.sql("update campaign set state = 'RUNNING', paused = null, judged_from = now(), released_at = ?")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        assertThat(told("bounce_ratio")).isZero();

        database.sql("update campaign set judged_from = null").update();
        assertThat(told("bounce_ratio")).isEqualTo(0.09);
        database.sql("update campaign set state = 'ENDED', outcome = 'DONE', ended_at = now()")
                .update();
        assertThat(told("bounce_ratio")).isZero();
    }

    /** Two complaints are many where they are a share; one is where so many are out that it is a share. */
    @ParameterizedTest
    @CsvSource({
        "999, 1, false",
        "1000, 1, true",
        "1249, 1, true",
        "1251, 1, false",
        "2000, 2, true",
        "3000, 2, false",
        "50, 1, false",
        "50, 2, true"
    })
    void bringACampaignToRestByTheShareOfComplaints(int sent, int complained, boolean rests) {
        var reference = campaign("RUNNING", sent, 0, complained);

        assertThat(brakes.apply(campaigns.get(reference))).isEqualTo(rests);

        assertThat(campaigns.get(reference).paused()).isEqualTo(rests ? Pause.COMPLAINTS : null);
    }

    private Reference campaign(String state, int sent, int bounced, int complained) {
        var made = Reference.random();
        var reference = made.value();
        database.sql("""
                        insert into campaign (reference, organisation, kind, state, paused, channel, started_by, drafted_at,
                            released_at)
                        values (:reference, 'abc-motors', 'BULK', :state, case :state when 'PAUSED' then 'BOUNCES' end,
                            'EMAIL', 'naledi', now(), now())""").param("reference", reference).param("state", state).update();
        database.sql("""
                        insert into campaign_recipient (campaign, line, status, sent_at, bounced_at, complained_at)
                        select :reference, n, 'SENT', now() - interval '1 minute', case when n <= :bounced then now() end,
                            case when n <= :complained then now() end
                        from generate_series(1, :sent) n""")
                .param("reference", reference)
                .param("sent", sent)
                .param("bounced", bounced)
                .param("complained", complained)
                .update();
        return made;
    }

    private double told(String what) {
        return rates.take().stream()
                .collect(Collectors.toMap(Figure::name, Figure::value))
                .get("pidesk_campaign_" + what);
    }
}

package org.pidesk.campaign;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.pidesk.watch.Figure;
import org.pidesk.watch.Reading;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How near the campaigns come to what their carriers bear: the worst of them, judged as its brakes judge it. */
@Component
class RatesReading implements Reading {
    private static final Duration STILL_COMES_BACK = Duration.ofDays(7);

    private final CampaignStore campaigns;
    private final Brakes brakes;
    private final CampaignSettings settings;
    private final Clock clock;

    RatesReading(CampaignStore campaigns, Brakes brakes, CampaignSettings settings, Clock clock) {
        this.campaigns = campaigns;
        this.brakes = brakes;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "campaigns";
    }

    @Override
    @Transactional(readOnly = true, timeout = 10)
    public List<Figure> take() {
        var windows = campaigns.underWay(clock.instant().minus(STILL_COMES_BACK)).stream()
                .map(brakes::last)
                .toList();
        return List.of(
                Figure.of("pidesk_campaigns", "Campaigns that send, rest, or have sent of late.", windows.size()),
                Figure.of(
                        "pidesk_campaign_bounce_ratio",
                        "The share of its last messages that came back, of the worst campaign; carriers bear 0.1.",
                        windows.stream()
                                .filter(window -> window.sent() >= settings.leastSample())
                                .mapToDouble(Brakes.Window::bounces)
                                .max()
                                .orElse(0)),
                Figure.of(
                        "pidesk_campaign_complaint_ratio",
                        "The share of its last messages that were complained of, of the worst campaign; carriers bear"
                                + " 0.001.",
                        windows.stream()
                                .filter(window -> window.sent() >= settings.leastSampleOfComplaints())
                                .mapToDouble(Brakes.Window::complaints)
                                .max()
                                .orElse(0)));
    }
}

package org.pidesk.campaign;

import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every few seconds whether a wave was let go, and forgets in time to whom a mail went, and lists that began nothing. */
@Component
@ConditionalOnProperty(name = "pidesk.background", havingValue = "true", matchIfMissing = true)
class SendingWaves {
    private final WaveSender sender;
    private final BulkMails bulkMails;
    private final CampaignDrafts drafts;

    SendingWaves(WaveSender sender, BulkMails bulkMails, CampaignDrafts drafts) {
        this.sender = sender;
        this.bulkMails = bulkMails;
        this.drafts = drafts;
    }

    @Scheduled(fixedDelay = 2000, scheduler = CampaignConfiguration.SCHEDULER)
    void send() {
        sender.sendDue();
    }

    @Scheduled(
            initialDelay = 5,
            fixedDelay = 60,
            timeUnit = TimeUnit.MINUTES,
            scheduler = CampaignConfiguration.SCHEDULER)
    void forget() {
        bulkMails.forgetOld();
        drafts.discardOld();
    }
}

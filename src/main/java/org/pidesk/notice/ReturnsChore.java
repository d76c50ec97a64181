package org.pidesk.notice;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every minute what has come back. */
@Component
@ConditionalOnProperty(name = "pidesk.background", havingValue = "true", matchIfMissing = true)
class ReturnsChore {
    private static final Logger LOG = LoggerFactory.getLogger(ReturnsChore.class);

    private final Returns returns;
    private final SmppCarrier texts;
    private final TextReturns answers;
    private final SentMessages sent;
    private final TextReceipts receipts;
    private final SeenReturns seen;

    ReturnsChore(
            Returns returns,
            SmppCarrier texts,
            TextReturns answers,
            SentMessages sent,
            TextReceipts receipts,
            SeenReturns seen) {
        this.returns = returns;
        this.texts = texts;
        this.answers = answers;
        this.sent = sent;
        this.receipts = receipts;
        this.seen = seen;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES, scheduler = NoticeConfiguration.SCHEDULER)
    void readMailbox() {
        returns.poll();
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES, scheduler = NoticeConfiguration.SCHEDULER)
    void listen() {
        try {
            texts.listen();
        } catch (NotSent away) {
            LOG.warn("The carrier of text messages cannot be heard: {}", away.code());
        }
        // after that: whatever fails here, somebody may say STOP
        answers.tellLost();
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS, scheduler = NoticeConfiguration.SCHEDULER)
    void forgetOld() {
        sent.forgetOld();
        receipts.forgetOld();
        seen.forgetOld();
    }
}

package org.pidesk.notice;

import java.util.concurrent.TimeUnit;
import org.pidesk.kernel.Channel;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Sends every second, and at once after something was written: somebody waits for a code. */
@Component
@ConditionalOnProperty(name = "pidesk.background", havingValue = "true", matchIfMissing = true)
class SendingChore {
    private final Sender sender;
    private final Outbox outbox;
    private final ThreadPoolTaskScheduler noticeScheduler;

    SendingChore(
            Sender sender,
            Outbox outbox,
            @Qualifier(NoticeConfiguration.SCHEDULER) ThreadPoolTaskScheduler noticeScheduler) {
        this.sender = sender;
        this.outbox = outbox;
        this.noticeScheduler = noticeScheduler;
    }

    /** Mails and texts apart: one carrier's trouble is not the other's. */
    @Scheduled(fixedDelay = 1000, scheduler = NoticeConfiguration.SCHEDULER)
    void sendMails() {
        sender.sendDue(Channel.EMAIL);
    }

    @Scheduled(fixedDelay = 1000, scheduler = NoticeConfiguration.SCHEDULER)
    void sendTexts() {
        sender.sendDue(Channel.SMS);
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS, scheduler = NoticeConfiguration.SCHEDULER)
    void forgetOld() {
        outbox.forgetOld();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void nudge(NoticeWritten written) {
        if (noticeScheduler.getScheduledThreadPoolExecutor().getQueue().size() < NoticeConfiguration.THREADS * 2) {
            noticeScheduler.execute(sender::sendDue);
        }
    }
}

package org.pidesk.notice;

import java.util.List;
import java.util.UUID;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.Reference;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Messages of which nobody knows whether they were sent: they waited in a backup that was restored. None of them leaves
 * before a person has said so.
 */
@Service
@Transactional
public class NoticesToCheck {
    private final Outbox outbox;
    private final ActivityLog activity;

    NoticesToCheck(Outbox outbox, ActivityLog activity) {
        this.outbox = outbox;
        this.activity = activity;
    }

    /** Holds back all that waits. @return how many */
    public int holdAll() {
        return outbox.holdAll();
    }

    @Transactional(readOnly = true)
    public List<NoticeToCheck> open() {
        return outbox.toCheck();
    }

    /** Lets one leave. @return whether it was held */
    public boolean send(UUID id, Reference reference, String by) {
        return outbox.sendAfterAll(id) && told(reference, "NOTICE_SENT_AFTER_RESTORE", by);
    }

    /** It was sent before the restore. @return whether it was held */
    public boolean wasSent(UUID id, Reference reference, String by) {
        return outbox.wasSent(id) && told(reference, "NOTICE_WAS_SENT_BEFORE_RESTORE", by);
    }

    private boolean told(Reference reference, String kind, String by) {
        activity.record(Fact.of(reference == null ? Reference.random() : reference, kind)
                .by(by));
        return true;
    }
}

package org.pidesk.request;

import java.time.Clock;
import org.pidesk.activity.ActivityLog;
import org.pidesk.kernel.Day;
import org.pidesk.organisation.Organisations;
import org.pidesk.sla.Deadlines;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reminds of each review once that is not decided when its answer is due: the key contacts are told, as they were when it
 * was asked for.
 */
@Component
@Transactional
class DueReviews {
    private final ReviewTable table;
    private final RequestRepository requests;
    private final PersonalNotices notices;
    private final Organisations organisations;
    private final ActivityLog activity;
    private final Clock clock;

    DueReviews(
            ReviewTable table,
            RequestRepository requests,
            PersonalNotices notices,
            Organisations organisations,
            ActivityLog activity,
            Clock clock) {
        this.table = table;
        this.requests = requests;
        this.notices = notices;
        this.organisations = organisations;
        this.activity = activity;
        this.clock = clock;
    }

    @Scheduled(cron = "0 51 2 * * *", zone = Day.ZONE_NAME)
    public void remind() {
        table.remind(Deadlines.dayOf(clock.instant()), clock.instant())
                .forEach(reference -> remind(requests.get(reference)));
    }

    private void remind(Request request) {
        organisations
                .get(request.organisation())
                .keyContacts()
                .forEach(contact -> notices.reviewIsDue(request, contact.email()));
        activity.record(request.fact("REVIEW_REMINDED"));
    }
}

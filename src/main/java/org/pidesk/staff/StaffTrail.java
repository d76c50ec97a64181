package org.pidesk.staff;

import java.util.Map;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.springframework.stereotype.Component;

/** Tells the activity log what was done to an account, under the account's own reference and without its name. */
@Component
class StaffTrail {
    private final ActivityLog activity;

    StaffTrail(ActivityLog activity) {
        this.activity = activity;
    }

    void tell(StaffAccount account, String kind, String by) {
        tell(account, kind, by, Map.of());
    }

    void tell(StaffAccount account, String kind, String by, Map<String, ?> detail) {
        activity.record(Fact.of(account.reference(), kind).by(by).with(detail));
    }
}

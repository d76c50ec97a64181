package org.pidesk.desk;

import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.springframework.stereotype.Component;

/** Leaves behind who of the staff searched for a person, also where nobody was found; never what they typed. */
@Component
class PersonSearches {
    private final ActivityLog activity;

    PersonSearches(ActivityLog activity) {
        this.activity = activity;
    }

    /** Where staff search. */
    enum Page {
        CHANGES,
        DE_IDENTIFY,
        IDENTITY
    }

    /** @param found how many of what the page lists */
    void note(Page page, OrganisationId organisation, int found, String by) {
        // a search belongs to no case: it begins a chain of its own
        activity.record(Fact.of(Reference.random(), "PERSON_SEARCHED")
                .by(by)
                .with("page", page)
                // with a word before it: a short name may begin with a digit, and a code of the log may not
                .with("organisation", "of-" + organisation)
                .with("found", found));
    }
}

package org.pidesk.desk;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.springframework.stereotype.Component;

/**
 * Leaves behind who of the staff searched for a person and whom they found, by the names that the log has for people;
 * also where nobody was found, and never what they typed.
 */
@Component
class PersonSearches {
    /** Who finds more has listed, and has not looked for somebody. */
    private static final int FEW = 20;

    private final ActivityLog activity;

    PersonSearches(ActivityLog activity) {
        this.activity = activity;
    }

    /** Where staff search. */
    enum Page {
        CHANGES,
        CONSENTS,
        DE_IDENTIFY,
        IDENTITY
    }

    /**
     * @param found how many of what the page lists
     * @param people pseudonyms of whom that is about: each has a fact, if they are few
     */
    void note(Page page, OrganisationId organisation, int found, Collection<UUID> people, String by) {
        // a search belongs to no case: it begins a chain of its own
        var search = Fact.of(Reference.random(), "PERSON_SEARCHED")
                .by(by)
                .with("page", page)
                .ofOrganisation(organisation)
                .with("found", found);
        var each = Set.copyOf(people);
        if (each.isEmpty() || each.size() > FEW) {
            activity.record(search);
        } else {
            each.forEach(person -> activity.record(search.about(person.toString())));
        }
    }
}

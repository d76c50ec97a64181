package org.pidesk.organisation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.InvalidEntry;
import org.pidesk.kernel.OrganisationId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The organisations that this installation serves. */
@Service
@Transactional
public class Organisations {
    private final OrganisationRepository repository;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;

    Organisations(OrganisationRepository repository, ActivityLog activity, ApplicationEventPublisher events) {
        this.repository = repository;
        this.activity = activity;
        this.events = events;
    }

    /**
     * Registers what was typed in: each field's name with its text.
     *
     * @throws InvalidEntry when something is missing, cannot be read, or is another organisation's
     */
    public OrganisationId register(Map<String, String> typed, String by) {
        var organisation = OrganisationForm.readNew(typed);
        if (find(organisation.id()).isPresent()) {
            throw new InvalidEntry(Map.of(OrganisationForm.ID, "There is an organisation of this short name."));
        }
        mustHaveItsOwnSites(organisation);
        activity.record(
                Fact.of(organisation.reference(), "ORGANISATION_REGISTERED").by(by));
        return register(organisation).id();
    }

    /**
     * Takes over what was typed in; the short name stands, whatever was typed.
     *
     * @param read the {@link #edition} that was read
     * @throws InvalidEntry as when it is registered
     * @throws OrganisationChangedMeanwhile when it is another one by now: what somebody replaced does not come back
     */
    public void change(OrganisationId id, String read, Map<String, String> typed, String by) {
        var wanted = OrganisationForm.read(id, typed);
        var organisation = repository.lock(id.value()).orElseThrow();
        if (!OrganisationForm.edition(organisation).equals(read)) {
            throw new OrganisationChangedMeanwhile();
        }
        mustHaveItsOwnSites(wanted);
        var different = OrganisationForm.differences(organisation, wanted);
        if (different.isEmpty()) {
            return;
        }
        different.forEach(field -> activity.record(
                Fact.of(organisation.reference(), "ORGANISATION_CHANGED").by(by).with("field", field)));
        organisation.become(wanted);
        register(organisation);
    }

    private void mustHaveItsOwnSites(Organisation organisation) {
        for (var host : organisation.sites()) {
            if (atSite(host)
                    .filter(other -> !other.id().equals(organisation.id()))
                    .isPresent()) {
                throw new InvalidEntry(
                        Map.of(OrganisationForm.SITES, "One of these host names is another organisation’s."));
            }
        }
    }

    /** How an organisation is typed in. */
    @Transactional(readOnly = true)
    public Map<String, String> written(OrganisationId id) {
        return OrganisationForm.written(get(id));
    }

    /** What stands in it, as a fingerprint: with this whoever changes it says what they have read. */
    @Transactional(readOnly = true)
    public String edition(OrganisationId id) {
        return OrganisationForm.edition(get(id));
    }

    public Organisation register(Organisation organisation) {
        var registered = repository.saveAndFlush(organisation);
        events.publishEvent(new OrganisationRegistered(registered.id()));
        return registered;
    }

    /** @throws java.util.NoSuchElementException when there is none of this name */
    @Transactional(readOnly = true)
    public Organisation get(OrganisationId id) {
        return repository.findById(id.value()).orElseThrow();
    }

    @Transactional(readOnly = true)
    public Optional<Organisation> find(OrganisationId id) {
        return repository.findById(id.value());
    }

    /** Whose site this is. @param host a host name, without a port */
    @Transactional(readOnly = true)
    public Optional<Organisation> atSite(String host) {
        return repository.findBySite(host.toLowerCase(Locale.ROOT));
    }

    /** Whether it serves more than one: then none decides what holds for all of them. */
    @Transactional(readOnly = true)
    public boolean areSeveral() {
        return repository.count() > 1;
    }

    @Transactional(readOnly = true)
    public List<Organisation> all() {
        return repository.findAll();
    }
}

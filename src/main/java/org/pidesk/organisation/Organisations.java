package org.pidesk.organisation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pidesk.kernel.OrganisationId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The organisations that this installation serves. */
@Service
@Transactional
public class Organisations {
    private final OrganisationRepository repository;
    private final ApplicationEventPublisher events;

    Organisations(OrganisationRepository repository, ApplicationEventPublisher events) {
        this.repository = repository;
        this.events = events;
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

    @Transactional(readOnly = true)
    public List<Organisation> all() {
        return repository.findAll();
    }
}

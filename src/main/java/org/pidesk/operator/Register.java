package org.pidesk.operator;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.EntryForm;
import org.pidesk.kernel.InvalidEntry;
import org.pidesk.kernel.OrganisationId;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register of the systems that hold a person's information, as an organisation keeps it. Every change leaves what
 * stood before, who changed it and when; the activity log learns which fields, and not what is in them.
 *
 * <p>Whoever changes an entry says which edition they have read; if it is not the last, they hear what was changed
 * since, and nothing is overwritten. No entry is ever deleted.
 */
@Service
@Transactional
public class Register {
    private static final int FROM_THE_BEGINNING = -1;

    private final SystemRepository systems;
    private final SystemChanges changes;
    private final ActivityLog activity;
    private final Clock clock;

    Register(SystemRepository systems, SystemChanges changes, ActivityLog activity, Clock clock) {
        this.systems = systems;
        this.changes = changes;
        this.activity = activity;
        this.clock = clock;
    }

    /** Everything that stands or ever stood in the register of an organisation, its DMS first. */
    @Transactional(readOnly = true)
    public List<ProcessingSystem> of(OrganisationId organisation) {
        return systems.findOf(organisation.value());
    }

    /** @throws NoSuchElementException when this organisation has no such entry */
    @Transactional(readOnly = true)
    public ProcessingSystem get(OrganisationId organisation, UUID id) {
        return systems.findById(id)
                .filter(system -> system.organisation().equals(organisation))
                .orElseThrow();
    }

    /** What was ever changed in an entry, the oldest first. */
    @Transactional(readOnly = true)
    public List<Change> changesOf(ProcessingSystem system) {
        return changes.since(system.id(), FROM_THE_BEGINNING);
    }

    /**
     * @param typed each field of {@link Particulars} by its name
     * @throws InvalidEntry when something is missing or cannot be read, or the name is taken
     */
    public UUID add(OrganisationId organisation, Map<String, String> typed, String by) {
        return add(organisation, Particulars.read(typed), by);
    }

    /** Adds what comes with the installation, and nobody typed. */
    public UUID add(OrganisationId organisation, Particulars particulars) {
        return add(organisation, particulars, Fact.SYSTEM);
    }

    private UUID add(OrganisationId organisation, Particulars particulars, String by) {
        var system = save(new ProcessingSystem(organisation, particulars));
        note(system, "SYSTEM_ADDED", by, List.of(new Difference(Change.ADDED, null, particulars.name())));
        return system.id();
    }

    /**
     * @param version the edition that was read
     * @throws InvalidEntry when something is missing or cannot be read, or the name is taken
     * @throws ChangedMeanwhile when there is a later edition
     * @throws NoSuchElementException when this organisation has no such entry
     */
    public void change(OrganisationId organisation, UUID id, int version, Map<String, String> typed, String by) {
        var system = lock(organisation, id, version);
        var before = system.particulars().written();
        var after = Particulars.read(typed);
        system.describe(after);
        var differences = after.written().entrySet().stream()
                .map(field -> new Difference(field.getKey(), before.get(field.getKey()), field.getValue()))
                .filter(Difference::isOne)
                .toList();
        if (!differences.isEmpty()) {
            note(save(system), "SYSTEM_CHANGED", by, differences);
        }
    }

    /** It is asked no more, until it is taken up again. */
    public void suspend(OrganisationId organisation, UUID id, int version, String because, String by) {
        var system = lock(organisation, id, version);
        var reason = reason(because);
        system.suspend(reason, clock.instant());
        note(save(system), "SYSTEM_SUSPENDED", by, List.of(new Difference(Change.SUSPENDED, null, reason)));
    }

    /** It is asked again; the cases that have left it out meanwhile go on by themselves. */
    public void takeUp(OrganisationId organisation, UUID id, int version, String by) {
        var system = lock(organisation, id, version);
        var before = system.suspendedBecause();
        system.takeUp();
        note(save(system), "SYSTEM_TAKEN_UP", by, List.of(new Difference(Change.SUSPENDED, before, null)));
    }

    /** It leaves the register; cases that have asked it still show it. */
    public void remove(OrganisationId organisation, UUID id, int version, String because, String by) {
        var system = lock(organisation, id, version);
        var reason = reason(because);
        system.remove(reason, clock.instant());
        note(save(system), "SYSTEM_REMOVED", by, List.of(new Difference(Change.REMOVED, null, reason)));
    }

    private static String reason(String typed) {
        var form = new EntryForm(Map.of("because", typed));
        var reason = form.text("because", "Say why, for whoever asks later.");
        form.mustBeComplete();
        return reason;
    }

    private ProcessingSystem lock(OrganisationId organisation, UUID id, int version) {
        var system = systems.lock(id, organisation.value()).orElseThrow();
        if (system.edition() != version) {
            throw new ChangedMeanwhile(changes.since(id, version));
        }
        return system;
    }

    private ProcessingSystem save(ProcessingSystem system) {
        try {
            return systems.saveAndFlush(system);
        } catch (DataIntegrityViolationException taken) {
            // only a look at the register in the same instant could tell before
            throw new InvalidEntry(Map.of("name", "Another system in the register has this name."));
        }
    }

    private void note(ProcessingSystem system, String kind, String by, List<Difference> differences) {
        var fact = Fact.of(system.reference(), kind).by(by).with("system", system.id());
        for (var difference : differences) {
            changes.add(
                    system.id(),
                    new Change(
                            system.edition(),
                            difference.field(),
                            clock.instant(),
                            by,
                            difference.before(),
                            difference.after()));
            fact = fact.with(difference.field(), "changed");
        }
        activity.record(fact);
    }

    private record Difference(String field, String before, String after) {
        boolean isOne() {
            return !before.equals(after);
        }
    }
}

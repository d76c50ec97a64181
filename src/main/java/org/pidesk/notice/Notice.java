package org.pidesk.notice;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;

/**
 * Something to say to one address.
 *
 * @param organisation in whose name; null for the installation itself, which writes to the accounts of administrators
 * @param reference the case it belongs to; null for a code, which comes before any case
 * @param model what the kind's template shows; it is rendered at once and kept sealed
 * @param expires from when it is no longer worth sending; null for never
 */
public record Notice(
        Kind kind,
        OrganisationId organisation,
        Address to,
        Reference reference,
        Map<String, Object> model,
        Instant expires) {

    public static Notice of(Kind kind, OrganisationId organisation, Address to) {
        return new Notice(kind, organisation, to, null, Map.of(), null);
    }

    /** @param organisation null for somebody who belongs to none: in the name of the installation itself */
    public static Notice toStaff(Kind kind, OrganisationId organisation, Address to) {
        return new Notice(kind, organisation, to, null, Map.of(), null);
    }

    public Notice about(Reference itsCase) {
        return new Notice(kind, organisation, to, itsCase, model, expires);
    }

    public Notice with(String name, Object value) {
        var more = new HashMap<>(model);
        more.put(name, value);
        return new Notice(kind, organisation, to, reference, more, expires);
    }

    public Notice expiring(Instant at) {
        return new Notice(kind, organisation, to, reference, model, at);
    }
}

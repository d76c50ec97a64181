package org.pidesk.notice;

import java.util.Map;
import java.util.Set;
import org.pidesk.kernel.OrganisationId;

/**
 * Something to say to many.
 *
 * @param model what its template shows that is the same for all
 * @param ofEach what else it shows, which each recipient brings
 */
public record Bulletin(OrganisationId organisation, Kind kind, Map<String, Object> model, Set<String> ofEach) {
    public Bulletin {
        model = Map.copyOf(model);
        ofEach = Set.copyOf(ofEach);
        if (!kind.isMarketing()) {
            throw new IllegalArgumentException(kind + " goes to one person at a time");
        }
    }
}

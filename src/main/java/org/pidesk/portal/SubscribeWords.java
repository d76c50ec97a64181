package org.pidesk.portal;

import java.util.List;
import org.pidesk.consent.Wording;
import org.pidesk.consent.Wording.Kind;
import org.pidesk.consent.Wordings;
import org.springframework.stereotype.Component;

/** The words that somebody agrees to who subscribes; of storage abroad only where the organisation has its own words. */
@Component
class SubscribeWords {
    private final Wordings wordings;

    SubscribeWords(Wordings wordings) {
        this.wordings = wordings;
    }

    /**
     * What is read.
     *
     * @param version as evidence names it
     */
    record Said(String version, List<String> texts) {}

    Said of(Site site) {
        var marketing = wordings.current(site.id(), Kind.MARKETING);
        var offshore = wordings.current(site.id(), Kind.OFFSHORE);
        var said = offshore.isReadyMade() ? List.of(marketing) : List.of(marketing, offshore);
        return new Said(
                String.join("+", said.stream().map(Wording::label).toList()),
                said.stream().map(wording -> fill(site, wording)).toList());
    }

    private static String fill(Site site, Wording wording) {
        var organisation = site.organisation();
        return wording.about(
                organisation.name(),
                organisation.physicalAddress(),
                organisation.email().value());
    }
}

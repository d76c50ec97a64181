package org.pidesk.portal;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.pidesk.consent.Wording;
import org.pidesk.consent.Wording.Kind;
import org.pidesk.consent.Wordings;
import org.springframework.stereotype.Component;

/** The words that somebody agrees to who subscribes; of storage abroad only where the organisation has its own words. */
@Component
class SubscribeWords {
    /** Between the names of two texts that are read together. */
    private static final String AND = "+";

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
                String.join(AND, said.stream().map(Wording::label).toList()),
                said.stream().map(wording -> fill(site, wording)).toList());
    }

    /** The words that were read before, whatever they are now: who confirms must read what the evidence will name. */
    Said of(Site site, String version) {
        var texts = Arrays.stream(version.split(Pattern.quote(AND)))
                .flatMap(label -> wordings.labelled(site.id(), label).stream())
                .map(wording -> fill(site, wording))
                .toList();
        return new Said(version, texts);
    }

    private static String fill(Site site, Wording wording) {
        var organisation = site.organisation();
        return wording.about(
                organisation.name(),
                organisation.physicalAddress(),
                organisation.email().value());
    }
}

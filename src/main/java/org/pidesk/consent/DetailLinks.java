package org.pidesk.consent;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Secrets;
import org.springframework.stereotype.Service;

/**
 * The links of a message at which people view, update or remove their details. A mail can be passed on, so each leads to a
 * button that sends a code to the address, and never past that.
 */
@Service
public class DetailLinks {
    private static final Duration VALID = Duration.ofDays(30);

    private final SealedLinks links;
    private final Clock clock;

    DetailLinks(Secrets secrets, Clock clock) {
        this.links = new SealedLinks(secrets, "details");
        this.clock = clock;
    }

    /** The path of «View or update my details». */
    public String view(OrganisationId organisation, Address address) {
        return link(organisation, address, DetailLink.Purpose.VIEW);
    }

    /** The path of «Remove my details». */
    public String remove(OrganisationId organisation, Address address) {
        return link(organisation, address, DetailLink.Purpose.REMOVE);
    }

    /** Reads a link; empty when it is forged, or another organisation's. */
    public Optional<DetailLink> read(OrganisationId organisation, String token) {
        return links.open(organisation, token)
                .map(opened -> new DetailLink(
                        Address.parse(opened.parts().get(0)),
                        DetailLink.Purpose.valueOf(opened.parts().get(1)),
                        opened.expires()));
    }

    private String link(OrganisationId organisation, Address address, DetailLink.Purpose purpose) {
        var token = links.seal(organisation, clock.instant().plus(VALID), address.value(), purpose.name());
        return "/" + organisation + "/pi/details/" + token;
    }
}

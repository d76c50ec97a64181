package org.pidesk.geo;

import java.time.Instant;
import java.util.Optional;
import org.pidesk.kernel.IpAddress;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

/** From which country an address is, without asking anybody outside. Countries are codes of two letters: {@code ZA}. */
@Service
@EnableConfigurationProperties(GeoSettings.class)
public class Countries {
    private final AtlasFile file;

    Countries(GeoSettings settings) throws CountriesUnreadable {
        this.file = settings.database() == null ? AtlasFile.broughtAlong() : new AtlasFile(settings.database());
    }

    /** Empty where none is known: of a private address, of one that is in no list, while the file cannot be read. */
    public Optional<String> of(String address) {
        try {
            return find(address);
        } catch (CountriesUnreadable nothingKnown) {
            return Optional.empty();
        }
    }

    /**
     * Like {@link #of}, for whoever must know the difference between an address that is in no list and no list.
     *
     * @throws CountriesUnreadable when nothing can be said about any address
     */
    public Optional<String> find(String address) throws CountriesUnreadable {
        var atlas = file.atlas();
        var asked = IpAddress.parse(address).filter(known -> !known.isPrivate());
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        try {
            return atlas.countryOf(asked.get().value());
        } catch (CountriesUnreadable broken) {
            file.broken(broken);
            throw broken;
        }
    }

    /**
     * When the list was made.
     *
     * @throws CountriesUnreadable when there is none
     */
    public Instant madeAt() throws CountriesUnreadable {
        return file.atlas().madeAt();
    }
}

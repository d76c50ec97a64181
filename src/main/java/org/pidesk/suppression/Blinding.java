package org.pidesk.suppression;

import java.util.HexFormat;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.SealingKey;
import org.pidesk.kernel.Secrets;
import org.springframework.stereotype.Component;

/** Makes addresses into entries, and entries into something that only this class can recognise. */
@Component
class Blinding {
    private static final String SUPPRESSION = "suppression";
    private static final String PLACE = "suppression_intake";

    private final Secrets secrets;
    private final SealingKey intakeKey;

    Blinding(Secrets secrets) {
        this.secrets = secrets;
        this.intakeKey = SealingKey.of(secrets.keyFor(SUPPRESSION, "intake"));
    }

    Entry entry(OrganisationId organisation, Address address) {
        var list = BlackList.of(address);
        return new Entry(list, secrets.fingerprint(address.value(), SUPPRESSION, list.purpose(), organisation.value()));
    }

    /** Finds an entry in the intake. Under a key of its own, so that it joins to no row of a list. */
    byte[] tag(Entry entry) {
        return secrets.fingerprint(HexFormat.of().formatHex(entry.hash()), SUPPRESSION, "tag");
    }

    /** Of one length, and different each time. */
    byte[] seal(Entry entry) {
        return intakeKey.seal(entry.bytes(), PLACE);
    }

    Entry open(byte[] sealed) {
        return Entry.from(intakeKey.open(sealed, PLACE));
    }
}

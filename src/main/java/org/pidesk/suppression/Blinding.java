package org.pidesk.suppression;

import java.util.HexFormat;
import java.util.List;
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
        this.intakeKey = secrets.sealingKey(SUPPRESSION, "intake");
    }

    Entry entry(OrganisationId organisation, Address address) {
        return entries(organisation, address).get(0);
    }

    /** The address as a list knows it under each root secret there was, the present one first. */
    List<Entry> entries(OrganisationId organisation, Address address) {
        var list = BlackList.of(address);
        return secrets.eachRoot().stream()
                .map(root -> root.fingerprint(address.value(), SUPPRESSION, list.purpose(), organisation.value()))
                .map(hash -> new Entry(list, hash))
                .toList();
    }

    /** Finds an entry in the intake. Under a key of its own, so that it joins to no row of a list. */
    byte[] tag(Entry entry) {
        return tags(entry)[0];
    }

    /** The tags of an entry under each root secret there was. */
    byte[][] tags(Entry entry) {
        var text = HexFormat.of().formatHex(entry.hash());
        return secrets.eachRoot().stream()
                .map(root -> root.fingerprint(text, SUPPRESSION, "tag"))
                .toArray(byte[][]::new);
    }

    /** Of one length, and different each time. */
    byte[] seal(Entry entry) {
        return intakeKey.seal(entry.bytes(), PLACE);
    }

    Entry open(byte[] sealed) {
        return Entry.from(intakeKey.open(sealed, PLACE));
    }
}

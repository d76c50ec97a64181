package org.pidesk.campaign;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.SealingKey;
import org.pidesk.kernel.Secrets;
import org.pidesk.kernel.Token;
import org.springframework.stereotype.Component;

/**
 * Seals the people of campaigns, finds them again by a keyed hash of their address, and makes the secret of each one's
 * link. The hash is under a key that serves nothing else: it joins to no ledger and to no black list.
 */
@Component
class Prints {
    private static final String CAMPAIGN = "campaign";

    private final Secrets secrets;
    private final SealingKey key;

    Prints(Secrets secrets) {
        this.secrets = secrets;
        this.key = secrets.sealingKey(CAMPAIGN, "person");
    }

    byte[] of(OrganisationId organisation, Address address) {
        return print(secrets, organisation, address);
    }

    /** As it may stand in a row, whichever root secret was in use then. */
    List<byte[]> each(OrganisationId organisation, Address address) {
        return secrets.eachRoot().stream()
                .map(root -> print(root, organisation, address))
                .toList();
    }

    private static byte[] print(Secrets root, OrganisationId organisation, Address address) {
        return root.fingerprint(address.value(), CAMPAIGN, "recipient", organisation.value());
    }

    /** On the national opt-out list, which is another list. */
    List<byte[]> onTheOptOutList(OrganisationId organisation, Address address) {
        return secrets.eachRoot().stream()
                .map(root -> root.fingerprint(address.value(), CAMPAIGN, "opt-out", organisation.value()))
                .toList();
    }

    /** The same for the same row, so that a message that is tried again carries the same link. */
    Token link(Reference campaign, int line) {
        var secret = secrets.fingerprint(campaign + "/" + line, CAMPAIGN, "answer");
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** The name of a row's message: the same each time it is tried. */
    UUID message(Reference campaign, int line) {
        var bytes = ByteBuffer.wrap(secrets.fingerprint(campaign + "/" + line, CAMPAIGN, "message"));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    byte[] seal(Reference campaign, int line, Person person) {
        return key.seal(person.write(), place(campaign, line));
    }

    Person open(Reference campaign, int line, byte[] sealed) {
        return Person.read(key.open(sealed, place(campaign, line)));
    }

    private static String place(Reference campaign, int line) {
        return "campaign_recipient/" + campaign + "/" + line;
    }
}

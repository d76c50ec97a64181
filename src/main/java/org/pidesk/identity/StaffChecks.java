package org.pidesk.identity;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Secrets;
import org.pidesk.kernel.Token;
import org.springframework.stereotype.Service;

/**
 * Staff have seen who somebody is: the person reads a word out to them, and it leads from the person in front of them
 * to the proof in the person's browser. The word is good once, for one organisation, and no longer than the proof.
 */
@Service
public class StaffChecks {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Nothing that is taken for something else, on paper or on the phone. */
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LENGTH = 8;

    private final Proofs proofs;
    private final Limits limits;
    private final Secrets secrets;

    StaffChecks(Proofs proofs, Limits limits, Secrets secrets) {
        this.proofs = proofs;
        this.limits = limits;
        this.secrets = secrets;
    }

    /** What the person reads out, and until when it is good. */
    public record Word(String text, Instant until) {}

    /** A new word for the holder of a proof; the one before is over. Empty when the proof holds no more. */
    public Optional<Word> offer(Token proof) {
        var word = random();
        return proofs.find(proof)
                .flatMap(held -> proofs.keepWord(proof, fingerprint(held.organisation(), word)))
                .map(until -> new Word(word.substring(0, 4) + "-" + word.substring(4), until));
    }

    /**
     * The proof that a word stands for; empty when it is none of this organisation's.
     *
     * @param staff who typed it in
     * @throws TooManyRequests when this member of staff has tried too many
     */
    public Optional<Proof> find(OrganisationId organisation, String word, String staff) {
        limits.takeWord(staff);
        return proofs.findByWord(fingerprint(organisation, plain(word)));
    }

    /**
     * Staff have seen who the person is. In the caller's transaction; the word is used up.
     *
     * @param records pseudonyms of the person's records: what staff say holds for these alone
     * @return false when somebody else was faster, or the proof holds no more
     */
    public boolean confirm(OrganisationId organisation, String word, Set<UUID> records) {
        if (records.isEmpty()) {
            throw new IllegalArgumentException("a check is about records");
        }
        return proofs.check(fingerprint(organisation, plain(word)), records);
    }

    private static String random() {
        var word = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            word.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return word.toString();
    }

    private static String plain(String typed) {
        return typed.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
    }

    private byte[] fingerprint(OrganisationId organisation, String word) {
        return secrets.fingerprint(word, "identity", "word", organisation.value());
    }
}

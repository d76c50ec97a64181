package org.pidesk.signin;

import org.springframework.stereotype.Service;

/**
 * Slows down whoever guesses passwords, and shuts nobody out: after a few attempts each further one costs a check that
 * machines find dear; the right password with the check opens as ever.
 *
 * <p>A browser that the user trusts is counted by itself, all strangers together. So strangers bring no check upon the
 * user, and do not learn from the check whether the user came in meanwhile.
 */
@Service
class Guards {
    /** So many in vain within an hour from one network are no mistakes any more, however large the office. */
    static final int FLOOD = 300;

    private final AttemptCounts counts;
    private final ProofOfWork work;
    private final MailedCodes codes;
    private final SignInSettings settings;

    Guards(AttemptCounts counts, ProofOfWork work, MailedCodes codes, SignInSettings settings) {
        this.counts = counts;
        this.work = work;
        this.codes = codes;
        this.settings = settings;
    }

    /** What becomes of an attempt. */
    enum Entry {
        /** Its password may be looked at. */
        ADMITTED,
        /** It should have come with the check, and counts as one in vain. */
        UNCHECKED,
        /** The same, from where there were so many that nothing is written of it any more. */
        FLOOD
    }

    /** Counts the attempt, unless its network has made hundreds in vain: those that pass the check are counted on. */
    Entry admit(Attempt attempt) {
        if (isOfStranger(attempt) && isOver(attempt.network(), FLOOD)) {
            if (!passes(attempt)) {
                return Entry.FLOOD;
            }
            counts.take(attempt);
            return Entry.ADMITTED;
        }
        var number = counts.take(attempt);
        var isFree = number <= settings.freeAttempts() && !isFromDearNetwork(attempt);
        return isFree || passes(attempt) ? Entry.ADMITTED : Entry.UNCHECKED;
    }

    /** Whether the next attempt of a stranger from this network must come with the check, whoever's name it bears. */
    boolean isDear(String network) {
        return isOver(network, settings.freeAttemptsOfNetwork());
    }

    /** Of all networks in a /48 of IPv6 together so much more is expected as of all else. */
    private boolean isOver(String network, int limit) {
        return counts.ofNetwork(network) >= limit
                || counts.ofNetworksAround(network) >= NetworkLimits.TIMES_AROUND * Math.max(limit, 1);
    }

    private static boolean isOfStranger(Attempt attempt) {
        return attempt.device().isEmpty();
    }

    /** Whether the next attempt like this one must come with the check. */
    boolean isDear(Attempt attempt) {
        return isFromDearNetwork(attempt) || counts.of(attempt) >= settings.freeAttempts();
    }

    private boolean isFromDearNetwork(Attempt attempt) {
        return isOfStranger(attempt) && isDear(attempt.network());
    }

    void failed(Attempt attempt) {
        counts.failed(attempt);
    }

    void succeeded(Attempt attempt) {
        counts.succeeded(attempt);
    }

    private boolean passes(Attempt attempt) {
        var answer = attempt.answer();
        return answer.work().isEmpty()
                ? codes.accept(answer.page(), attempt.username(), answer.code())
                : work.accept(answer.work());
    }
}

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

    /** Counts the attempt. @return whether its password may be looked at */
    boolean admit(Attempt attempt) {
        var number = counts.take(attempt);
        return number <= settings.freeAttempts() && !isFromDearNetwork(attempt) || passes(attempt);
    }

    /** Whether the next attempt of a stranger from this network must come with the check, whoever's name it bears. */
    boolean isDear(String network) {
        return counts.ofNetwork(network) >= settings.freeAttemptsOfNetwork();
    }

    /** Whether the next attempt like this one must come with the check. */
    boolean isDear(Attempt attempt) {
        return isFromDearNetwork(attempt) || counts.of(attempt) >= settings.freeAttempts();
    }

    private boolean isFromDearNetwork(Attempt attempt) {
        return attempt.device().isEmpty() && isDear(attempt.network());
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

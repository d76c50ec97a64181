package org.pidesk.portal;

import java.util.List;
import org.pidesk.request.Review;

/**
 * A review as its page says it.
 *
 * @param outcome null while nobody has decided
 * @param answer what we answered; empty where that is destroyed
 * @param newCase null when there is none
 */
record ReviewPage(
        String askedAt,
        String due,
        List<String> because,
        Review.Outcome outcome,
        String decidedAt,
        String answer,
        String newCase) {

    static ReviewPage of(Review it, Dates dates) {
        return new ReviewPage(
                dates.moment(it.askedAt()),
                dates.dayAndDistance(it.due()),
                it.because(),
                it.outcome(),
                it.decidedAt() == null ? null : dates.moment(it.decidedAt()),
                it.answer(),
                it.reopenedAs() == null ? null : it.reopenedAs().value());
    }
}

package org.pidesk.desk;

import org.pidesk.campaign.ListRefused;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** What is answered to a list that cannot be held against the black lists; by page and by interface alike. */
final class Screened {
    private Screened() {}

    static ProblemDetail flawed(ListRefused refused) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The list cannot be read. Nothing was compared.");
        problem.setProperty("flaws", refused.flaws());
        return problem;
    }

    static ProblemDetail tooMany() {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.TOO_MANY_REQUESTS, "You have asked about as many lists as an hour allows.");
    }
}

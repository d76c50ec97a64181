package org.pidesk.desk;

import org.pidesk.campaign.ListRefused;
import org.pidesk.campaign.Screenings;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What is answered to a list that cannot be held against the black lists; by page and by interface alike. */
@RestControllerAdvice(assignableTypes = {ScreeningApi.class, ScreeningController.class})
class Screened {

    @ExceptionHandler
    ProblemDetail flawed(ListRefused refused) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The list cannot be read. Nothing was compared.");
        problem.setProperty("flaws", refused.flaws());
        return problem;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(Screenings.TooMany tooMany) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, "3600")
                .body(ProblemDetail.forStatusAndDetail(
                        HttpStatus.TOO_MANY_REQUESTS, "You have asked about as many lists as an hour allows."));
    }
}

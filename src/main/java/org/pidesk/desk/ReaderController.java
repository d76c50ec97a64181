package org.pidesk.desk;

import java.security.Principal;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Says to a form in Tasklist who is signed in by now, and with which token they save: while it was open its reader may
 * have signed in again, or somebody else may have.
 */
@RestController
class ReaderController {
    @GetMapping(path = "/desk/reader", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, String>> reader(Principal reader, CsrfToken token) {
        return with(token).body(Map.of("reader", reader.getName()));
    }

    /** The token that saving asks for goes with an answer: a form inside Tasklist has no page of ours to take it from. */
    static ResponseEntity.BodyBuilder with(CsrfToken token) {
        var answer = ResponseEntity.ok();
        return token == null ? answer : answer.header(token.getHeaderName(), token.getToken());
    }
}

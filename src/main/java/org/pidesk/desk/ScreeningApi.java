package org.pidesk.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pidesk.campaign.Screenings;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Token;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where a DMS or an operator holds its list against the black lists of an organisation, with a key that a compliance
 * manager made. The body is the file; the answer names the lines that are on a list.
 */
@RestController
class ScreeningApi {
    static final String ADDRESS = "/api/screening";
    private static final Pattern BEARER = Pattern.compile("Bearer ([A-Za-z0-9_-]{43})");

    private final Screenings screenings;

    ScreeningApi(Screenings screenings) {
        this.screenings = screenings;
    }

    @PostMapping(path = ADDRESS, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> screen(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            InputStream file) {
        var owner = owner(authorization);
        return owner.isPresent()
                ? ResponseEntity.ok(screenings.screen(owner.get(), file, Screenings.KEY))
                : ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .build();
    }

    /** Whether a system that asks shows a key of ours. */
    boolean isKnown(HttpServletRequest system) {
        var authorization = system.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && owner(authorization).isPresent();
    }

    private Optional<OrganisationId> owner(String authorization) {
        var given = BEARER.matcher(authorization);
        return given.matches() ? screenings.ownerOf(new Token(given.group(1))) : Optional.empty();
    }
}

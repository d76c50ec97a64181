package org.pidesk.portal;

import java.util.Base64;
import java.util.UUID;
import org.pidesk.campaign.Readings;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The picture by which the opening of a mail is noted, where the organisation has a ground for it. To note that it was
 * asked for is all that this GET changes, and the answer is the same whether anything was noted or not.
 */
@Controller
class SeenController {
    /** One point, through which one sees. */
    private static final byte[] PICTURE =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final Readings readings;

    SeenController(Readings readings) {
        this.readings = readings;
    }

    @GetMapping({"/pi/seen/{which}", "/{organisation}/pi/seen/{which}"})
    ResponseEntity<byte[]> picture(Site site, @PathVariable("which") String which) {
        try {
            readings.note(site.id(), UUID.fromString(which));
        } catch (IllegalArgumentException notOurs) {
            // the same answer
        }
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_GIF)
                .cacheControl(CacheControl.noStore())
                .body(PICTURE);
    }
}

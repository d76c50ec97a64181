package org.pidesk.portal;

import org.pidesk.notice.AmazonAway;
import org.pidesk.notice.NotificationRefused;
import org.pidesk.notice.SesNotifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Where Amazon tells of mails that did not arrive. Nobody signs in: each notification is signed. */
@RestController
class SesController {
    private static final Logger LOG = LoggerFactory.getLogger(SesController.class);

    private final SesNotifications notifications;

    SesController(SesNotifications notifications) {
        this.notifications = notifications;
    }

    @PostMapping("/returns/ses")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void take(@RequestBody String notification) {
        if (!notifications.isExpected()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        notifications.take(notification);
    }

    /** Amazon sends it again: what is refused with 403 never comes back. */
    @ExceptionHandler
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    void comeBack(AmazonAway away) {
        LOG.warn(
                "Amazon could not be asked for a {}: {}",
                away.getMessage(),
                away.getCause().getMessage());
    }

    /** Which of its checks it failed is nobody's business. */
    @ExceptionHandler
    @ResponseStatus(HttpStatus.FORBIDDEN)
    void refuse(NotificationRefused forged) {
        // the status says it all
    }
}

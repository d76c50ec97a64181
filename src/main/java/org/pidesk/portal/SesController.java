package org.pidesk.portal;

import org.pidesk.notice.NotificationRefused;
import org.pidesk.notice.SesNotifications;
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

    /** Which of its checks it failed is nobody's business. */
    @ExceptionHandler
    @ResponseStatus(HttpStatus.FORBIDDEN)
    void refuse(NotificationRefused forged) {
        // the status says it all
    }
}
